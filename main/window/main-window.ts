// The app's window: sandboxed page, remembered place, shown when its first frame is painted.
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { openJsonFile } from '../app/json-file'
import { appOrigin } from './app-files'
import { defaultWindowState, fitToScreens, windowStateSchema } from './window-state'

export interface MainWindowOptions {
  preload: string
  icon: string
  stateFile: string
  /** Vite's address while developing; undefined serves the built page. */
  devUrl: string | undefined
}

/** Creates the window and starts loading the page. The caller keeps it alive. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const stateFile = openJsonFile(options.stateFile, windowStateSchema, defaultWindowState)
  const state = fitToScreens(
    stateFile.value,
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...state,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Codex Deck',
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161618' : '#fcfcfc',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())

  const keep = (): void => {
    const bounds = window.getNormalBounds()
    void stateFile.write({ ...bounds, maximized: window.isMaximized() }).catch(() => undefined)
  }
  let timer: NodeJS.Timeout | undefined
  const keepSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(keep, 400)
  }
  window.on('resize', keepSoon)
  window.on('move', keepSoon)
  window.on('close', () => {
    clearTimeout(timer)
    keep()
  })
  window.on('closed', () => clearTimeout(timer))

  void window.loadURL(options.devUrl ?? `${appOrigin}/index.html`)
  return window
}
