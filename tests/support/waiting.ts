/** Waiting on conditions, never on time alone. The poll is short; the deadline only turns a hang into a clear failure. */

const POLL_MS = 5
const DEADLINE_MS = 20_000

/**
 * Resolves with the first value of `check` that is neither undefined, null nor false. Rejects after the deadline (ms)
 * with an error that names `what` was awaited. `check` may be async.
 */
export async function until<T>(
  check: () => T | Promise<T>,
  what: string,
  deadlineMs = DEADLINE_MS,
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const value = await check()
    if (value !== undefined && value !== null && value !== false) return value as Exclude<T, undefined | null | false>
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** A promise with its handles outside, for tests that decide when something happens. */
export function gate<T = void>(): { readonly opened: Promise<T>; open(value: T): void } {
  let open: (value: T) => void = () => undefined
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { opened, open: (value) => open(value) }
}
