// The menu as data, for every platform on this one.
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import type { MenuCommand } from '../../../../preload/contract/events'

vi.mock('electron', () => ({ Menu: {} }))
const { menuTemplate } = await import('../../../../main/window/menu')

const ignore = (): void => undefined
const entriesOf = (item: MenuItemConstructorOptions): MenuItemConstructorOptions[] =>
  Array.isArray(item.submenu) ? [item, ...item.submenu.flatMap(entriesOf)] : [item]
const all = (platform: NodeJS.Platform, debugging = false, send: (command: MenuCommand) => void = ignore) =>
  menuTemplate(platform, send, debugging).flatMap(entriesOf)
const roles = (platform: NodeJS.Platform, debugging = false): (string | undefined)[] =>
  all(platform, debugging).map(({ role }) => role)

describe('the menu', () => {
  test.each(['linux', 'win32', 'darwin'] as const)('has every command of the app once on %s', (platform) => {
    const send = vi.fn<(command: MenuCommand) => void>()
    for (const { click } of all(platform, false, send)) Reflect.apply(click ?? ignore, undefined, [])
    expect(send.mock.calls.map(([{ name }]) => name).toSorted()).toEqual([
      'add-project',
      'changes',
      'find',
      'import',
      'inbox',
      'inspector',
      'new-thread',
      'outline',
      'palette',
      'search',
      'settings',
      'stop-turn',
      'toggle-sidebar',
    ])
  })

  test.each(['linux', 'win32', 'darwin'] as const)('gives no shortcut twice on %s', (platform) => {
    const keys = all(platform).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.every((key) => String(key).startsWith('CmdOrCtrl+'))).toBe(true)
  })

  test('has an app menu with quit and hide on a Mac, and none elsewhere', () => {
    expect(menuTemplate('darwin', ignore, false)[0]?.role).toBe('appMenu')
    expect(roles('darwin')).toEqual(expect.arrayContaining(['about', 'hide', 'hideOthers', 'unhide', 'quit', 'close']))
    for (const platform of ['linux', 'win32'] as const) {
      expect(roles(platform)).not.toContain('appMenu')
      expect(roles(platform)).toContain('quit')
    }
  })

  test.each(['linux', 'win32', 'darwin'] as const)('lets text be cut, copied and pasted on %s', (platform) => {
    expect(roles(platform)).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']))
  })

  test('offers the developer tools only while debugging', () => {
    expect(roles('linux', true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
    for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles('linux')).not.toContain(role)
  })
})
