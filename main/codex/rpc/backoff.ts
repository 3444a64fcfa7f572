// How long to wait before trying again: exponential, jittered, bounded. Pure; the random source is given.

export interface Backoff {
  /** First wait, in milliseconds. */
  readonly baseMs: number
  /** No wait is longer than this. */
  readonly maxMs: number
}

/**
 * The wait before attempt `attempt` (0 for the first retry), in milliseconds: half of it is fixed and half is random, so
 * that several clients that failed together don't come back together.
 */
export function backoffMs(attempt: number, { baseMs, maxMs }: Backoff, random: () => number = Math.random): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}
