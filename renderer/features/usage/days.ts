// Days with use as the bars of a chart: gaps between them are days without any. Pure; days are 'YYYY-MM-DD' of this machine.
import type { ProjectUsageReport, TokenCount } from '../../../preload/contract/usage'

type Day = ProjectUsageReport['days'][number]

const none: TokenCount = { input: 0, cachedInput: 0, output: 0, reasoning: 0, total: 0 }
/** More bars than this can't be told apart; the days without use are left out then. */
const mostBars = 400

/** The day after, through noon so that summer time doesn't matter. Null for no valid day. */
function dayAfter(day: string): string | null {
  const date = new Date(`${day}T12:00:00`)
  if (Number.isNaN(date.getTime())) return null
  date.setDate(date.getDate() + 1)
  return dayOf(date)
}

/** The local calendar day of a date. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Every day from the first to the last one, those of no use included. */
export function filled(days: readonly Day[]): Day[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const last = days.at(-1)?.day ?? ''
  const all: Day[] = []
  for (let day = days[0]?.day ?? null; day !== null && day <= last; day = dayAfter(day)) {
    all.push(byDay.get(day) ?? { day, tokens: none })
    if (all.length > mostBars) return [...days]
  }
  return all
}

/** The last `count` days up to `today`, with empty ones for those of no use. Clocks in the future are kept out. */
export function lastDays(days: readonly Day[], count: number, today: Date): Day[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - at), 12)
    const day = dayOf(date)
    return byDay.get(day) ?? { day, tokens: none }
  })
}
