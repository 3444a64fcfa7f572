// Rate limits as Codex tells them, into the limits that the window draws. Pure. Codex passes the backend's numbers on as they
// are (negative, over 100, reset times in the past: seen), so all of it is read with doubt.
//
// A read tells everything; an update (after each answer of the model, by the server of the project that asked) tells what that
// answer's headers said, and null in it means "not said", never "none".
import type { AccountLimits, Limit, LimitWindow } from '@contract/accounts'
import { fieldsOf, looseNumber, looseText, type Fields } from './loose-fields'

/** The limit that a snapshot without an id is about: Codex's own. */
const ownLimit = 'codex'
/** Suffix of the spending limit that a workspace may set beside one of the metered limits. */
const spendSuffix = '/spend'
const mostLimits = 24
const mostName = 80
/** An overrun beyond this is a broken number; the bar is full anyway. */
const mostPercent = 999
const mostMinutes = 10 * 366 * 24 * 60
const yearMs = 366 * 24 * 60 * 60 * 1000
/** Later than this in Unix seconds must be milliseconds. */
const mostSeconds = 100_000_000_000

type WindowNews = { [K in keyof LimitWindow]: LimitWindow[K] | undefined }

/** What one snapshot says of a limit; undefined where it says nothing. */
interface LimitNews {
  id: string
  name?: string
  primary?: WindowNews
  secondary?: WindowNews
  credits?: string | null
  reached?: boolean
}

/** Unix seconds to ms. A time more than a year off tells of a broken number or clock, not of a limit. */
function resetTime(value: unknown, nowMs: number): number | undefined {
  const told = looseNumber(value)
  if (told === null || told <= 0) return undefined
  const atMs = Math.round(told > mostSeconds ? told : told * 1000)
  return Math.abs(atMs - nowMs) <= yearMs ? atMs : undefined
}

const percent = (value: number) => Math.min(Math.max(0, value), mostPercent)

function readWindow(value: unknown, nowMs: number): WindowNews | undefined {
  const read = fieldsOf(value)
  const used = looseNumber(read['usedPercent'])
  if (used === null) return undefined
  const minutes = looseNumber(read['windowDurationMins'])
  return {
    usedPercent: percent(used),
    windowMinutes: minutes !== null && minutes > 0 && minutes <= mostMinutes ? minutes : undefined,
    resetsAtMs: resetTime(read['resetsAt'], nowMs),
  }
}

/** "12.5", "Unlimited", null when there are none; undefined when nothing is said of them. */
function readCredits(value: unknown): string | null | undefined {
  const read = fieldsOf(value)
  if (read['unlimited'] === true) return 'Unlimited'
  if (typeof read['hasCredits'] !== 'boolean') return undefined
  if (!read['hasCredits']) return null
  return looseText(read['balance'], 40) ?? 'Available'
}

/** The limit of a snapshot, and the spending limit beside it when there is one. */
function readSnapshot(value: unknown, key: string | null, nowMs: number): LimitNews[] {
  const read = fieldsOf(value)
  const id = looseText(read['limitId'], mostName) ?? looseText(key, mostName) ?? ownLimit
  const said = typeof read['rateLimitReachedType'] === 'string'
  const own: LimitNews = {
    id,
    name: looseText(read['limitName'], mostName) ?? undefined,
    primary: readWindow(read['primary'], nowMs),
    secondary: readWindow(read['secondary'], nowMs),
    credits: readCredits(read['credits']),
    reached: said ? true : undefined,
  }
  const spend = readSpend(read, id, nowMs)
  return spend === null ? [own] : [own, spend]
}

function readSpend(snapshot: Fields, id: string, nowMs: number): LimitNews | null {
  const read = fieldsOf(snapshot['individualLimit'])
  const remaining = looseNumber(read['remainingPercent'])
  const reached = typeof snapshot['spendControlReached'] === 'boolean' ? snapshot['spendControlReached'] : undefined
  if (remaining === null && reached !== true) return null
  const resetsAtMs = resetTime(read['resetsAt'], nowMs)
  const primary = { usedPercent: percent(100 - (remaining ?? 0)), windowMinutes: undefined, resetsAtMs }
  return { id: `${id}${spendSuffix}`, name: 'Spending limit', primary, reached }
}

