// The process that talks to the system's keyring, one request after the other. A process of its own because the library waits for
// the keyring even while an entry is opened, for ever if D-Bus hangs or a person is asked to unlock: it can be killed, a
// thread can't. It decides nothing and logs nothing.
import { Entry } from '@napi-rs/keyring'
import type { KeyringReply, KeyringRequest } from './keyring-port'

const ours = 'Codex Deck'
/** Where Codex 0.169.0 keeps logins (measured). */
const codexs = 'Codex Auth'

function entry(account: string, service = ours): Entry {
  // Without this the library falls back to the kernel's keyring, which forgets at the next boot.
  return new Entry(service, account, { linux: { store: 'secret-service' } })
}

function carryOut(request: KeyringRequest): KeyringReply {
  const { id, account } = request
  try {
    switch (request.act) {
      case 'get':
        return { id, ok: true, value: entry(account, request.codex ? codexs : ours).getPassword() }
      case 'set':
        entry(account).setPassword(request.value)
        return { id, ok: true, value: null }
      case 'delete':
        entry(account).deleteCredential()
        return { id, ok: true, value: null }
      default:
        return request satisfies never
    }
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

// A utility process of Electron has a parent port; a child of plain Node, as tests start it, has a channel.
const { parentPort } = process
if (parentPort) {
  parentPort.on('message', ({ data }: { data: KeyringRequest }) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process is no window
    parentPort.postMessage(carryOut(data))
  })
} else {
  process.on('message', (request: KeyringRequest) => process.send?.(carryOut(request)))
}
