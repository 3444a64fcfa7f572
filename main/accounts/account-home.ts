// The one owner of a login: an app-server on the account's own home, started when a login or a token is needed. Codex itself
// logs in, stores and refreshes there; project servers only ever get what `tokens` hands out (a copied auth.json would be
// logged out by the first home that refreshes: the refresh token is single-use).
import { z } from 'zod'
import { CodexError } from '../codex/errors'
import type { Account, AccountKind, LoginParams } from '@contract/accounts'
import type { Account as CodexAccount } from '@protocol/v2/Account'
import type { BedrockKey } from './account-keys'
import { readClaims, type Credential } from './credential'
import type { AuthServer } from './auth-server'
import { loginWords } from './login-words'
import { TokenLine } from './token-line'

/** What is remembered so that nothing must be started to draw the account: no secret, only who. */
export const rememberedSchema = z.object({
  kind: z.enum(['chatgpt', 'apiKey', 'accessToken', 'bedrock']),
  email: z.string().nullable(),
  plan: z.string().nullable(),
  workspace: z.string().nullable().catch(null),
  store: z.enum(['keyring', 'file', 'run']).nullable().catch(null),
  region: z.string().nullable().catch(null),
})
export type Remembered = z.infer<typeof rememberedSchema>

/** What an account is at a moment, without how the person calls it. */
export type AccountState = Omit<Account, 'id' | 'name' | 'isDefault'>

export const signedOut: AccountState = {
  state: 'signed-out',
  kind: null,
  email: null,
  plan: null,
  workspace: null,
  store: null,
  region: null,
  login: null,
  problem: null,
}

export interface AccountHomeOptions {
  /** Starts (or finds) the home's server. */
  open: () => Promise<AuthServer>
  /** Logs in with a personal access token, which Codex takes on its command line's stdin only. */
  loginWithToken: (accessToken: string) => Promise<void>
  /** Keeps a key that Codex itself never gets to keep. */
  keepBedrock: (key: BedrockKey) => Promise<'keyring' | 'run'>
  /** Forgets such a token or key: the account was signed out. */
  forgetKey: () => Promise<void>
  /** Where Codex keeps the login just now. */
  store: () => Promise<'keyring' | 'file'>
  openBrowser: (url: string) => Promise<unknown>
  /** Who it was when the app ran last. */
  remembered: { who: Remembered; signedIn: boolean } | null
  onChange: (state: AccountState, before: AccountState) => void
}

/** A login that nobody finishes is given up: its port and its server would be held for ever. In ms. */
const longestLogin = 15 * 60_000

export class AccountHome {
  readonly #options: AccountHomeOptions
  #state: AccountState
  #login: { id: string; server: AuthServer; timer: NodeJS.Timeout } | undefined
  /** Logins begun, so that one overtaken by another tells nothing any more. */
  #turn = 0
  /** Ends of logins that came before their beginning was read: Codex may tell both in one breath. */
  #early: unknown[] = []
  readonly #watched = new WeakSet<AuthServer>()
  readonly tokens: TokenLine

