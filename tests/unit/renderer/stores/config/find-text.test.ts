import { expect, it } from 'vitest'
import { findAll, lineAt, nextFrom, placeOfLine } from '../../../../../renderer/stores/config/find-text'

const text = 'Model = 1\nmodel_x = 2\n\nend'

it('finds all places, whatever the case', () => {
  expect(findAll(text, 'MODEL').places).toEqual([0, 10])
  expect(findAll(text, '')).toEqual({ places: [], more: false })
  expect(findAll('İmodel', 'model').places).toEqual([1])
  expect(findAll('a'.repeat(6000), 'a')).toMatchObject({ more: true })
})

it('goes on from a place, and begins again at the end', () => {
  const found = findAll(text, 'model')
  expect([nextFrom(found, 0), nextFrom(found, 1), nextFrom(found, 11)]).toEqual([0, 1, 0])
})

it('turns places into lines and back', () => {
  expect(lineAt(text, 10)).toEqual({ line: 1, column: 0 })
  expect(lineAt(text, text.length)).toEqual({ line: 3, column: 3 })
  expect(lineAt(text, 9)).toEqual({ line: 0, column: 9 })
  expect(placeOfLine(text, 2)).toBe(10)
  expect(placeOfLine(text, 4)).toBe(23)
  expect(placeOfLine(text, 99)).toBe(text.length)
})
