import { expect, it } from 'vitest'
import { exact, short } from '../../../../../renderer/features/limits/numbers'

it.each([
  [0, '0'],
  [-5, '0'],
  [Number.NaN, '0'],
  [950, '950'],
  [12_345, '12.3k'],
  [999_999, '1M'],
  [123_456_789_012, '123.5B'],
])('writes %s short as %s', (tokens, words) => {
  expect(short(tokens)).toBe(words)
})

it('writes counts in full with their thousands apart', () => {
  expect(exact(7709.4)).toBe('7,709')
})
