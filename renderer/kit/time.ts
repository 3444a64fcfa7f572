// Times as people say them. Pure: the caller passes now.

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** "now", "5m", "3h", "2d", or a date. Both in Unix ms. */
export function shortAge(atMs: number, nowMs: number): string {
  const age = nowMs - atMs
  if (age < minuteMs) return 'now'
  if (age < hourMs) return `${Math.floor(age / minuteMs)}m`
  if (age < dayMs) return `${Math.floor(age / hourMs)}h`
  if (age < 7 * dayMs) return `${Math.floor(age / dayMs)}d`
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return dayName(sameYear).format(atMs)
}

/** How long something took, in words as short as the number allows: "0.4 s", "12 s", "3 min 05 s". */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** The heading that a time falls under, by calendar days of this machine: a day, the last week, else a month by name. */
export function periodOf(atMs: number, nowMs: number): string {
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0)
  if (atMs >= midnight) return 'Today'
  if (atMs >= midnight - dayMs) return 'Yesterday'
  if (atMs >= midnight - 6 * dayMs) return 'Last 7 days'
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  return monthName(sameYear).format(atMs)
}

const dayNames = new Map<boolean, Intl.DateTimeFormat>()

function dayName(sameYear: boolean): Intl.DateTimeFormat {
  let format = dayNames.get(sameYear)
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, {
      day: 'numeric',
      month: 'short',
      year: sameYear ? undefined : 'numeric',
    })
    dayNames.set(sameYear, format)
  }
  return format
}

const monthNames = new Map<boolean, Intl.DateTimeFormat>()

/** Made once: a formatter costs more than a thousand uses of it. */
function monthName(sameYear: boolean): Intl.DateTimeFormat {
  let format = monthNames.get(sameYear)
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { month: 'long', year: sameYear ? undefined : 'numeric' })
    monthNames.set(sameYear, format)
  }
  return format
}
