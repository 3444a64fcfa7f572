// The preload: hands the page two functions and nothing else. Runs sandboxed, knows no Codex and no policy.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { callChannel, pushChannel, type DeckBridge } from './bridge'

const bridge: DeckBridge = {
  call: (name, params) => ipcRenderer.invoke(callChannel, name, params),
  onEvents(listener) {
    const receive = (_event: unknown, events: Parameters<typeof listener>[0]) => listener(events)
    ipcRenderer.on(pushChannel, receive)
    return () => ipcRenderer.removeListener(pushChannel, receive)
  },
  pathOf: (file) => webUtils.getPathForFile(file),
}

contextBridge.exposeInMainWorld('deck', bridge)
