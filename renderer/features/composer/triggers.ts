// Where in the message a file, a skill or a command is being typed. Pure, and never looks further back than it must.

export type TriggerKind = 'file' | 'skill' | 'command'

export interface Trigger {
  kind: TriggerKind
  /** What was typed after the sign. */
  query: string
  /** Index of the sign, and of the caret. */
  start: number
  end: number
}

/** A mention longer than this is no mention: keeps the look-back short in a message of a megabyte. */
const longest = 200

const signs: Readonly<Record<string, TriggerKind>> = { '@': 'file', $: 'skill' }

/**
 * The trigger that ends at the caret. `@` and `$` count at the start of a word; `/` only as the very first character of
 * the message, up to its first white space. An e-mail address or "$5" inside a word is none; neither is "$1" alone.
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  const from = Math.max(0, caret - longest)
  const before = text.slice(from, caret)
  if (from === 0 && before.startsWith('/') && !/\s/.test(before)) {
    return { kind: 'command', query: before.slice(1), start: 0, end: caret }
  }
  const word = /(?:^|[\s([{"'`])([@$])([^\s@$"'`)\]}]*)$/.exec(before)
  if (!word) return null
  const [, sign = '', query = ''] = word
  const start = caret - query.length - 1
  // The look-back was cut in the middle of a word: what stands before it is not known to be a boundary.
  if (start === from && from > 0) return null
  const kind = signs[sign]
  if (!kind || (kind === 'skill' && /^\d/.test(query))) return null
  return { kind, query, start, end: caret }
}

/** Puts `insertion` in the trigger's place, followed by one space. Answers the text and where the caret goes. */
export function replaceTrigger(text: string, trigger: Trigger, insertion: string): { text: string; caret: number } {
  const after = text.slice(trigger.end)
  const gap = /^\s/.test(after) ? '' : ' '
  return {
    text: text.slice(0, trigger.start) + insertion + gap + after,
    caret: trigger.start + insertion.length + 1,
  }
}

/** Keeps the mentions that the text still names: a deleted `@path` takes its mention along. */
export function stillNamed<T extends { path: string; name: string }>(
  text: string,
  entries: readonly T[],
  sign: '@' | '$',
): T[] {
  return entries.filter(
    (entry) =>
      text.includes(`${sign}${sign === '@' ? entry.path : entry.name}`) || text.includes(`${sign}${entry.name}`),
  )
}
