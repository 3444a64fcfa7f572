import { expect, it } from 'vitest'
import { movedBy, movedTo } from '../../../../../renderer/features/projects/order'

const ids = ['a', 'b', 'c']

it('moves one up or down by a place', () => {
  expect(movedBy(ids, 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(movedBy(ids, 'b', 1)).toEqual(['a', 'c', 'b'])
})

it('changes nothing at the ends or for a stranger', () => {
  expect(movedBy(ids, 'a', -1)).toBe(ids)
  expect(movedBy(ids, 'c', 1)).toBe(ids)
  expect(movedBy(ids, 'x', 1)).toBe(ids)
})

it('puts a dragged one where it was dropped, from either side', () => {
  expect(movedTo(ids, 'a', 'c')).toEqual(['b', 'c', 'a'])
  expect(movedTo(ids, 'c', 'a')).toEqual(['c', 'a', 'b'])
  expect(movedTo(ids, 'a', 'a')).toBe(ids)
  expect(movedTo(ids, 'x', 'a')).toBe(ids)
})
