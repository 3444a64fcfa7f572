// A line of the editor cut into parts by colour and by found words. Pure.
import { piecesOf, type LineState, type TomlRole } from '../../stores/config/toml-text'

/** Places within the whole text. */
export interface Range {
  start: number
  end: number
}

export interface LinePart {
  text: string
  role: TomlRole
  mark: 'none' | 'found' | 'current'
}

/**
 * Parts that joined are the line. `state` null leaves colours out. `start` is the place of the line's first character; `found` are
 * the places to mark, in order, of which one may be the current.
 */
export function lineParts(
  line: string,
  state: LineState | null,
  start: number,
  found: readonly Range[],
  current: Range | null,
): LinePart[] {
  const pieces = state === null ? [{ text: line, role: null }] : piecesOf(line, state).pieces
  const here = found.filter((range) => range.end > start && range.start < start + line.length)
  if (here.length === 0) return pieces.map((piece) => ({ ...piece, mark: 'none' as const }))
  const parts: LinePart[] = []
  let at = start
  for (const { text, role } of pieces) {
    let rest = text
    while (rest !== '') {
      const inside = here.find((range) => range.start <= at && at < range.end)
      const next = here.find((range) => range.start > at)
      const until = Math.min(at + rest.length, inside?.end ?? next?.start ?? Infinity)
      const mark = inside === undefined ? 'none' : inside.start === current?.start ? 'current' : 'found'
      parts.push({ text: rest.slice(0, until - at), role, mark })
      rest = rest.slice(until - at)
      at = until
    }
  }
  return parts
}

const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu
const mostHidden = 20

/** Lines (1-based) with characters that can't be seen and may make a text read as another. A mark at the file's start is none. */
export function hiddenLines(text: string): { line: number; column: number; code: string }[] {
  // Most texts hold none; a carriage return is one only inside of a line.
  const places: { line: number; column: number; code: string }[] = []
  for (const match of text.matchAll(hidden)) {
    const { index } = match
    const [character] = match
    if (character === '\ufeff' && index === 0) continue
    if (character === '\r' && text[index + 1] === '\n') continue
    const before = text.slice(0, index)
    const column = index - before.lastIndexOf('\n')
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    places.push({ line: before.split('\n').length, column, code })
    if (places.length === mostHidden) return places
  }
  return places
}
