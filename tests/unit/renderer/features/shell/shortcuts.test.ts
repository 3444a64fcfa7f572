// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { commandOf } from '../../../../../renderer/features/shell/shortcuts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  commandOf({ key, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...more })

it('knows the commands of the menu by their keys', () => {
  expect(press('k')).toBe('palette')
  expect(press('B')).toBe('toggle-sidebar')
  expect(press('.')).toBe('stop-turn')
})

it('leaves every other combination alone, above all anything with Enter', () => {
  expect(press('k', { ctrlKey: false })).toBeNull()
  expect(press('k', { shiftKey: true })).toBeNull()
  expect(press('k', { altKey: true })).toBeNull()
  expect(press('Enter')).toBeNull()
  expect(press('y', { ctrlKey: false })).toBeNull()
})
