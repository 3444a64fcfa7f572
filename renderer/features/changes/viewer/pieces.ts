// A line cut into pieces of one look each: colours of the language and marks of what changed laid over one another. Pure.
import { classOfLook, type Span } from '../../../text/highlight-looks'
import { markWords, type Mark } from '../../../text/word-marks'
import type { CodeLine } from './patch-model'

export interface Piece {
  text: string
  /** Classes; empty for plain text. */
  look: string
}

const markClass = 'dv-mark'

/**
 * @param length characters of the line to draw, from its start
 * @param spans colours, in order
 * @param marks changed words, in order
 */
export function piecesOf(text: string, length: number, spans: readonly Span[], marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let span = 0
  let mark = 0
  while (at < length) {
    while (span < spans.length && (spans[span]?.end ?? 0) <= at) span += 1
    while (mark < marks.length && (marks[mark]?.[1] ?? 0) <= at) mark += 1
    const colour = spans[span]
    const [from, to] = marks[mark] ?? [length, length]
    const marked = from <= at
    const end = Math.min(length, colour?.end ?? length, marked ? to : from)
    const look = colour === undefined ? '' : classOfLook(colour.look)
    pieces.push({ text: text.slice(at, end), look: marked ? `${look} ${markClass}`.trimStart() : look })
    at = end
  }
  return pieces
}

const kept = new WeakMap<CodeLine, readonly Mark[]>()

/** The words of a line that differ from the line that it replaces. Found when first drawn. */
export function marksOf(line: CodeLine): readonly Mark[] {
  const { partner } = line
  if (partner === null) return []
  const known = kept.get(line)
  if (known !== undefined) return known
  const [old, now] = line.kind === 'remove' ? [line, partner] : [partner, line]
  const marks = markWords(old.text, now.text)
  kept.set(old, marks.removed)
  kept.set(now, marks.added)
  return line.kind === 'remove' ? marks.removed : marks.added
}
