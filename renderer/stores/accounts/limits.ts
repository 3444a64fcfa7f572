// Rate limits and backend-counted tokens of the accounts, as main read them; and the warnings before a limit. Main owns the
// numbers: nothing is merged or counted here.
import { create } from 'zustand'
import type { Account, AccountEvent, AccountLimits, AccountUsage } from '../../../preload/contract/accounts'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { useAccounts } from './accounts'
import { keep, readKept } from '../app/kept'
import { dueWarnings, readSaid, type SaidWarnings } from './limit-warnings'
import { useNotices } from '../app/notices'

export interface Told<T> {
  /** Null while nothing is known. */
  value: T | null
  /** Main answered that this kind of account has none. */
  none: boolean
  loading: boolean
  problem: DeckError | null
}

interface LimitsStore {
  limits: Readonly<Record<string, Told<AccountLimits>>>
  usage: Readonly<Record<string, Told<AccountUsage>>>
  /** Takes in both events about accounts: new limits, and who is no longer signed in. */
  receive(event: AccountEvent): void
  /** Reads the account's limits; `fresh` asks the backend even when main knows recent ones. What was known stays in view. */
  load(accountId: string, fresh?: boolean): Promise<void>
  loadUsage(accountId: string): Promise<void>
}

const untold = { value: null, none: false, loading: false, problem: null }

function told<T>(before: Told<T> | undefined, result: Result<T | null>): Told<T> {
  if (!result.ok) return { value: before?.value ?? null, none: false, loading: false, problem: result.error }
  return { value: result.value, none: result.value === null, loading: false, problem: null }
}

/** Whose numbers they are: the same account may be signed in as somebody else later. */
const ownerOf = ({ state, kind, email, workspace }: Account) =>
  state === 'signed-in' ? JSON.stringify([kind, email, workspace]) : null

/** What to call an account in a warning; null when there is only one and no need to. */
function nameOf(accountId: string): string | null {
  const accounts = useAccounts.getState().accounts ?? []
  if (accounts.length < 2) return null
  const account = accounts.find(({ id }) => id === accountId)
  return account?.name ?? account?.email ?? null
}

const without = <T>(record: Readonly<Record<string, T>>, ids: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)))

export const useLimits = create<LimitsStore>()((set, get) => {
  /** Kept over restarts: a warning is said once per window, not once per start. */
  let said: SaidWarnings | null = null
  let owners: Readonly<Record<string, string | null>> = {}
  /** The latest call per account and kind: answers of older ones, and of a former login, are dropped. */
  const latest = new Map<string, symbol>()

  const warn = (limits: AccountLimits) => {
    said ??= readKept('limit-warnings', readSaid, {})
    const due = dueWarnings(said, limits, nameOf(limits.accountId), Date.now())
    if (JSON.stringify(due.said) === JSON.stringify(said)) return
    said = due.said
    keep('limit-warnings', said)
    for (const { level, message } of due.warnings)
      useNotices.getState().push({ level: level === 100 ? 'error' : 'warning', message })
  }

  /** An event may come after the answer of a call that was made later. */
  const isOlder = (limits: AccountLimits) => {
    const held = get().limits[limits.accountId]?.value?.readAtMs ?? 0
    return limits.readAtMs < held && held <= Date.now()
  }

  const takeAccounts = (accounts: readonly Account[]) => {
    const now = Object.fromEntries(accounts.map((account) => [account.id, ownerOf(account)]))
    const known = new Set([...Object.keys(owners), ...Object.keys(get().limits), ...Object.keys(get().usage)])
    const gone = new Set(
      [...known].filter((id) => (now[id] ?? null) === null || (owners[id] !== undefined && owners[id] !== now[id])),
    )
    owners = now
    if (gone.size === 0) return
    for (const id of gone) {
      latest.delete(`limits ${id}`)
      latest.delete(`usage ${id}`)
    }
    set(({ limits, usage }) => ({ limits: without(limits, gone), usage: without(usage, gone) }))
  }

  return {
    limits: {},
    usage: {},
    receive(event) {
      switch (event.type) {
        case 'accounts':
          return takeAccounts(event.accounts)
        case 'account-limits': {
          const { limits: news } = event
          const { accountId } = news
          // What a server still said while its login was ended.
          if (owners[accountId] === null || isOlder(news)) return
          set(({ limits }) => ({
            limits: {
              ...limits,
              [accountId]: { ...(limits[accountId] ?? untold), value: news, none: false, problem: null },
            },
          }))
          return warn(news)
        }
        default:
          return event satisfies never
      }
    },
    async load(accountId, fresh = false) {
      if (get().limits[accountId]?.loading && !fresh) return
      const call = Symbol(accountId)
      latest.set(`limits ${accountId}`, call)
      set(({ limits }) => ({
        limits: { ...limits, [accountId]: { ...(limits[accountId] ?? untold), loading: true } },
      }))
      const result = await app('accounts/limits', { accountId, fresh })
      if (latest.get(`limits ${accountId}`) !== call) return
      const read = told(get().limits[accountId], result)
      const held = get().limits[accountId]?.value ?? null
      const value = read.value !== null && isOlder(read.value) ? held : read.value
      set(({ limits }) => ({ limits: { ...limits, [accountId]: { ...read, value } } }))
      if (result.ok && value !== null && value === result.value) warn(value)
    },
    async loadUsage(accountId) {
      if (get().usage[accountId]?.loading) return
      const call = Symbol(accountId)
      latest.set(`usage ${accountId}`, call)
      set(({ usage }) => ({ usage: { ...usage, [accountId]: { ...(usage[accountId] ?? untold), loading: true } } }))
      const result = await app('accounts/usage', { accountId })
      if (latest.get(`usage ${accountId}`) !== call) return
      set(({ usage }) => ({ usage: { ...usage, [accountId]: told(usage[accountId], result) } }))
    },
  }
})
