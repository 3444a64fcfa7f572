import { describe, expect, it } from 'vitest'
import { joinSides, lineChanges, linesOf, unifiedPatch } from '../../../../../renderer/stores/config/line-diff'

const applied = (old: string, now: string): string => {
  const before = linesOf(old)
  const after = linesOf(now)
  let at = 0
  let text = ''
  for (const { oldStart, oldEnd, newStart, newEnd } of lineChanges(before, after)) {
    text += before.slice(at, oldStart).join('') + after.slice(newStart, newEnd).join('')
    at = oldEnd
  }
  return text + before.slice(at).join('')
}

/** A small generator with a seed, so that a failure can be had again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

describe('changes', () => {
  it('lead from one text to the other, whatever the texts', () => {
    const next = random(7)
    for (let round = 0; round < 300; round += 1) {
      const text = () => Array.from({ length: Math.floor(next() * 12) }, () => `${Math.floor(next() * 5)}\n`).join('')
      const [old, now] = [text(), text()]
      expect(applied(old, now)).toBe(now)
    }
  })
  it('keep what is equal', () => {
    const changes = lineChanges(linesOf('a\nb\nc\nd\n'), linesOf('a\nx\nc\nd\ne\n'))
    expect(changes).toEqual([
      { oldStart: 1, oldEnd: 2, newStart: 1, newEnd: 2 },
      { oldStart: 4, oldEnd: 4, newStart: 4, newEnd: 5 },
    ])
  })
  it('are told as one when there are too many', () => {
    const many = (name: string) => Array.from({ length: 4000 }, (_, at) => `${name}${at}\n`)
    expect(lineChanges(many('a'), many('b'))).toHaveLength(1)
  })
})

it('draws a patch with three lines around', () => {
  const old = 'a\nb\nc\nd\ne\nf\ng\n'
  expect(unifiedPatch(old, old.replace('e\n', 'E\n'))).toBe('@@ -2,6 +2,6 @@\n b\n c\n d\n-e\n+E\n f\n g\n')
  expect(unifiedPatch('a\n', 'a')).toBe('@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n')
  expect(unifiedPatch(old, old)).toBe('')
})

describe('three texts', () => {
  const base = 'a\nb\nc\nd\ne\n'
  it('are joined when the sides touch different lines', () => {
    expect(joinSides(base, 'A\nb\nc\nd\ne\n', 'a\nb\nc\nd\ne\nf\n')).toBe('A\nb\nc\nd\ne\nf\n')
  })
  it('are not joined over the same line, nor over neighbours', () => {
    expect(joinSides(base, 'a\nB\nc\nd\ne\n', 'a\nX\nc\nd\ne\n')).toBeNull()
    expect(joinSides(base, 'a\nB\nc\nd\ne\n', 'a\nb\nC\nd\ne\n')).toBeNull()
  })
  it('are one when both did the same', () => {
    expect(joinSides(base, 'a\nB\nc\nd\ne\n', 'a\nB\nc\nd\nE\n')).toBe('a\nB\nc\nd\nE\n')
    expect(joinSides(base, base, 'x\n')).toBe('x\n')
    expect(joinSides(base, 'x\n', base)).toBe('x\n')
  })
})
