import { expect, it } from 'vitest'
import { actOf, viewerKeys } from '../../../../../../renderer/features/changes/viewer/keys'

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  actOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })

it('knows the keys that reviewers know', () => {
  expect(press('j')).toEqual({ type: 'file', way: 1 })
  expect(press('[')).toEqual({ type: 'file', way: -1 })
  expect(press('n')).toEqual({ type: 'hunk', way: 1 })
  expect(press('F7', { shiftKey: true })).toEqual({ type: 'hunk', way: -1 })
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ type: 'line', way: 1, extend: true })
  expect(press(' ')).toEqual({ type: 'press' })
})

it('leaves everything with a modifier, and every other key, to the window', () => {
  expect(press('c', { ctrlKey: true })).toBeNull()
  expect(press('j', { metaKey: true })).toBeNull()
  expect(press('ArrowLeft', { altKey: true })).toBeNull()
  expect(press('V', { shiftKey: true })).toBeNull()
  expect(press('q')).toBeNull()
})

it('means something by every key that it lists', () => {
  const named: Record<string, string> = { '↓': 'ArrowDown', '↑': 'ArrowUp', Space: ' ' }
  for (const { keys } of viewerKeys)
    for (const name of keys) {
      const key = name.replace('Shift+', '')
      expect(
        press(named[key] ?? (key.length === 1 ? key.toLowerCase() : key), { shiftKey: key !== name }),
        name,
      ).not.toBeNull()
    }
})
