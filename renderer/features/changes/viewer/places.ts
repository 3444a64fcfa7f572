// From places in the list to heights and back, and from row keys to rows. Pure.
import type { Block } from './blocks'
import { headerPx, heightOf, placeAt, type LayoutOptions } from './layout'
import type { CodeLine } from './patch-model'
import type { LineRange, Side } from './props'
import type { Row } from './rows'
import type { Place } from './walk'

/** What stays where it is on the screen while things around it change: a row (key null: the header), and how far below its top. */
export interface Anchor {
  path: string
  key: string | null
  into: number
}

const indices = new WeakMap<readonly Row[], Map<string, number>>()

/** Where a key stands in its rows; -1 when it doesn't. */
export function indexOfKey(rows: readonly Row[], key: string): number {
  let index = indices.get(rows)
  if (index === undefined) {
    index = new Map(rows.map((row, place) => [row.key, place]))
    indices.set(rows, index)
  }
  return index.get(key) ?? -1
}

/** What stands at a height of the whole. */
export function anchorAt(blocks: readonly Block[], tops: Float64Array, px: number): Anchor | null {
  if (blocks.length === 0) return null
  const file = placeAt(tops, px)
  const block = blocks[file]
  if (block === undefined) return null
  const within = px - (tops[file] ?? 0)
  if (within < headerPx || block.rows.length === 0) return { path: block.file.path, key: null, into: within }
  const place = placeAt(block.offsets, within - headerPx)
  return {
    path: block.file.path,
    key: block.rows[place]?.key ?? null,
    into: within - headerPx - (block.offsets[place] ?? 0),
  }
}

/** Where that is now; null when it is gone. A row that was folded away is at its header. */
export function heightOfAnchor(blocks: readonly Block[], tops: Float64Array, anchor: Anchor): number | null {
  const file = blocks.findIndex((block) => block.file.path === anchor.path)
  const block = blocks[file]
  const top = tops[file]
  if (block === undefined || top === undefined) return null
  if (anchor.key === null) return top + Math.min(anchor.into, block.height)
  const place = indexOfKey(block.rows, anchor.key)
  return place < 0 ? top : top + headerPx + (block.offsets[place] ?? 0) + anchor.into
}

/** Top and height of a place. */
export function boxOf(blocks: readonly Block[], tops: Float64Array, { file, row }: Place): { top: number; px: number } {
  const block = blocks[file]
  const top = tops[file] ?? 0
  if (block === undefined || row < 0) return { top, px: headerPx }
  const from = block.offsets[row] ?? 0
  return { top: top + headerPx + from, px: (block.offsets[row + 1] ?? from) - from }
}

/** The line of one side that a row shows. */
export function lineOf(row: Row | undefined, side: Side): CodeLine | null {
  if (row === undefined) return null
  if (row.kind === 'pair') return side === 'old' ? row.old : row.now
  if (row.kind !== 'line') return null
  return row.line.kind === (side === 'old' ? 'add' : 'remove') ? null : row.line
}

export function numberOf(line: CodeLine | null, side: Side): number | null {
  return line === null ? null : side === 'old' ? line.oldNumber : line.newNumber
}

/** The side that a row is spoken of by: where it stands in the file as it is now, if it does. */
export function sideOf(row: Row | undefined): Side {
  return lineOf(row, 'new') === null ? 'old' : 'new'
}

/** The rows whose lines lie in a range; null when none does. */
export function rowsWithin(rows: readonly Row[], { side, from, to }: Pick<LineRange, 'side' | 'from' | 'to'>) {
  let first = -1
  let last = -1
  for (const [place, row] of rows.entries()) {
    const number = numberOf(lineOf(row, side), side)
    if (number === null || number < from || number > to) continue
    if (first < 0) first = place
    last = place
  }
  return first < 0 ? null : { first, last }
}

/** The lines of a range as they stand there, as far as they are drawn. */
export function quoteOf(rows: readonly Row[], { side, from, to }: Pick<LineRange, 'side' | 'from' | 'to'>): string[] {
  const quote: string[] = []
  for (const row of rows) {
    const line = lineOf(row, side)
    const number = numberOf(line, side)
    if (line !== null && number !== null && number >= from && number <= to) quote.push(line.text)
  }
  return quote
}

/** Whether a row has to be measured once it is drawn. */
export const isUnsure = (row: Row, options: LayoutOptions) => !heightOf(row, options).sure
