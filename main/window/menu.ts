// The application menu: the platform's standard roles and the app's own commands, which the page carries out.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '@contract/events'

/** The menu as data, for a platform. Pure, so that shortcuts of all platforms are tested on one. */
export function menuTemplate(
  platform: NodeJS.Platform,
  send: (command: MenuCommand) => void,
  debugging: boolean,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const item = (
    label: string,
    name: Exclude<MenuCommand['name'], 'show-request'>,
    accelerator: string,
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send({ name }),
  })
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,')
  return [
    ...(mac
      ? [
          {
            role: 'appMenu' as const,
            submenu: [
              { role: 'about' as const },
              { type: 'separator' as const },
              settings,
              { type: 'separator' as const },
              { role: 'hide' as const },
              { role: 'hideOthers' as const },
              { role: 'unhide' as const },
              { type: 'separator' as const },
              { role: 'quit' as const },
            ],
          },
        ]
      : []),
    {
      label: '&File',
      submenu: [
        item('New Chat', 'new-thread', 'CmdOrCtrl+N'),
        item('Add Project…', 'add-project', 'CmdOrCtrl+O'),
        { label: 'Import Sessions…', click: () => send({ name: 'import' }) },
        { type: 'separator' },
        ...(mac ? [{ role: 'close' as const }] : [settings, { type: 'separator' as const }, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'selectAll' },
        { type: 'separator' },
        item('Find in Chat', 'find', 'CmdOrCtrl+F'),
        item('Search Sessions…', 'search', 'CmdOrCtrl+Shift+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Command Palette…', 'palette', 'CmdOrCtrl+K'),
        item('Inbox', 'inbox', 'CmdOrCtrl+I'),
        item('Changes', 'changes', 'CmdOrCtrl+Shift+G'),
        item('Inspector', 'inspector', 'CmdOrCtrl+Shift+D'),
        item('Outline', 'outline', 'CmdOrCtrl+Shift+O'),
        item('Toggle Sidebar', 'toggle-sidebar', 'CmdOrCtrl+B'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(debugging
          ? [{ type: 'separator' as const }, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]
          : []),
      ],
    },
    { label: '&Chat', submenu: [item('Stop Turn', 'stop-turn', 'CmdOrCtrl+.')] },
    { role: 'windowMenu' },
  ]
}

/** Puts the menu in place. */
export function installMenu(send: (command: MenuCommand) => void, debugging: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, send, debugging)))
}