  constructor(options: AccountHomeOptions) {
    this.#options = options
    const { who, signedIn } = options.remembered ?? { who: null, signedIn: false }
    this.#state =
      signedIn && who ? { ...signedOut, ...who, state: 'signed-in' } : { ...signedOut, email: who?.email ?? null }
    this.tokens = new TokenLine((refresh) => this.#readCredential(refresh))
  }

  get state(): AccountState {
    return this.#state
  }

  /** Begins a login. Keys end at once; for the others the state follows by itself. Rejects in words. */
  async login(params: LoginParams): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    await this.cancelLogin()
    if (params.kind === 'bedrock') return this.#useBedrock(params)
    const server = await this.#server()
    try {
      // A login over a login would leave the old one alive at its issuer.
      if (this.#state.state === 'signed-in') await this.#leave()
      switch (params.kind) {
        case 'apiKey':
          await server.request('account/login/start', { type: 'apiKey', apiKey: params.apiKey })
          return await this.refreshState()
        case 'accessToken':
          await this.#options.loginWithToken(params.accessToken)
          return await this.refreshState()
        case 'chatgpt':
          return await this.#begin(server, 'chatgpt', turn)
        case 'deviceCode':
          return await this.#begin(server, 'chatgptDeviceCode', turn)
      }
    } catch (error) {
      throw loginWords(error)
    }
  }

  /** Codex's own login for it would rewrite the config.toml of every project; by the environment it leaves them alone. */
  async #useBedrock({ apiKey, region }: BedrockKey): Promise<void> {
    if (this.#state.state === 'signed-in') await this.signOut()
    const store = await this.#options.keepBedrock({ apiKey, region })
    this.#set({ ...signedOut, state: 'signed-in', kind: 'bedrock', region, store })
  }

  async #begin(server: AuthServer, type: 'chatgpt' | 'chatgptDeviceCode', turn: number): Promise<void> {
    const early: unknown[] = []
    this.#early = early
    const started = await server.request('account/login/start', { type }).catch(async (error: unknown) => {
      await this.#rest(server)
      throw error
    })
    if (started.type !== 'chatgpt' && started.type !== 'chatgptDeviceCode')
      throw new Error('Codex answered with another kind of login than was asked for.')
    if (turn !== this.#turn) {
      await this.#cancel(server, started.loginId)
      return
    }
    const timer = setTimeout(() => void this.#giveUp(), longestLogin)
    timer.unref()
    this.#login = { id: started.loginId, server, timer }
    const url = started.type === 'chatgpt' ? started.authUrl : started.verificationUrl
    const login: Account['login'] =
      started.type === 'chatgpt' ? { kind: 'browser', url } : { kind: 'deviceCode', url, code: started.userCode }
    this.#set({ ...signedOut, email: this.#state.email, state: 'signing-in', kind: 'chatgpt', login })
    for (const ended of early) await this.#loginCompleted(ended)
    if (login.kind !== 'browser' || this.#login?.id !== started.loginId) return
    await this.#options.openBrowser(url).catch(() => {
      if (this.#login?.id === started.loginId)
        this.#set({ ...this.#state, problem: 'The browser did not open. Copy the link and open it yourself.' })
    })
  }

  async cancelLogin(): Promise<void> {
    const login = this.#endLogin()
    if (!login) return
    await this.#cancel(login.server, login.id)
    await this.refreshState()
  }

  async #cancel(server: AuthServer, loginId: string): Promise<void> {
    await server.request('account/login/cancel', { loginId }).catch(() => undefined)
    await this.#rest(server)
  }

