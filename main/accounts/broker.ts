// Hands logins to project servers: after their start, and again when Codex's backend refuses a token. Credentials pass
// through memory only. Which account a project uses, its caller says.
import type { CodexConnection } from '../codex/server/connection'
import { within } from '../codex/within'
import type { IncomingRequest } from '../codex/rpc/incoming'
import type { Credential } from './credential'
import { secretOf, type TokenLine } from './token-line'

/** Codex waits 10 s for an answer; a login server that hangs takes longer, and the refresh ends by itself. In ms. */
const patienceMs = 9000

/** JSON-RPC code for "we understood and can't". */
const refused = -32000
const signInAgain = 'The login is no longer valid. Sign in again.'

type Server = Pick<CodexConnection, 'request'>

export class Broker {
  readonly #tokens: (projectId: string) => TokenLine | null
  readonly #onTrouble: (projectId: string, words: string) => void
  /** What each project's server was given last. */
  readonly #held = new Map<string, Credential>()

  /** `tokens` answers null for a project whose account is not signed in. `onTrouble` is told why a login was not renewed. */
  constructor(
    tokens: (projectId: string) => TokenLine | null,
    onTrouble: (projectId: string, words: string) => void = () => undefined,
  ) {
    this.#tokens = tokens
    this.#onTrouble = onTrouble
  }

  /** Gives a server the login, if there is one. Its store is ephemeral, so it keeps nothing. */
  async signIn(projectId: string, server: Server): Promise<void> {
    const credential = (await this.#tokens(projectId)?.read()) ?? null
    if (credential === null) return
    const before = this.#held.get(projectId)
    this.#held.set(projectId, credential)
    if (credential.kind === 'apiKey') {
      // Codex takes no key while tokens from outside are active (0.169.0: "account/logout to clear it").
      if (before?.kind === 'chatgpt') await server.request('account/logout', undefined)
      await server.request('account/login/start', { type: 'apiKey', apiKey: credential.apiKey })
      return
    }
    await server.request('account/login/start', {
      type: 'chatgptAuthTokens',
      accessToken: credential.accessToken,
      chatgptAccountId: credential.accountId,
      chatgptPlanType: credential.plan,
    })
  }

  /** Takes the login from a server again. It clears memory and nothing else. */
  async signOut(projectId: string, server: Server): Promise<void> {
    if (this.#held.delete(projectId)) await server.request('account/logout', undefined).catch(() => undefined)
  }

  /** The server ended, and what it had with it. */
  forget(projectId: string): void {
    this.#held.delete(projectId)
  }

  /** Answers `account/chatgptAuthTokens/refresh`; false for any other request. */
  answer(projectId: string, request: IncomingRequest): boolean {
    if (request.method !== 'account/chatgptAuthTokens/refresh') return false
    void within(patienceMs, this.#renewed(projectId, request.params), tooLate).then(
      (credential) => {
        if (credential?.kind !== 'chatgpt') return request.respondError(refused, signInAgain)
        this.#held.set(projectId, credential)
        request.respond({
          accessToken: credential.accessToken,
          chatgptAccountId: credential.accountId,
          chatgptPlanType: credential.plan,
        })
      },
      (error: unknown) => {
        const words = error instanceof Error ? error.message : 'The login could not be renewed.'
        request.respondError(refused, words)
        // What the turn says of it is a number.
        this.#onTrouble(projectId, words)
      },
    )
    return true
  }

  async #renewed(projectId: string, params: unknown): Promise<Credential | null> {
    const tokens = this.#tokens(projectId)
    if (tokens === null) return null
    const held = this.#held.get(projectId) ?? null
    const before = Reflect.get(Object(params), 'previousAccountId')
    // The project changed to another account while the old one's token was on its way.
    if (held?.kind !== 'chatgpt' || (typeof before === 'string' && before !== held.accountId)) return tokens.read()
    return tokens.renew(secretOf(held))
  }
}

function tooLate(): never {
  throw new Error('The login server does not answer. Try again.')
}
