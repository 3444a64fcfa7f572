// Rate limits in words: what a window is called, when it resets. Pure: the caller passes now.
import type { Limit, LimitWindow } from '../../../preload/contract/accounts'

const hour = 60
const day = 24 * hour
const minuteMs = 60_000
const dayMs = day * minuteMs

/** Windows come a little short of their names at times (299 minutes for five hours). */
const near = (minutes: number, name: number) => Math.abs(minutes - name) <= name * 0.02

interface WindowLength {
  count: number
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
}

function lengthOf(minutes: number): WindowLength {
  if (near(minutes, 7 * day)) return { count: 1, unit: 'week' }
  if (minutes >= 28 * day * 0.98 && minutes <= 31 * day * 1.02) return { count: 1, unit: 'month' }
  if (near(minutes, 365 * day)) return { count: 1, unit: 'year' }
  const days = Math.round(minutes / day)
  if (days > 0 && near(minutes, days * day)) return { count: days, unit: 'day' }
  const hours = Math.round(minutes / hour)
  if (hours > 0 && near(minutes, hours * hour)) return { count: hours, unit: 'hour' }
  return { count: Math.max(1, Math.round(minutes)), unit: 'minute' }
}

/** "5 hours", "Week", "90 minutes"; null minutes give "Limit". */
export function windowName(minutes: number | null): string {
  if (minutes === null) return 'Limit'
  const { count, unit } = lengthOf(minutes)
  return count === 1 ? `${unit.charAt(0).toUpperCase()}${unit.slice(1)}` : `${count} ${unit}s`
}

/** "5 h", "Week", "90 min": where there is little room. */
export function shortWindowName(minutes: number | null): string {
  if (minutes === null) return 'Limit'
  const { count, unit } = lengthOf(minutes)
  if (unit === 'hour') return `${count} h`
  if (unit === 'minute') return `${count} min`
  return windowName(minutes)
}

const adjectives: Partial<Record<WindowLength['unit'], string>> = {
  hour: 'hourly',
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  year: 'yearly',
}

/** "5-hour limit", "weekly limit", "limit". */
export function limitWords(minutes: number | null): string {
  if (minutes === null) return 'limit'
  const { count, unit } = lengthOf(minutes)
  const adjective = count === 1 ? adjectives[unit] : undefined
  return `${adjective ?? `${count}-${unit}`} limit`
}

/** What a limit is called; Codex's own comes without a name. */
export const limitName = ({ id, name }: Limit): string => name ?? (id === 'codex' ? 'Codex' : id)

/** "42 %". Rounded down, so that nothing is said to be used up before it is. */
export const percentWords = (used: number): string => `${Math.floor(used)} %`

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** "in 2 h 10 min", "in 3 days", "in less than a minute", "now" for a time that has passed. Both in Unix ms. */
export function untilWords(atMs: number, nowMs: number): string {
  if (atMs <= nowMs) return 'now'
  const minutes = Math.ceil((atMs - nowMs) / minuteMs)
  if (atMs - nowMs < minuteMs) return 'in less than a minute'
  if (minutes < hour) return `in ${minutes} min`
  const hours = Math.floor(minutes / hour)
  if (minutes < day) return minutes % hour === 0 ? `in ${hours} h` : `in ${hours} h ${minutes % hour} min`
  const days = Math.floor(hours / 24)
  return days < 3 && hours % 24 > 0 ? `in ${plural(days, 'day')} ${hours % 24} h` : `in ${plural(days, 'day')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once: a formatter costs more than a thousand uses of it. */
function written(atMs: number, name: string, options: Intl.DateTimeFormatOptions): string {
  let format = formats.get(name)
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, options)
    formats.set(name, format)
  }
  return format.format(atMs)
}

/** The time on this machine's clock: "at 14:05", "tomorrow at 14:05", "Thu at 14:05", "12 Mar at 14:05". */
export function clockWords(atMs: number, nowMs: number): string {
  const time = written(atMs, 'time', { hour: 'numeric', minute: '2-digit' })
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0)
  // Through noon, so that the hour that summer time takes or gives doesn't move a day.
  const daysOff = Math.round((new Date(atMs).setHours(12, 0, 0, 0) - midnight - dayMs / 2) / dayMs)
  if (daysOff === 0) return `at ${time}`
  if (daysOff === 1) return `tomorrow at ${time}`
  if (daysOff > 1 && daysOff < 7) return `${written(atMs, 'weekday', { weekday: 'short' })} at ${time}`
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  const date = sameYear
    ? written(atMs, 'date', { day: 'numeric', month: 'short' })
    : written(atMs, 'dated', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${date} at ${time}`
}

/** "resets in 2 h 10 min, at 14:05"; of a window that has ended "was due to reset at 14:05"; null when no time is known. */
export function resetWords({ resetsAtMs }: Pick<LimitWindow, 'resetsAtMs'>, nowMs: number): string | null {
  if (resetsAtMs === null) return null
  const clock = clockWords(resetsAtMs, nowMs)
  return resetsAtMs <= nowMs ? `was due to reset ${clock}` : `resets ${untilWords(resetsAtMs, nowMs)}, ${clock}`
}
