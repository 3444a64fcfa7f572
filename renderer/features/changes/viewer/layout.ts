// Where everything stands: heights of rows into offsets, offsets into what is in view. Pure arithmetic. Not virtua's: it keeps
// heights by index, and here rows come and go in the middle (patches that arrive, context that unfolds) while nearly all heights
// are known before anything is drawn.
import { longLine, widthOf } from './cells'
import type { CodeLine } from './patch-model'
import type { Row } from './rows'

export const linePx = 18
export const headerPx = 34
export const barPx = 26
export const notePx = 30
export const imagesPx = 320
/** Under the last row of an open file, and under a folded one. */
export const spacePx = 10
/** Until it was measured. */
const annotationPx = 96

export interface LayoutOptions {
  /** Columns that the text of a line has in its row, and in one half of a row. */
  columns: number
  half: number
  wrap: boolean
}

/** How high a row is; `sure` false: it has to be measured once it is drawn. */
export function heightOf(row: Row, { columns, half, wrap }: LayoutOptions): { px: number; sure: boolean } {
  switch (row.kind) {
    case 'line':
      return lineHeight(row.line, columns, wrap)
    case 'pair': {
      if (row.old === row.now && row.old !== null) return lineHeight(row.old, half, wrap)
      const old = row.old === null ? null : lineHeight(row.old, half, wrap)
      const now = row.now === null ? null : lineHeight(row.now, half, wrap)
      return {
        px: Math.max(old?.px ?? linePx, now?.px ?? linePx),
        sure: (old?.sure ?? true) && (now?.sure ?? true),
      }
    }
    case 'bar':
      return { px: barPx, sure: true }
    case 'waiting':
      return { px: row.lines * linePx, sure: true }
    case 'images':
      return { px: imagesPx, sure: true }
    case 'stray':
      return { px: linePx, sure: false }
    case 'note':
    case 'failed':
      return { px: notePx, sure: false }
    case 'annotation':
      return { px: annotationPx, sure: false }
    default:
      return row satisfies never
  }
}

function lineHeight(line: CodeLine, columns: number, wrap: boolean): { px: number; sure: boolean } {
  const long = line.text.length > longLine
  if (!wrap && !long) return { px: linePx, sure: true }
  // Most lines are short: no need to look at their characters.
  if (line.text.length * 4 <= columns) return { px: linePx, sure: true }
  const { cells, exact } = widthOf(line.text)
  const rows = Math.max(1, Math.ceil(cells / Math.max(1, columns)))
  return { px: rows * linePx, sure: !long && rows === 1 && (exact || cells * 2 <= columns) }
}

/** The rows of one file one under the other: `offsets[i]` is the top of row i, the last one the height of all (px). */
export function stack(heights: ArrayLike<number>): Float64Array {
  const offsets = new Float64Array(heights.length + 1)
  let at = 0
  for (let place = 0; place < heights.length; place += 1) {
    at += heights[place] ?? 0
    offsets[place + 1] = at
  }
  return offsets
}

/** The last entry whose offset is at or before `px`; 0 at least. */
export function placeAt(offsets: Float64Array, px: number): number {
  let low = 0
  let high = offsets.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= px) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** Rows from `from` up to but not including `to`, of the file at `file`. */
export interface Slice {
  file: number
  from: number
  to: number
}

/** Rows are drawn by so many, so that a small scroll draws nothing anew. */
const quantum = 8

/**
 * What lies between two heights of the whole.
 * @param tops offsets of the files, as of `stack`
 * @param rows offsets of a file's rows, from the end of its header
 */
export function slicesIn(
  tops: Float64Array,
  rows: (file: number) => Float64Array,
  top: number,
  bottom: number,
): Slice[] {
  const slices: Slice[] = []
  const files = tops.length - 1
  if (files === 0) return slices
  for (let file = placeAt(tops, Math.max(0, top)); file < files && (tops[file] ?? 0) < bottom; file += 1) {
    const offsets = rows(file)
    const count = offsets.length - 1
    const begin = (tops[file] ?? 0) + headerPx
    if (count === 0 || begin >= bottom || begin + (offsets[count] ?? 0) <= top) slices.push({ file, from: 0, to: 0 })
    else {
      const from = Math.floor(placeAt(offsets, top - begin) / quantum) * quantum
      const to = Math.ceil((placeAt(offsets, bottom - begin) + 1) / quantum) * quantum
      slices.push({ file, from, to: Math.min(count, to) })
    }
  }
  return slices
}
