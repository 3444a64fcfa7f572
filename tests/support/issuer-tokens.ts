/**
 * What the mock issuer hands out: JWTs that look like OpenAI's (nobody checks their signature here), refresh tokens that
 * are good for one use, and the books on both. Knows nothing of HTTP; issuer.ts serves it.
 */
import { randomBytes } from 'node:crypto'

/** Somebody who can sign in at the issuer. */
export interface Person {
  readonly email: string
  readonly userId: string
  /** The ChatGPT workspace that the login is for. */
  readonly accountId: string
  readonly plan: string
  readonly workspace: string
}

export const SOMEBODY: Person = {
  email: 'somebody@example.com',
  userId: 'user-somebody',
  accountId: 'account-somebody',
  plan: 'pro',
  workspace: 'Somebody & Co',
}

/** How the tokens of an answer are made: well, not JWTs at all, or long expired. */
export type TokenMake = 'good' | 'malformed' | 'malformedAccess' | 'malformedId' | 'expired'

export interface TokenSet {
  readonly idToken: string
  readonly accessToken: string
  readonly refreshToken: string
}

/** One login: its refresh tokens follow each other, and revoking any of them ends all its access tokens too. */
interface Login {
  readonly person: Person
  generation: number
  current: string
  revoked: boolean
}

/** What became of a refresh token that was sent in. */
export type Rotation =
  | { readonly kind: 'rotated'; readonly tokens: TokenSet }
  | { readonly kind: 'reused' | 'revoked' | 'unknown' }

/** A JWT with Codex's claims. `expiresAtMs` is Unix time; JWTs count whole seconds, rounded up so none ends early. */
export function mintJwt(person: Person, expiresAtMs: number, claims: object = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const payload = {
    iss: 'mock-issuer',
    sub: person.userId,
    jti: randomBytes(9).toString('base64url'),
    email: person.email,
    exp: Math.ceil(expiresAtMs / 1000),
    'https://api.openai.com/auth': {
      chatgpt_account_id: person.accountId,
      chatgpt_plan_type: person.plan,
      chatgpt_user_id: person.userId,
    },
    ...claims,
  }
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.${randomBytes(12).toString('base64url')}`
}

export class TokenBooks {
  /** How far this computer's clock is ahead of the issuer's, in ms: what the tokens claim is that much older. */
  clockAheadMs = 0
  readonly #logins = new Map<string, Login>()
  readonly #access = new Map<string, { readonly login: Login | null; readonly person: Person; expiresAtMs: number }>()
  readonly #minted: string[] = []
  readonly #revoked: string[] = []
  #generations = 0
  #reuses = 0

  /** Refresh tokens handed out in exchange for another, over all logins. */
  get generations(): number {
    return this.#generations
  }

  /** How often a refresh token came that had been exchanged already. */
  get reuses(): number {
    return this.#reuses
  }

  /** Every token ever handed out: none of them may be found where it doesn't belong. */
  get minted(): readonly string[] {
    return this.#minted
  }

  get revoked(): readonly string[] {
    return this.#revoked
  }

  signIn(person: Person, lifetimeMs: number, make: TokenMake): TokenSet {
    return this.#tokensOf({ person, generation: 0, current: '', revoked: false }, lifetimeMs, make)
  }

  /** Exchanges a refresh token, which ends it; access tokens handed out before live on. */
  rotate(refreshToken: string, lifetimeMs: number, make: TokenMake): Rotation {
    const login = this.#logins.get(refreshToken)
    if (login === undefined) return { kind: 'unknown' }
    if (login.revoked) return { kind: 'revoked' }
    if (login.current !== refreshToken) {
      this.#reuses += 1
      return { kind: 'reused' }
    }
    this.#generations += 1
    login.generation += 1
    return { kind: 'rotated', tokens: this.#tokensOf(login, lifetimeMs, make) }
  }

  /** Ends the login of a refresh token, or one access token. */
  revoke(token: string): void {
    this.#revoked.push(token)
    const login = this.#logins.get(token)
    if (login !== undefined) login.revoked = true
    this.#access.delete(token)
  }

  /** A token as people make them for machines: no JWT, no refresh. */
  personalAccessToken(person: Person): string {
    const token = this.#keep(`at-${randomBytes(24).toString('base64url')}`)
    this.#access.set(token, { login: null, person, expiresAtMs: Infinity })
    return token
  }

  /** Whose access token it is, if it is alive; null otherwise. */
  whose(accessToken: string): Person | null {
    const held = this.#access.get(accessToken)
    if (held === undefined || held.login?.revoked === true || held.expiresAtMs <= Date.now()) return null
    return held.person
  }

  /** From now on no access token handed out so far is accepted, whatever its claims say. */
  expireAccessTokens(): void {
    for (const held of this.#access.values()) held.expiresAtMs = 0
  }

  #tokensOf(login: Login, lifetimeMs: number, make: TokenMake): TokenSet {
    const refreshToken = this.#keep(`rt-${login.generation}-${randomBytes(24).toString('base64url')}`)
    login.current = refreshToken
    this.#logins.set(refreshToken, login)
    const expiresAtMs = Date.now() + (make === 'expired' ? -3_600_000 : lifetimeMs)
    const claimedMs = expiresAtMs - this.clockAheadMs
    const odd = (which: TokenMake): boolean => make === 'malformed' || make === which
    const accessToken = this.#keep(
      odd('malformedAccess') ? `not.a-jwt-${randomBytes(9).toString('hex')}` : mintJwt(login.person, claimedMs),
    )
    const idToken = this.#keep(
      odd('malformedId') ? `not.a-jwt-${randomBytes(9).toString('hex')}` : mintJwt(login.person, claimedMs),
    )
    this.#access.set(accessToken, { login, person: login.person, expiresAtMs })
    return { idToken, accessToken, refreshToken }
  }

  #keep(token: string): string {
    this.#minted.push(token)
    return token
  }
}
