import { expect, it } from 'vitest'
import { markWords, type Mark } from '../../../../renderer/text/word-marks'

const cut = (line: string, marks: readonly Mark[]) => marks.map(([start, end]) => line.slice(start, end))

function marked(before: string, after: string) {
  const marks = markWords(before, after)
  return [cut(before, marks.removed), cut(after, marks.added)]
}

it('marks the words that changed', () => {
  expect(marked('const a = 1', 'const b = 1')).toEqual([['a'], ['b']])
  expect(marked('return foo(x, y)', 'return foo(x, z, y)')).toEqual([[], ['z, ']])
})

it('marks several places', () => {
  expect(marked('let a = one + two', 'let b = one - two')).toEqual([
    ['a', '+'],
    ['b', '-'],
  ])
})

it('marks nothing in lines that have nothing in common, or that are the same', () => {
  expect(marked('import fs from "fs"', '}')).toEqual([[], []])
  expect(marked('same', 'same')).toEqual([[], []])
})

it('is quick with long lines', () => {
  const before = 'word '.repeat(300)
  expect(marked(before, `${before}more`)[1]).toEqual(['more'])
})
