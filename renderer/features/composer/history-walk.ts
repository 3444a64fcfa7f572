// Walking through what was sent before, and back to what was being typed. Pure.

export interface Walk {
  /** Index into the history, oldest first; its length stands for what was being typed. */
  at: number
  /** What was being typed when the walk began. */
  typed: string
}

/** One step back or forward. Null when there is nowhere to go. `text` is what the field shows then. */
export function stepHistory(
  history: readonly string[],
  walk: Walk | null,
  current: string,
  direction: 'back' | 'forward',
): { walk: Walk | null; text: string } | null {
  const at = walk?.at ?? history.length
  const typed = walk?.typed ?? current
  const next = direction === 'back' ? at - 1 : at + 1
  if (next < 0 || next > history.length) return null
  if (next === history.length) return { walk: null, text: typed }
  const text = history[next]
  return text === undefined ? null : { walk: { at: next, typed }, text }
}
