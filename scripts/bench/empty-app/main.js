// The twin that start-up and memory are measured against: one window, sandboxed like ours, with an empty page. Prints
// "empty:ready" when the window could be shown.
import { app, BrowserWindow } from 'electron'
import { fileURLToPath } from 'node:url'

const open = () => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false },
  })
  window.once('ready-to-show', () => {
    window.show()
    process.stdout.write('empty:ready\n')
  })
  window.loadFile(fileURLToPath(new URL('index.html', import.meta.url)))
}

app.on('window-all-closed', () => app.quit())
// Not awaited at the top level: "ready" itself waits for this module to end.
app.whenReady().then(open)
