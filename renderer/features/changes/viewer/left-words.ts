// How much is left out between hunks, in words. Pure.

export const lineCount = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}`

/** Null when nothing is left out; `left` null: nobody knows how much. */
export function leftWords(left: number | null): string | null {
  if (left === null) return 'More lines follow'
  return left === 0 ? null : `${lineCount(left)} left out`
}
