// Durations in the words of the transcript. Knows no clock: callers pass milliseconds.
import { duration } from '../../kit'

/** The kit's words for a duration in ms; empty when it is not known. */
export function formatDuration(ms: number | null | undefined): string {
  return ms === null || ms === undefined || !Number.isFinite(ms) || ms < 0 ? '' : duration(ms)
}

/** A running clock, "0:42" or "1:02:03", from milliseconds. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  if (hours === 0) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`
  return `${hours}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}

const pad = (value: number): string => String(value).padStart(2, '0')
