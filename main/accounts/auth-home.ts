// The one owner of the login: an app-server on the auth home, started when a login or a token is needed. Codex itself logs
// in, stores and refreshes there; project servers only ever get what credential() hands out (a copied auth.json would be
// logged out by the first home that refreshes: the refresh token is single-use).
import { z } from 'zod'
import type { AccountStatus } from '@contract/model'
import type { AppParams } from '@contract/channels'
import type { GetAccountResponse } from '@protocol/v2/GetAccountResponse'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { readClaims, type Credential } from './credential'
import type { AuthServer } from './auth-server'

/** What is remembered so that nothing must be started to draw the account: no secret, only who. */
const rememberedSchema = z.object({
  kind: z.enum(['chatgpt', 'apiKey', 'other']),
  email: z.string().nullable(),
  plan: z.string().nullable(),
})
const fileSchema = rememberedSchema.nullable()

const signedOut: AccountStatus = {
  state: 'signed-out',
  kind: null,
  email: null,
  plan: null,
  loginUrl: null,
  problem: null,
}

export interface AuthHomeOptions {
  /** Starts (or finds) the auth home's server. */
  open: () => Promise<AuthServer>
  /** Where who is signed in is remembered. */
  file: string
  openBrowser: (url: string) => Promise<unknown>
  onChange: (status: AccountStatus, before: AccountStatus) => void
}

export class AuthHome {
  readonly #options: AuthHomeOptions
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  #status: AccountStatus
  #login: { id: string | null; server: AuthServer } | undefined
  /** The one token request in flight; whoever else needs one waits for it. */
  #credential: Promise<Credential | null> | undefined
  readonly #watched = new WeakSet<AuthServer>()

  constructor(options: AuthHomeOptions) {
    this.#options = options
    this.#file = openJsonFile(options.file, fileSchema, null)
    const remembered = this.#file.value
    this.#status = remembered ? { ...signedOut, ...remembered, state: 'signed-in' } : signedOut
  }

  get status(): AccountStatus {
    return this.#status
  }

  /** Begins a login. An API key is done at once; for ChatGPT the browser opens and the status follows by itself. */
  async login(params: AppParams<'account/login'>): Promise<AccountStatus> {
    await this.cancelLogin()
    const server = await this.#server()
    if (params.kind === 'apiKey') {
      await server.request('account/login/start', { type: 'apiKey', apiKey: params.apiKey })
      await this.refreshStatus()
      return this.#status
    }
    const started = await server.request('account/login/start', { type: 'chatgpt' })
    if (started.type !== 'chatgpt') throw new Error('Codex answered with another kind of login than was asked for.')
    this.#login = { id: started.loginId, server }
    this.#set({ ...signedOut, state: 'signing-in', kind: 'chatgpt', loginUrl: started.authUrl })
    await this.#options.openBrowser(started.authUrl)
    return this.#status
  }

  async cancelLogin(): Promise<void> {
    const login = this.#login
    if (!login) return
    this.#login = undefined
    if (login.id !== null)
      await login.server.request('account/login/cancel', { loginId: login.id }).catch(() => undefined)
    await this.refreshStatus()
  }

  /** Signs out for good; Codex revokes what it can. */
  async logout(): Promise<void> {
    const server = await this.#server()
    await server.request('account/logout', undefined)
    await this.refreshStatus()
  }

  /**
   * The credential for a project's server: null when nobody is signed in. `refresh` asks for a new access token because
   * the old one was refused; calls made meanwhile share its answer.
   */
  credential(refresh: boolean): Promise<Credential | null> {
    this.#credential ??= this.#readCredential(refresh).finally(() => (this.#credential = undefined))
    return this.#credential
  }

  /** Asks Codex who is signed in and tells about it. */
  async refreshStatus(): Promise<void> {
    const server = await this.#server()
    const { account } = await server.request('account/read', { refreshToken: false })
    this.#setAccount(account, null)
  }

  async #readCredential(refresh: boolean): Promise<Credential | null> {
    const server = await this.#server()
    const { authMethod, authToken } = await server.request('getAuthStatus', {
      includeToken: true,
      refreshToken: refresh,
    })
    if (authToken === null) {
      if (this.#status.state === 'signed-in') {
        this.#set({ ...signedOut, problem: 'The login is no longer valid. Sign in again; the chat is kept.' })
        this.#remember(null)
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
      else if (method === 'account/updated') void this.refreshStatus().catch(() => undefined)
    })
    return server
  }

  async #loginCompleted(params: unknown): Promise<void> {
    const outcome = z.object({ success: z.boolean(), error: z.string().nullish() }).safeParse(params)
    this.#login = undefined
    if (!outcome.success) return
    if (outcome.data.success) await this.refreshStatus().catch(() => undefined)
    else this.#set({ ...signedOut, problem: outcome.data.error ?? 'The login did not go through. Try again.' })
  }

  #setAccount(account: GetAccountResponse['account'], problem: string | null): void {
    if (account === null) {
      this.#set({ ...signedOut, problem })
      this.#remember(null)
      return
    }
    const who: z.infer<typeof rememberedSchema> =
      account.type === 'chatgpt'
        ? { kind: 'chatgpt', email: account.email, plan: account.planType }
        : { kind: account.type === 'apiKey' ? 'apiKey' : 'other', email: null, plan: null }
    this.#set({ ...who, state: 'signed-in', loginUrl: null, problem })
    this.#remember(who)
  }

  #remember(who: z.infer<typeof fileSchema>): void {
    // Only a picture of what Codex knows: lost, the next login or look at the account draws it again.
    this.#file.write(who).catch(() => undefined)
  }

  #set(status: AccountStatus): void {
    // While a login runs, Codex reports the old state now and then; the person waits for the new one.
    if (this.#login && status.state === 'signed-out' && status.problem === null) return
    const before = this.#status
    this.#status = status
    this.#options.onChange(status, before)
  }
}
