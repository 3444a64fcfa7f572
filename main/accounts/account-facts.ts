// What accounts have used and may use, read through their own servers: limits, tokens over all machines, allowed logins.
import type { AccountLimits, AccountUsage } from '@contract/accounts'
import type { PushEvent } from '@contract/events'
import { CallError } from '../app/call-error'
import { toDeckError } from '../app/failure'
import type { Accounts } from './accounts'
import type { AuthServer } from './auth-server'
import { isOutdated, mergeLimits, readLimits } from './limits'
import { readRefusal } from './limits-refusal'
import { readUsage } from './token-activity'

export interface AccountFactsParts {
  accounts: Pick<Accounts, 'state' | 'resolve'>
  open: (accountId: string) => Promise<AuthServer>
  /** Any server that runs; null when none does. */
  running: () => AuthServer | null
  push: (event: PushEvent) => void
  now?: () => number
}

/** Limits younger than this are not asked for again, in ms. */
const freshMs = 60_000

export class AccountFacts {
  readonly #parts: AccountFactsParts
  readonly #limits = new Map<string, AccountLimits>()
  /** Counts the logins of each account. */
  readonly #logins = new Map<string, number>()

  constructor(parts: AccountFactsParts) {
    this.#parts = parts
  }

  /** The limits; null when this kind of account has none. Rejects in words when they can't be read. */
  async limits(accountId: string, fresh: boolean): Promise<AccountLimits | null> {
    if (!this.#hasLimits(accountId)) return null
    const login = this.#logins.get(accountId)
    const known = this.#limits.get(accountId)
    const now = this.#now()
    if (known && !fresh && !isOutdated(known, now, freshMs)) return known
    const response = await this.#ask(accountId, (server) => server.request('account/rateLimits/read', {}))
    if (response === null) return null
    const limits = readLimits(accountId, response, now)
    // Signed out, or somebody else by now: nothing of this is theirs.
    if (this.#logins.get(accountId) === login) this.#limits.set(accountId, limits)
    return limits
  }

  /** Somebody signed in or out: what was read is of somebody else. */
  loginChanged(accountId: string): void {
    this.#limits.delete(accountId)
    this.#logins.set(accountId, (this.#logins.get(accountId) ?? 0) + 1)
  }

  /** A project's server told of limits in passing. */
  updated(accountId: string | null, params: unknown): void {
    const id = this.#parts.accounts.resolve(accountId)
    if (id === null || !this.#hasLimits(id)) return
    const before = this.#limits.get(id) ?? { accountId: id, limits: [], readAtMs: 0 }
    const limits = mergeLimits(before, params, this.#now())
    if (limits === before) return
    this.#limits.set(id, limits)
    this.#parts.push({ type: 'account-limits', limits })
  }

  async usage(accountId: string): Promise<AccountUsage | null> {
    if (!this.#hasLimits(accountId)) return null
    const response = await this.#ask(accountId, (server) => server.request('account/usage/read', {}))
    return response === null ? null : readUsage(response, this.#now())
  }

  /** Login methods that managed requirements allow; null when there are none. */
  async allowedLogins(): Promise<('chatgpt' | 'api')[] | null> {
    const id = this.#parts.accounts.resolve(null)
    // Requirements are the machine's, the same in every home; no server is started for them alone.
    const server = this.#parts.running() ?? (id === null ? null : await this.#parts.open(id))
    if (server === null) return null
    const { requirements } = await server.request('configRequirements/read', undefined)
    return requirements?.allowedLoginMethods ?? null
  }

  async #ask<T>(accountId: string, request: (server: AuthServer) => Promise<T>): Promise<T | null> {
    try {
      return await request(await this.#parts.open(accountId))
    } catch (error) {
      const refusal = readRefusal(toDeckError(error).message)
      if (refusal.kind === 'none') return null
      const { code, message, detail } = refusal.error
      throw new CallError(code, message, detail)
    }
  }

  #hasLimits(accountId: string): boolean {
    const state = this.#parts.accounts.state(accountId)
    return state?.state === 'signed-in' && (state.kind === 'chatgpt' || state.kind === 'accessToken')
  }

  #now(): number {
    return (this.#parts.now ?? Date.now)()
  }
}
