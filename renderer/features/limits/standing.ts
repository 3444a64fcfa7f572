// Whether an account can have limits at all. Pure.
import type { Account } from '../../../preload/contract/accounts'

/**
 * `unknown`: main has not told of the accounts yet. `none`: this kind of login is paid by use and has no limits of ChatGPT.
 * `may`: worth asking.
 */
export type Standing = 'unknown' | 'gone' | 'signed-out' | 'none' | 'may'

export function standingOf(accounts: readonly Account[] | null, accountId: string): Standing {
  if (accounts === null) return 'unknown'
  const account = accounts.find(({ id }) => id === accountId)
  if (account === undefined) return 'gone'
  if (account.state !== 'signed-in') return 'signed-out'
  return account.kind === 'apiKey' ? 'none' : 'may'
}
