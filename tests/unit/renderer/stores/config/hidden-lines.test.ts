import { expect, it } from 'vitest'
import { hiddenLines } from '../../../../../renderer/stores/config/hidden-lines'

it('tells of characters that can’t be seen', () => {
  expect(hiddenLines('a = 1\nb\u202e = 2\r\n')).toEqual([{ line: 2, column: 2, code: 'U+202E' }])
  expect(hiddenLines('\ufeffa = 1\t\r\n')).toEqual([])
  expect(hiddenLines('a\u0000'.repeat(500)).length).toBe(20)
})
