// The life of the app: its window opened, shown again and closed, and quitting in order. It knows what the rooms are not: when,
// and in which order. A signal is an order to quit; a person may be asked.
import { app, type BrowserWindow } from 'electron'

export interface LifeParts {
  create: () => BrowserWindow
  /** A window was made, the first one or one after the last was closed. */
  opened: (window: BrowserWindow) => void
  closed: () => void
  /** The page's process ended by itself; it is loaded again. */
  pageGone: (reason: string) => void
  /** Whether to quit: asks the person when something runs. */
  mayQuit: () => Promise<boolean>
  /** Ends everything that runs, within a bounded time. The page is gone by then, its drafts written. */
  cleanUp: () => Promise<void>
}

/** A page that hangs is not waited for longer, in ms. */
const closeMs = 2000

/** Opens the window and follows the app until it has quit. Called once, when Electron is ready. */
export function live({ create, opened, closed, pageGone, mayQuit, cleanUp }: LifeParts): void {
  let window: BrowserWindow | null = null
  const openWindow = (): void => {
    const current = create()
    window = current
    opened(current)
    current.on('closed', () => {
      window = null
      closed()
    })
    current.webContents.on('render-process-gone', (_event, { reason }) => {
      pageGone(reason)
      if (reason !== 'clean-exit') current.webContents.reload()
    })
  }
  openWindow()

  app.on('second-instance', () => {
    if (!window) return openWindow()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('activate', () => {
    if (!window) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  let leaving: 'no' | 'asked' | 'cleaning' = 'no'
  const leave = async (): Promise<void> => {
    leaving = 'cleaning'
    // The page keeps its drafts as it closes, in a storage that Chromium writes only now and then.
    if (window) await gone(window)
    await cleanUp()
    app.exit(0)
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (leaving !== 'no') return
    leaving = 'asked'
    void mayQuit().then((yes) => {
      if (yes) return leave()
      leaving = 'no'
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave())
}

/** Closes the window and waits until its page is gone. */
function gone(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => window.destroy(), closeMs)
    window.once('closed', () => {
      clearTimeout(giveUp)
      resolve()
    })
    window.close()
  })
}
