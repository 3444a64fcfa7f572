// Times, durations, tokens and sizes in the few characters that a row has for them. Pure.
import { duration } from '../../kit'

const two = (value: number) => String(value).padStart(2, '0')

/** Since the turn began: "0.31", "12.4", "3:05", "1:02:03"; a minus before it when clocks ran backwards. */
export function sinceStart(ms: number): string {
  if (ms < 0) return `−${sinceStart(-ms)}`
  if (ms < 10_000) return (ms / 1000).toFixed(2)
  if (ms < 60_000) return (ms / 1000).toFixed(1)
  const seconds = Math.floor(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  const rest = `${Math.floor(seconds / 60) % 60}:${two(seconds % 60)}`
  return hours === 0 ? rest : `${hours}:${rest.padStart(5, '0')}`
}

/** "41 ms", "0.4 s", "3 min 05 s". */
export function lasted(ms: number): string {
  return ms < 100 ? `${Math.max(0, Math.round(ms))} ms` : duration(ms)
}

/** Clock time of this machine, "01:04:48". */
export function clock(ms: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return ''
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** The whole time for a tooltip, with ms. */
export function fullTime(ms: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return 'No valid time'
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${clock(ms)}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** "950", "12.3k", "1.2M". */
export function shortCount(value: number): string {
  if (!Number.isFinite(value) || value < 0) return '0'
  if (value < 1000) return String(Math.round(value))
  if (value < 999_500) return `${trim(value / 1000)}k`
  return `${trim(value / 1_000_000)}M`
}

const trim = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, ''))

/** "812 bytes", "4 KB", "1.2 GB". */
export function bytesInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${trim(value)} ${units[unit] ?? ''}`
}

const statusWords = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  interrupted: 'interrupted',
  declined: 'declined',
} as const

export function statusInWords(status: keyof typeof statusWords | null): string | null {
  return status === null ? null : statusWords[status]
}
