// Where the keyboard goes: from file to file, hunk to hunk, line to line. Pure.
import type { Row } from './rows'

/** A place that the cursor can stand on: a file's header (row -1) or one of its rows. */
export interface Place {
  file: number
  row: number
}

/** The rows of the file at a place in the list; none while it is folded. */
export type RowsAt = (file: number) => readonly Row[]

export const isStop = (row: Row): boolean =>
  row.kind === 'line' || row.kind === 'pair' || row.kind === 'bar' || row.kind === 'annotation'

/** The header of the next file (way 1) or of this one, and then of the previous one (way -1). Null at the ends. */
export function stepFile(at: Place | null, way: 1 | -1, files: number): Place | null {
  if (at === null) return files > 0 ? { file: way === 1 ? 0 : files - 1, row: -1 } : null
  const file = way === -1 && at.row >= 0 ? at.file : at.file + way
  return file >= 0 && file < files ? { file, row: -1 } : null
}

/** The next or previous row or header. Null at the ends. */
export function stepLine(at: Place | null, way: 1 | -1, files: number, rowsAt: RowsAt): Place | null {
  return search(at, way, files, rowsAt, isStop, true)
}

/**
 * The next or previous head of a hunk. A file whose hunks can't be gone to (folded, not read yet, an image) is stopped at once, at
 * its header.
 */
export function stepHunk(at: Place | null, way: 1 | -1, files: number, rowsAt: RowsAt): Place | null {
  return search(at, way, files, rowsAt, isHunkStart, false)
}

function isHunkStart(row: Row, before: Row | undefined): boolean {
  if (row.kind === 'bar') return row.hunk !== null
  // A whole file's only hunk has no head.
  return before === undefined && (row.kind === 'line' || row.kind === 'pair')
}

function search(
  at: Place | null,
  way: 1 | -1,
  files: number,
  rowsAt: RowsAt,
  stops: (row: Row, before: Row | undefined) => boolean,
  headers: boolean,
): Place | null {
  let file = at?.file ?? (way === 1 ? 0 : files - 1)
  let row = at?.row ?? (way === 1 ? -2 : Number.POSITIVE_INFINITY)
  for (; file >= 0 && file < files; file += way, row = way === 1 ? -2 : Number.POSITIVE_INFINITY) {
    const rows = rowsAt(file)
    const fits = (place: number) => {
      const here = rows[place]
      return here !== undefined && stops(here, rows[place - 1])
    }
    const header = headers || !rows.some((here, place) => stops(here, rows[place - 1]))
    if (way === 1) {
      if (row < -1 && header) return { file, row: -1 }
      for (let place = Math.max(0, row + 1); place < rows.length; place += 1)
        if (fits(place)) return { file, row: place }
    } else {
      for (let place = Math.min(rows.length, row) - 1; place >= 0; place -= 1)
        if (fits(place)) return { file, row: place }
      if (row > -1 && header) return { file, row: -1 }
    }
  }
  return null
}
