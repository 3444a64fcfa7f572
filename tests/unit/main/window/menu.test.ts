import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { MenuCommand } from '@contract/events'
import { menuTemplate } from '../../../../main/window/menu'

// Outside Electron the package holds only the path of its binary; the template uses none of its values.
vi.mock('electron', () => ({ Menu: {} }))

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

const shortcutsOf = (platform: NodeJS.Platform) =>
  flat(menuTemplate(platform, () => undefined, false)).flatMap(({ label, accelerator }) =>
    accelerator === undefined ? [] : [[label, accelerator] as const],
  )

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it('has every command once, under the platform’s own modifier', () => {
    const shortcuts = shortcutsOf(platform)
    expect(new Map(shortcuts)).toEqual(
      new Map([
        ['New Chat', 'CmdOrCtrl+N'],
        ['Add Project…', 'CmdOrCtrl+O'],
        ['Settings…', 'CmdOrCtrl+,'],
        ['Command Palette…', 'CmdOrCtrl+K'],
        ['Inbox', 'CmdOrCtrl+I'],
        ['Toggle Sidebar', 'CmdOrCtrl+B'],
        ['Stop Turn', 'CmdOrCtrl+.'],
      ]),
    )
    expect(shortcuts).toHaveLength(7)
  })

  it('can quit, and shows the developer tools only while debugging', () => {
    const roles = (debugging: boolean) =>
      flat(menuTemplate(platform, () => undefined, debugging)).map(({ role }) => role)
    expect(roles(false)).toContain('quit')
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(true)).toContain('toggleDevTools')
  })
})

it('keeps settings and quitting in the app’s own menu on macOS, in File elsewhere', () => {
  const first = (platform: NodeJS.Platform) => menuTemplate(platform, () => undefined, false)[0]
  expect(first('darwin')?.role).toBe('appMenu')
  expect(first('linux')?.label).toBe('&File')
})

it('sends the page the command that was chosen', () => {
  const sent: MenuCommand[] = []
  const items = flat(menuTemplate('linux', (command) => sent.push(command), false))
  const stop = items.find(({ label }) => label === 'Stop Turn')
  Reflect.apply(stop?.click ?? (() => undefined), undefined, [])
  expect(sent).toEqual([{ name: 'stop-turn' }])
})