function mergeWindow(before: LimitWindow | null, news: WindowNews | undefined): LimitWindow | null {
  if (news === undefined) return before
  return {
    usedPercent: news.usedPercent ?? before?.usedPercent ?? 0,
    windowMinutes: news.windowMinutes ?? before?.windowMinutes ?? null,
    resetsAtMs: news.resetsAtMs ?? before?.resetsAtMs ?? null,
  }
}

const nothingKnown = { name: null, primary: null, secondary: null, credits: null, reached: false }

function mergeLimit(before: Limit | undefined, news: LimitNews): Limit {
  const known: Limit = before ?? { id: news.id, ...nothingKnown }
  return {
    id: news.id,
    name: news.name ?? known.name,
    primary: mergeWindow(known.primary, news.primary),
    secondary: mergeWindow(known.secondary, news.secondary),
    credits: news.credits === undefined ? known.credits : news.credits,
    reached: news.reached ?? known.reached,
  }
}

const saysNothing = ({ primary, secondary, credits, reached }: Limit) =>
  primary === null && secondary === null && credits === null && !reached

/** Codex's own limit first, with its spending limit; the others by their names. */
function inOrder(limits: Iterable<Limit>): Limit[] {
  const place = ({ id }: Limit) => (id === ownLimit ? 0 : id === `${ownLimit}${spendSuffix}` ? 1 : 2)
  const label = ({ id, name }: Limit) => name ?? id
  return [...limits]
    .filter((limit) => !saysNothing(limit))
    .toSorted((one, other) => place(one) - place(other) || label(one).localeCompare(label(other), 'en'))
    .slice(0, mostLimits)
}

/** Reads the answer of `account/rateLimits/read` (GetAccountRateLimitsResponse). Never throws; what makes no sense is left out. */
export function readLimits(accountId: string, response: unknown, nowMs: number): AccountLimits {
  const read = fieldsOf(response)
  const limits = new Map<string, Limit>()
  const take = (value: unknown, key: string | null) => {
    for (const news of readSnapshot(value, key, nowMs)) limits.set(news.id, mergeLimit(limits.get(news.id), news))
  }
  take(read['rateLimits'], null)
  for (const [key, value] of Object.entries(fieldsOf(read['rateLimitsByLimitId'])).slice(0, mostLimits * 4))
    take(value, key)
  const own = limits.get(ownLimit)
  if (own && read['ordinaryUsageAllowed'] === false) limits.set(ownLimit, { ...own, reached: true })
  return { accountId, limits: inOrder(limits.values()), readAtMs: nowMs }
}

/**
 * Merges the params of `account/rateLimits/updated` (AccountRateLimitsUpdatedNotification) into what was known. Answers
 * `before` itself when the update says nothing new (Codex sends empty ones unasked). A limit that was reached stays so until the
 * next read: an update can't tell that it is free again. `readAtMs` stays that of the last read for the same reason; where
 * there was none yet, pass no limits and `readAtMs: 0`.
 */
export function mergeLimits(before: AccountLimits, params: unknown, nowMs: number): AccountLimits {
  const limits = new Map(before.limits.map((limit) => [limit.id, limit]))
  for (const news of readSnapshot(fieldsOf(params)['rateLimits'], null, nowMs))
    limits.set(news.id, mergeLimit(limits.get(news.id), news))
  const merged = inOrder(limits.values())
  if (JSON.stringify(merged) === JSON.stringify(before.limits)) return before
  return { ...before, limits: merged }
}

/** True when limits should be read anew before they are shown: one of their windows has ended, or they are older than `maxAgeMs`. */
export function isOutdated(limits: AccountLimits, nowMs: number, maxAgeMs: number): boolean {
  // The clock may have been set back since: what was read in the future is of no known age.
  if (Math.abs(nowMs - limits.readAtMs) > maxAgeMs) return true
  return limits.limits.some(({ primary, secondary }) =>
    [primary, secondary].some((window) => (window?.resetsAtMs ?? Infinity) <= nowMs),
  )
}
