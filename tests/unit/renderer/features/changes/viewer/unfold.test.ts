import { describe, expect, it } from 'vitest'
import { readPatch } from '../../../../../../renderer/features/changes/viewer/patch-model'
import {
  gapsOf,
  nothingUnfolded,
  rangeToUnfold,
  remaining,
  unfold,
  type Gap,
} from '../../../../../../renderer/features/changes/viewer/unfold'
import { goingOn, patchOf, twoHunks } from './samples'

const gaps = (patch: string, open = true) => gapsOf(readPatch(patchOf(patch)).hunks, open)
const gapAt = (place: number, patch = twoHunks): Gap => {
  const gap = gaps(patch)[place]
  if (!gap) throw new Error('no gap')
  return gap
}

describe('gaps', () => {
  it('are what is left out before, between and behind hunks', () => {
    expect(gaps(goingOn)).toEqual([
      { index: 0, before: { old: 0, new: 0 }, size: 9 },
      { index: 1, before: { old: 12, new: 12 }, size: 27 },
      { index: 2, before: { old: 43, new: 45 }, size: null },
    ])
  })

  it('are not where hunks touch, or where the file ends for sure', () => {
    expect(gaps('@@ -1,1 +1,1 @@\n-a\n+b\n@@ -2,1 +2,1 @@\n-c\n+d\n\\ No newline at end of file\n')).toEqual([
      null,
      null,
      null,
    ])
    expect(gaps(goingOn, false)[2]).toBeNull()
    // Git shows three lines after a change where there are three.
    expect(gaps(twoHunks)[2]).toBeNull()
    expect(gaps('@@ -1 +1 @@\n-a\n+b\n')).toEqual([null, null])
    // A hunk of context alone says nothing of the kind.
    expect(gaps('@@ -1 +1 @@\n a\n')[1]).toEqual({ index: 1, before: { old: 1, new: 1 }, size: null })
  })

  it('count from the line after which an empty side stands', () => {
    expect(gapAt(0, '@@ -4,0 +5,2 @@\n+a\n+b\n')).toEqual({ index: 0, before: { old: 0, new: 0 }, size: 4 })
  })

  it('are not believed where the numbers of the sides disagree, overlap or go backwards', () => {
    expect(gaps('@@ -10,1 +20,1 @@\n-a\n+b\n')[0]).toBeNull()
    expect(gaps('@@ -10,2 +10,2 @@\n a\n b\n@@ -5,1 +5,1 @@\n-a\n+b\n')[1]).toBeNull()
    expect(gaps('@@ -999999999999999,1 +999999999999999,1 @@\n-a\n+b\n')[0]?.size).toBe(999_999_999_999_998)
  })
})

describe('unfolding', () => {
  const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`)

  it('goes down from the hunk above, up from the one below, until both meet', () => {
    const gap = gapAt(1)
    let state = nothingUnfolded
    const down = rangeToUnfold(gap, state, 'down')
    expect(down).toEqual({ from: 13, to: 32 })
    state = unfold(gap, state, { from: 13, to: 32 }, lines(13, 32), false)
    expect(remaining(gap, state)).toBe(7)
    const up = rangeToUnfold(gap, state, 'up')
    expect(up).toEqual({ from: 33, to: 39 })
    state = unfold(gap, state, { from: 33, to: 39 }, lines(33, 39), false)
    expect(remaining(gap, state)).toBe(0)
    expect(rangeToUnfold(gap, state, 'all')).toBeNull()
    expect([...state.top, ...state.bottom].map(({ newNumber }) => newNumber)).toEqual(
      Array.from({ length: 27 }, (_, at) => 13 + at),
    )
  })

  it('numbers both sides: they are shifted by what was added above', () => {
    const gap = gapAt(2, goingOn)
    const range = rangeToUnfold(gap, nothingUnfolded, 'down')
    expect(range).toEqual({ from: 46, to: 65 })
    const state = unfold(gap, nothingUnfolded, { from: 46, to: 65 }, ['a', 'b\r'], true)
    expect(state.top.map(({ text, cr, oldNumber, newNumber }) => [text, cr, oldNumber, newNumber])).toEqual([
      ['a', false, 44, 46],
      ['b', true, 45, 47],
    ])
    expect(remaining(gap, state)).toBe(0)
  })

  it('brings at most 5,000 lines at once, of a gap of any size', () => {
    const gap = gapAt(0, '@@ -900000001,1 +900000001,1 @@\n-a\n+b\n')
    expect(rangeToUnfold(gap, nothingUnfolded, 'all')).toEqual({ from: 1, to: 5_000 })
    expect(rangeToUnfold(gap, nothingUnfolded, 'up')).toEqual({ from: 899_999_981, to: 900_000_000 })
  })

  it('ends where the file turns out to be shorter than the patch says, and takes no more lines than it asked for', () => {
    const gap = gapAt(1)
    expect(remaining(gap, unfold(gap, nothingUnfolded, { from: 13, to: 32 }, ['only this'], false))).toBe(0)
    expect(unfold(gap, nothingUnfolded, { from: 13, to: 14 }, lines(13, 99), false).top).toHaveLength(2)
  })
})
