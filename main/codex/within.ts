// Waits for something, but not for ever. What is waited for goes on by itself: nothing is called off here.

/**
 * Gives what `work` came to, or null once `ms` milliseconds are over; with `late`, what that gives or throws instead. Rejects
 * as `work` does; what comes after the time is dropped, a rejection too. No timer is left behind.
 */
export function within<T>(ms: number, work: Promise<T>): Promise<T | null>
export function within<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L>
export async function within<T, L>(ms: number, work: Promise<T>, late?: () => L): Promise<T | L | null> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<'over'>((resolve) => {
    timer = setTimeout(resolve, ms, 'over')
  })
  try {
    const first = await Promise.race([work.then((value) => ({ value })), over])
    if (first !== 'over') return first.value
    return late ? late() : null
  } finally {
    clearTimeout(timer)
  }
}
