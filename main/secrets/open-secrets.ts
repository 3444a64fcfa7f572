// Puts the parts of this room together for the app: list, keyring, and the events of both.
import type { SecretEvent } from '@contract/secrets'
import { Keychain } from './keychain'
import type { KeyringHost } from './keyring-port'
import { Secrets } from './secrets'

export interface SecretsParts {
  /** Of the list. */
  file: string
  /** Starts the process that talks to the keyring; called when it is first needed. */
  openHost: () => KeyringHost
  push: (event: SecretEvent) => void
  /** The environment of this project, or of all (null), is another one now. */
  onChange: (projectId: string | null) => void
}

export interface OpenSecrets {
  secrets: Secrets
  /** For what is no secret of a project's: the logins of accounts. */
  keychain: Keychain
  dispose(): void
}

/** Starts nothing. */
export function openSecrets({ file, openHost, push, onChange }: SecretsParts): OpenSecrets {
  const keychain = new Keychain({
    open: openHost,
    onState: (keyring) => {
      push({ type: 'keyring', keyring })
      secrets.keyringChanged(keyring)
    },
  })
  const secrets: Secrets = new Secrets({ file, keychain, push, onChange })
  return { secrets, keychain, dispose: () => keychain.dispose() }
}
