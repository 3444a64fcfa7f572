import { expect, it } from 'vitest'
import { hiddenLines, lineParts } from '../../../../../renderer/features/config/line-parts'

const found = (...ranges: [number, number][]) => ranges.map(([start, end]) => ({ start, end }))

it('cuts a line by colours and by what was found, and loses nothing', () => {
  const line = 'model = "model"'
  const all = found([100, 105], [109, 114])
  const parts = lineParts(line, 0, 100, all, { start: 109, end: 114 })
  expect(parts.map(({ text }) => text).join('')).toBe(line)
  expect(parts.filter(({ mark }) => mark !== 'none').map(({ text, mark, role }) => [text, mark, role])).toEqual([
    ['model', 'found', 'parameter'],
    ['model', 'current', 'string'],
  ])
})

it('marks only what lies in the line, and a part of what goes over its end', () => {
  const parts = lineParts('abc', null, 10, found([0, 5], [12, 20]), null)
  expect(parts).toEqual([
    { text: 'ab', role: null, mark: 'none' },
    { text: 'c', role: null, mark: 'found' },
  ])
})

it('tells of characters that can’t be seen', () => {
  expect(hiddenLines('a = 1\nb\u202e = 2\r\n')).toEqual([{ line: 2, column: 2, code: 'U+202E' }])
  expect(hiddenLines('\ufeffa = 1\t\r\n')).toEqual([])
  expect(hiddenLines('a\u0000'.repeat(500)).length).toBe(20)
})
