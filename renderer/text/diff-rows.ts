// A parsed diff made ready to draw: each replaced line knows which of its words changed. Pure.
import type { DiffLine, ParsedDiff } from './diff-parse'
import { markWords, type Mark } from './word-marks'

export type DiffRow = DiffLine & { marks?: readonly Mark[] }

/** More pairs than this are not compared: nobody reads word by word through a thousand changed lines. */
const mostPairs = 400

/** Pairs the lines of each block of removals with the additions that follow it, first with first. */
export function rowsOf(diff: ParsedDiff): DiffRow[] {
  const rows: DiffRow[] = diff.lines.map((line) => ({ ...line }))
  let pairs = 0
  let at = 0
  while (at < rows.length && pairs < mostPairs) {
    if (rows[at]?.kind !== 'remove') {
      at += 1
      continue
    }
    const removed = at
    while (rows[at]?.kind === 'remove') at += 1
    const added = at
    while (rows[at]?.kind === 'add') at += 1
    const count = Math.min(added - removed, at - added)
    for (let place = 0; place < count && pairs < mostPairs; place += 1, pairs += 1) {
      const before = rows[removed + place]
      const after = rows[added + place]
      if (before === undefined || after === undefined) break
      const marks = markWords(before.text, after.text)
      if (marks.removed.length > 0) before.marks = marks.removed
      if (marks.added.length > 0) after.marks = marks.added
    }
  }
  return rows
}
