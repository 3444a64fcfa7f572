// Calls the person when something waits for them and the window is not in view: a badge, and a notification that leads to
// the very request. A notification carries no buttons that decide anything.
import { app, Notification, type BrowserWindow } from 'electron'
import type { PendingRequest } from '@contract/model'

const titles: Readonly<Record<string, string>> = {
  'item/commandExecution/requestApproval': 'Codex asks to run a command',
  'item/fileChange/requestApproval': 'Codex asks to change files',
  'item/tool/requestUserInput': 'Codex has a question',
  'mcpServer/elicitation/request': 'A tool server asks for input',
  'item/permissions/requestApproval': 'Codex asks for permissions',
}

export class Attention {
  readonly #window: () => BrowserWindow | null
  readonly #show: (key: string) => void
  readonly #notifications = new Map<string, Notification>()

  /** `show` brings the request with this key into view once the window has come forward. */
  constructor(window: () => BrowserWindow | null, show: (key: string) => void) {
    this.#window = window
    this.#show = show
  }

  /** A request came in. `enabled` is the person's setting for notifications. */
  added(request: PendingRequest, projectName: string, waiting: number, enabled: boolean): void {
    app.setBadgeCount(waiting)
    const window = this.#window()
    if (window?.isFocused()) return
    window?.flashFrame(true)
    if (!enabled || !Notification.isSupported()) return
    // The command itself stays out: notifications show on lock screens.
    const notification = new Notification({ title: titles[request.method] ?? 'Codex waits for you', body: projectName })
    notification.on('click', () => {
      const current = this.#window()
      if (!current) return
      if (current.isMinimized()) current.restore()
      current.show()
      current.focus()
      this.#show(request.key)
    })
    this.#notifications.set(request.key, notification)
    notification.show()
  }

  removed(key: string, waiting: number): void {
    app.setBadgeCount(waiting)
    this.#notifications.get(key)?.close()
    this.#notifications.delete(key)
    if (waiting === 0) this.#window()?.flashFrame(false)
  }
}
