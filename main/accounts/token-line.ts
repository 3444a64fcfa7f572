// One account's credential as it stands: read when somebody needs it, renewed by one request at a time. Whoever comes with a
// token that has been renewed already gets the new one: the refresh token behind it is single-use, and each use that was
// not needed is one more chance to be logged out.
import type { Credential } from './credential'

export class TokenLine {
  readonly #ask: (refresh: boolean) => Promise<Credential | null>
  #reading: Promise<Credential | null> | undefined
  #renewing: Promise<Credential | null> | undefined

  /** `ask` asks the auth home; null when nobody is signed in there. */
  constructor(ask: (refresh: boolean) => Promise<Credential | null>) {
    this.#ask = ask
  }

  /** The credential as the auth home has it; the new one when it is being renewed just now. */
  read(): Promise<Credential | null> {
    if (this.#renewing) return this.#renewing
    this.#reading ??= this.#ask(false).finally(() => (this.#reading = undefined))
    return this.#reading
  }

  /** A newer credential than `held`, which was refused. Rejects in words when it can't be renewed just now. */
  async renew(held: string | null): Promise<Credential | null> {
    const current = await this.read()
    if (current === null || (held !== null && secretOf(current) !== held)) return current
    this.#renewing ??= this.#ask(true).finally(() => (this.#renewing = undefined))
    const renewed = await this.#renewing
    // Codex answers the old token when the issuer can't be reached; the login is still there.
    if (renewed !== null && secretOf(renewed) === secretOf(current))
      throw new Error('The login could not be renewed just now: the login server can’t be reached. Try again.')
    return renewed
  }

  /** Settles once no refresh is under way: ended in the middle of one, the auth home might never learn of its new token. */
  async settled(): Promise<void> {
    await this.#renewing?.catch(() => undefined)
  }
}

/** What a server was given, to compare by. */
export function secretOf(credential: Credential): string {
  return credential.kind === 'chatgpt' ? credential.accessToken : credential.apiKey
}
