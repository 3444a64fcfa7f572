import { expect, it } from 'vitest'
import { fieldsOf, looseCount, looseNumber, looseText } from '../../../../main/accounts/loose-fields'

it.each([
  [5, 5],
  [' -12.5 ', -12.5],
  [10n, 10],
  ['0x10', null],
  ['1e5', null],
  ['', null],
  ['9'.repeat(500), null],
  [true, null],
  [Number.NaN, null],
])('reads the number in %s', (value, meant) => {
  expect(looseNumber(value)).toBe(meant)
})

it('counts in whole numbers that stay exact', () => {
  expect([looseCount(1.6), looseCount(-1), looseCount(1e300), looseCount(null)]).toEqual([
    2,
    0,
    Number.MAX_SAFE_INTEGER,
    null,
  ])
})

it('cuts text by characters, not through them', () => {
  expect(looseText('a😀b', 2)).toBe('a😀')
  expect(looseText(' \u0000\u202E\n ', 9)).toBeNull()
  expect(looseText(5, 9)).toBeNull()
})

it('finds no fields in lists and plain values', () => {
  expect([fieldsOf([1]), fieldsOf('x'), fieldsOf(null)]).toEqual([{}, {}, {}])
})
