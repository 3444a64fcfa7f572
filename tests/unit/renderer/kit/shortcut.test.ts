import { describe, expect, it } from 'vitest'
import { hasMod, keyNames, shortcutText } from '../../../../renderer/kit'

describe('names of shortcuts', () => {
  it('are written out with a plus on Linux and Windows', () => {
    expect(shortcutText('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter')
  })

  it('are signs on a Mac', () => {
    expect(shortcutText('Mod+Shift+K', true)).toBe('⌘⇧K')
    expect(keyNames('Escape', true)).toEqual(['Esc'])
  })
})

describe('the main modifier', () => {
  it('is Control, but Command on a Mac', () => {
    expect(hasMod({ ctrlKey: true, metaKey: false }, false)).toBe(true)
    expect(hasMod({ ctrlKey: true, metaKey: false }, true)).toBe(false)
    expect(hasMod({ ctrlKey: false, metaKey: true }, true)).toBe(true)
  })
})