  /** A login that hangs at its issuer keeps its port for as long as its server lives, whatever is cancelled. */
  #rest(server: AuthServer): Promise<void> {
    return server.rest(new CodexError('stopped', 'A login was given up'))
  }

  async #giveUp(): Promise<void> {
    await this.cancelLogin().catch(() => undefined)
    if (this.#state.state === 'signed-out')
      this.#set({ ...this.#state, problem: 'Nobody finished signing in for a quarter of an hour. Try again.' })
  }

  #endLogin(): { id: string; server: AuthServer } | undefined {
    const login = this.#login
    if (login) clearTimeout(login.timer)
    this.#login = undefined
    return login
  }

  /** Signs out for good: Codex revokes what it can and clears its store. */
  async signOut(): Promise<void> {
    this.#turn += 1
    await this.cancelLogin()
    const { kind } = this.#state
    await this.#leave()
    if (kind !== 'bedrock') await this.refreshState()
  }

  /** Ends the login that is there. What the state says of it follows, unless Codex knows nothing of it. */
  async #leave(): Promise<void> {
    const { kind } = this.#state
    if (kind === 'accessToken' || kind === 'bedrock') await this.#options.forgetKey()
    if (kind === 'bedrock') this.#set(signedOut)
    else await this.#logout(await this.#server())
  }

  /** Codex asks its issuer about an access token before it forgets it, and keeps one that is refused (0.169.0). */
  async #logout(server: AuthServer): Promise<void> {
    try {
      await server.request('account/logout', undefined)
    } catch (error) {
      if (this.#state.kind !== 'accessToken') throw error
      // A key takes its place unasked, and is forgotten unasked.
      await server.request('account/login/start', { type: 'apiKey', apiKey: 'signed-out' })
      await server.request('account/logout', undefined)
    }
  }

  /** Asks Codex who is signed in and tells about it. */
  async refreshState(): Promise<void> {
    // Codex knows nothing of it.
    if (this.#state.kind === 'bedrock') return
    const server = await this.#server()
    const { account } = await server.request('account/read', { refreshToken: false })
    if (account !== null) return this.#set(await this.#described(account, server))
    // Codex tells of the end of a login again a moment later: why it ended stays to be read until the next one.
    this.#set(this.#nobody(this.#state.state === 'signed-out' ? this.#state.problem : null))
  }

  /** Signed out; whose account it was stays to be seen. */
  #nobody(problem: string | null): AccountState {
    return { ...signedOut, email: this.#state.email, problem }
  }

  async #described(account: CodexAccount, server: AuthServer): Promise<AccountState> {
    const store = await this.#options.store().catch(() => null)
    const who = { ...signedOut, state: 'signed-in' as const, store }
    switch (account.type) {
      case 'chatgpt': {
        const { email, planType: plan, workspaceName: workspace } = account
        // A personal access token is somebody's ChatGPT account, too, and can't be lent as one.
        const { authMethod } = await server.request('getAuthStatus', { includeToken: false, refreshToken: false })
        return {
          ...who,
          kind: authMethod === 'personalAccessToken' ? 'accessToken' : 'chatgpt',
          email,
          plan,
          workspace,
        }
      }
      case 'apiKey':
        return { ...who, kind: 'apiKey' }
      default:
        return { ...who, kind: 'accessToken' satisfies AccountKind }
    }
  }

  async #readCredential(refresh: boolean): Promise<Credential | null> {
    if (this.#state.kind === 'bedrock') return null
    const server = await this.#server()
    const { authMethod, authToken } = await server.request('getAuthStatus', {
      includeToken: true,
      refreshToken: refresh,
    })
    // It goes to project servers by their environment, see account-keys.ts.
    if (authMethod === 'personalAccessToken') return null
    if (authToken === null) {
      if (this.#state.state === 'signed-in') {
        // Codex keeps what is left of it on disk, and the next process would take it for a login again.
        await server.request('account/logout', undefined).catch(() => undefined)
        this.#set(this.#nobody('The login is no longer valid. Sign in again; your chats are kept.'))
      }
      return null
    }
    if (authMethod === 'apikey') return { kind: 'apiKey', apiKey: authToken }
    const claims = readClaims(authToken)
    return claims ? { kind: 'chatgpt', accessToken: authToken, ...claims } : null
  }

  async #server(): Promise<AuthServer> {
    const server = await this.#options.open()
    if (this.#watched.has(server)) return server
    this.#watched.add(server)
    server.onNotification(({ method, params }) => {
      if (method === 'account/login/completed') void this.#loginCompleted(params)
      else if (method === 'account/updated') void this.refreshState().catch(() => undefined)
    })
    return server
  }

  async #loginCompleted(params: unknown): Promise<void> {
    const outcome = z
      .object({ success: z.boolean(), error: z.string().nullish(), loginId: z.string().nullish() })
      .safeParse(params)
    if (!outcome.success) return
    const { success, error, loginId } = outcome.data
    // The end of a login that was cancelled or overtaken, or of one whose beginning we have yet to read.
    if (loginId != null && loginId !== this.#login?.id) return void this.#early.push(params)
    const login = this.#endLogin()
    if (success) return void (await this.refreshState().catch(() => undefined))
    // Some failures come after Codex has written the login down: out of it, and revoked.
    await login?.server.request('account/logout', undefined).catch(() => undefined)
    this.#set(this.#nobody(loginWords(error ?? '').message))
  }

  #set(state: AccountState): void {
    // While a login runs, Codex reports the old state now and then; the person waits for the new one.
    if (this.#login && state.state === 'signed-out' && state.problem === null) return
    const before = this.#state
    this.#state = state
    this.#options.onChange(state, before)
  }
}
