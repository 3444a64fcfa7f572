import { describe, expect, it } from 'vitest'
import { lookOf } from '../../../../../../renderer/text/highlight-looks'
import { readPatch } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { marksOf, piecesOf } from '../../../../../../renderer/features/changes/viewer/pieces'
import { patchOf } from './samples'

const keyword = lookOf('keyword', 0)
const joined = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('')

describe('the pieces of a line', () => {
  it('lay marks of changed words over the colours', () => {
    const pieces = piecesOf(
      'const answer = 1',
      16,
      [
        { end: 5, look: keyword },
        { end: 16, look: 0 },
      ],
      [[3, 8]],
    )
    expect(pieces).toEqual([
      { text: 'con', look: 'deck-code-keyword' },
      { text: 'st', look: 'deck-code-keyword dv-mark' },
      { text: ' an', look: 'dv-mark' },
      { text: 'swer = 1', look: '' },
    ])
  })

  it('are the whole text, whatever the spans and marks say', () => {
    const text = 'abcdef'
    for (const [spans, marks] of [
      [[], []],
      [[{ end: 99, look: keyword }], [[4, 99]]],
      [
        [
          { end: 3, look: 0 },
          { end: 2, look: keyword },
        ],
        [
          [1, 1],
          [2, 3],
        ],
      ],
    ] as [Parameters<typeof piecesOf>[2], Parameters<typeof piecesOf>[3]][])
      expect(joined(piecesOf(text, text.length, spans, marks))).toBe(text)
  })

  it('are only the beginning of a line that is cut', () => {
    expect(joined(piecesOf('abcdef', 3, [{ end: 6, look: keyword }], [[2, 5]]))).toBe('abc')
    expect(piecesOf('', 0, [], [])).toEqual([])
  })
})

it('marks the words by which a line differs from the one that it replaces', () => {
  const { hunks } = readPatch(patchOf('@@ -1,1 +1,1 @@\n-let a = one\n+let a = two\n'))
  const [old, now] = hunks[0]?.lines ?? []
  if (old?.kind !== 'remove' || now?.kind !== 'add') throw new Error('not read')
  expect(marksOf(old)).toEqual([[8, 11]])
  expect(marksOf(now)).toEqual([[8, 11]])
  expect(marksOf(now)).toBe(marksOf(now))
})
