// An account's tokens over all machines, as Codex reads them from OpenAI's backend, into what the window draws. Pure.
import type { AccountUsage } from '@contract/accounts'
import { fieldsOf, looseCount } from './loose-fields'

/** Days kept, the newest: more than a year of them is never drawn. */
const mostDays = 400
const mostBuckets = 5000
const dayMs = 24 * 60 * 60 * 1000

/** 'YYYY-MM-DD' of a bucket's start; null when it is no real day, or one that has begun nowhere on earth. */
function dayIn(value: unknown, nowMs: number): string | null {
  const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(value)?.[0] : undefined
  if (day === undefined) return null
  const startMs = Date.parse(`${day}T00:00:00Z`)
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(startMs) || new Date(startMs).toISOString().slice(0, 10) !== day) return null
  return startMs > nowMs + dayMs ? null : day
}

/** Reads the answer of `account/usage/read` (GetAccountTokenUsageResponse). Never throws; days come out oldest first, each once. */
export function readUsage(response: unknown, nowMs: number): AccountUsage {
  const read = fieldsOf(response)
  const summary = fieldsOf(read['summary'])
  const buckets = Array.isArray(read['dailyUsageBuckets']) ? read['dailyUsageBuckets'].slice(0, mostBuckets) : []
  const byDay = new Map<string, number>()
  for (const bucket of buckets) {
    const day = dayIn(fieldsOf(bucket)['startDate'], nowMs)
    const tokens = looseCount(fieldsOf(bucket)['tokens'])
    if (day !== null && tokens !== null)
      byDay.set(day, Math.min((byDay.get(day) ?? 0) + tokens, Number.MAX_SAFE_INTEGER))
  }
  const days = [...byDay].map(([day, tokens]) => ({ day, tokens }))
  days.sort((one, other) => (one.day < other.day ? -1 : 1))
  return {
    lifetimeTokens: looseCount(summary['lifetimeTokens']),
    peakDailyTokens: looseCount(summary['peakDailyTokens']),
    days: days.slice(-mostDays),
  }
}
