// Starts the process that talks to the keyring, as a utility process of Electron: the app's own executable may not be run as Node.
import { utilityProcess } from 'electron'
import type { KeyringHost } from './keyring-port'

/**
 * @param file the built keyring-host
 * @param env its whole environment; it needs DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR and DISPLAY where they are set
 */
export function startKeyringHost(file: string, env: Readonly<Record<string, string>>): KeyringHost {
  const child = utilityProcess.fork(file, [], { serviceName: 'Codex Deck Keyring', stdio: 'ignore', env: { ...env } })
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process is no window
    post: (request) => child.postMessage(request),
    onReply: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}
