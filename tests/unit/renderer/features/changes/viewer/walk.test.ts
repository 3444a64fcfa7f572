import { describe, expect, it } from 'vitest'
import type { Row } from '../../../../../../renderer/features/changes/viewer/rows'
import { contextLine } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { nothingUnfolded } from '../../../../../../renderer/features/changes/viewer/unfold'
import { stepFile, stepHunk, stepLine, type Place } from '../../../../../../renderer/features/changes/viewer/walk'

const line = (key: string): Row => ({ kind: 'line', key, line: contextLine('x', 1, 1) })
const bar = (index: number): Row => ({
  kind: 'bar',
  key: `h${index}`,
  hunk: { id: null, index, head: '', added: 0, removed: 0 },
  section: '',
  gap: null,
  unfolded: nothingUnfolded,
  left: 0,
})
const note: Row = { kind: 'note', key: 'note', words: '', act: null }
/** A file with two hunks, a folded one, one that is wholly new. */
const files: Row[][] = [[note, bar(0), line('a'), bar(1), line('b')], [], [line('c'), line('d')]]
const rowsAt = (file: number) => files[file] ?? []
const trail = (step: (at: Place | null) => Place | null): string[] => {
  const places: string[] = []
  for (let at = step(null); at !== null && places.length < 50; at = step(at)) places.push(`${at.file}.${at.row}`)
  return places
}

describe('the keyboard', () => {
  it('goes from file to file, and back to the head of this one first', () => {
    expect(trail((at) => stepFile(at, 1, 3))).toEqual(['0.-1', '1.-1', '2.-1'])
    expect(stepFile({ file: 1, row: 4 }, -1, 3)).toEqual({ file: 1, row: -1 })
    expect(stepFile({ file: 1, row: -1 }, -1, 3)).toEqual({ file: 0, row: -1 })
    expect(stepFile(null, 1, 0)).toBeNull()
  })

  it('goes from line to line over headers and heads, and past notes', () => {
    const down = trail((at) => stepLine(at, 1, 3, rowsAt))
    expect(down).toEqual(['0.-1', '0.1', '0.2', '0.3', '0.4', '1.-1', '2.-1', '2.0', '2.1'])
    expect(trail((at) => stepLine(at, -1, 3, rowsAt))).toEqual(down.toReversed())
  })

  it('goes from hunk to hunk; a folded file is stopped at, a new one at its first line', () => {
    expect(trail((at) => stepHunk(at, 1, 3, rowsAt))).toEqual(['0.1', '0.3', '1.-1', '2.0'])
    expect(trail((at) => stepHunk(at, -1, 3, rowsAt))).toEqual(['2.0', '1.-1', '0.3', '0.1'])
    expect(stepHunk({ file: 0, row: 2 }, 1, 3, rowsAt)).toEqual({ file: 0, row: 3 })
  })
})
