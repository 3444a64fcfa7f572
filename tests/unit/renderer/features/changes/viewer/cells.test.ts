import { expect, it } from 'vitest'
import { cutAt, longLine, widthOf } from '../../../../../../renderer/features/changes/viewer/cells'

it('counts tabs up to their stop', () => {
  expect(widthOf('\ta')).toEqual({ cells: 5, exact: true })
  expect(widthOf('abc\ta')).toEqual({ cells: 5, exact: true })
  expect(widthOf('abcd\t')).toEqual({ cells: 8, exact: true })
})

it('is sure of plain characters only', () => {
  expect(widthOf('plain').exact).toBe(true)
  expect(widthOf('漢字').exact).toBe(false)
  expect(widthOf('a\u202eb').exact).toBe(false)
})

it('looks at the beginning of a very long line alone', () => {
  expect(widthOf('x'.repeat(5_000_000)).cells).toBe(longLine)
})

it('cuts between characters and never inside of one', () => {
  expect(cutAt('abc', 5)).toBe(3)
  expect(cutAt('abcdef', 3)).toBe(3)
  expect(cutAt('ab😀cd', 3)).toBe(2)
})
