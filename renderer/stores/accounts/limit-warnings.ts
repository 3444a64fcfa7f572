// Which warning about a rate limit is due: at 80 %, at 95 % and when it is used up, each once until the window resets. Pure;
// stores/limits keeps what was said and says it.
import type { AccountLimits, Limit, LimitWindow } from '../../../preload/contract/accounts'
import { limitName, limitWords, percentWords, resetWords } from './limit-words'

export type LimitLevel = 80 | 95 | 100

/** What was said of one window. */
export interface Said {
  level: LimitLevel
  /** The highest use seen in this window: a fall from it tells of a reset where no time is known. */
  highest: number
  resetsAtMs: number | null
  /** When it was seen last; what is old is forgotten. */
  atMs: number
}

/** By account, limit and window; see `sayingKey`. */
export type SaidWarnings = Readonly<Record<string, Said>>

export interface LimitWarning {
  level: LimitLevel
  message: string
}

/** So much less used than before, in points of a hundred, can only be a new window (or a reset that was paid for). */
const fallOfReset = 25
/** Where no length is known: reset times of one window come out a little differently each time. */
const looseResetMs = 15 * 60_000
/** No window that warns is longer; what was said longer ago is forgotten. */
const forgetMs = 62 * 24 * 60 * 60_000
const mostSaid = 400

type Slot = 'primary' | 'secondary' | 'reached'
const sayingKey = (accountId: string, limitId: string, slot: Slot) => `${accountId}/${slot}/${limitId}`

export function levelOf(usedPercent: number): LimitLevel | null {
  if (usedPercent >= 100) return 100
  if (usedPercent >= 95) return 95
  return usedPercent >= 80 ? 80 : null
}

/** True when the window is another one than the one that was spoken of. */
function isNewWindow(said: Said, window: LimitWindow): boolean {
  if (window.usedPercent <= said.highest - fallOfReset) return true
  if (said.resetsAtMs === null || window.resetsAtMs === null) return false
  const loose = window.windowMinutes === null ? looseResetMs : window.windowMinutes * 30_000
  return window.resetsAtMs - said.resetsAtMs > loose
}

function message(limit: Limit, window: LimitWindow, level: LimitLevel, of: string, nowMs: number): string {
  const which = `${limit.id === 'codex' ? '' : `${limitName(limit)}: `}`
  const kind = limitWords(window.windowMinutes)
  const what =
    level === 100
      ? `${which}The ${kind}${of} is used up`
      : `${which}${percentWords(window.usedPercent)} of the ${kind}${of} is used`
  const reset = resetWords(window, nowMs)
  const credits = level === 100 && limit.credits !== null ? ' Codex may go on with credits.' : ''
  return `${what}${reset === null ? '.' : `; it ${reset}.`}${credits}`
}

/**
 * The warnings that are due now, and what has been said once they are. `owner` names the account where there are several.
 * Of a window that has jumped over two levels only the higher is said; of one that has ended by its own time none.
 */
export function dueWarnings(
  said: SaidWarnings,
  { accountId, limits }: AccountLimits,
  owner: string | null,
  nowMs: number,
): { said: SaidWarnings; warnings: LimitWarning[] } {
  const next: Record<string, Said> = { ...said }
  const warnings: LimitWarning[] = []
  const of = owner === null ? '' : ` of ${owner}`

  const look = (limit: Limit, slot: 'primary' | 'secondary') => {
    const window = limit[slot]
    if (window === null || (window.resetsAtMs !== null && window.resetsAtMs <= nowMs)) return
    const key = sayingKey(accountId, limit.id, slot)
    const known = next[key]
    const before = known === undefined || isNewWindow(known, window) ? null : known
    const level = levelOf(window.usedPercent)
    const isDue = level !== null && (before === null || level > before.level)
    if (isDue) warnings.push({ level, message: message(limit, window, level, of, nowMs) })
    const kept = isDue ? level : (before?.level ?? null)
    if (kept === null) delete next[key]
    else {
      const highest = Math.max(before?.highest ?? 0, window.usedPercent)
      next[key] = { level: kept, highest, resetsAtMs: window.resetsAtMs ?? before?.resetsAtMs ?? null, atMs: nowMs }
    }
  }

  for (const limit of limits) {
    look(limit, 'primary')
    look(limit, 'secondary')
    // Reached without a full window: credits or a workspace's rule. There is no reset to wait for, so it is said once until it ends.
    const key = sayingKey(accountId, limit.id, 'reached')
    const isFull = [limit.primary, limit.secondary].some((window) => (window?.usedPercent ?? 0) >= 100)
    if (!limit.reached) delete next[key]
    else if (!isFull) {
      if (next[key] === undefined)
        warnings.push({
          level: 100,
          message: `${limitName(limit)}: A limit${of} is reached; ChatGPT’s usage page says why.`,
        })
      next[key] = { level: 100, highest: 100, resetsAtMs: null, atMs: nowMs }
    }
  }
  return { said: forgotten(next, nowMs), warnings }
}

/** Without what is long past; never more than fits in the window's storage. */
function forgotten(said: Record<string, Said>, nowMs: number): SaidWarnings {
  const fresh = Object.entries(said).filter(([, { atMs }]) => Math.abs(nowMs - atMs) < forgetMs)
  if (fresh.length <= mostSaid) return Object.fromEntries(fresh)
  return Object.fromEntries(fresh.toSorted(([, one], [, other]) => other.atMs - one.atMs).slice(0, mostSaid))
}

/** Reads what a former run of the window kept; entries that make no sense are dropped. */
export function readSaid(value: unknown): SaidWarnings {
  if (typeof value !== 'object' || value === null) return {}
  const said: Record<string, Said> = {}
  for (const [key, entry] of Object.entries(value as Record<string, Partial<Said> | null>)) {
    const { level, highest, resetsAtMs, atMs } = entry ?? {}
    if (level !== 80 && level !== 95 && level !== 100) continue
    if (typeof highest !== 'number' || typeof atMs !== 'number') continue
    said[key] = { level, highest, atMs, resetsAtMs: typeof resetsAtMs === 'number' ? resetsAtMs : null }
  }
  return said
}
