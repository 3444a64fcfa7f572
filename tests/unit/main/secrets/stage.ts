// Secrets on a real file with a keyring in memory that can be made to fail.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Keyring, SecretEvent, SecretFacts } from '../../../../preload/contract/secrets'
import { Secrets } from '../../../../main/secrets/secrets'
import { keychainError } from './fake-host'

export const one = '1111111111111111'
export const two = '2222222222222222'

export interface Stage {
  folder: string
  file: string
  /** What lies in the keyring, by account. */
  entries: Map<string, string>
  /** The message with which the keyring fails; null when it works. */
  trouble: string | null
  /** Accounts that were read. */
  reads: string[]
  events: SecretEvent[]
  changes: (string | null)[]
  secrets: Secrets
  /** The app, started again on the same files. */
  restart(): Secrets
  /** All files of the app as one text. */
  onDisk(): string
  remove(): void
}

export function openStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'deck-secrets-'))
  const file = join(folder, 'secrets.json')
  const entries = new Map<string, string>()
  const check = (): void => {
    if (stage.trouble !== null) throw keychainError(stage.trouble)
  }
  const ready: Keyring = { state: 'ready', words: 'Ready.', detail: null }
  const keychain = {
    get: async (account: string) => {
      stage.reads.push(account)
      check()
      return entries.get(account) ?? null
    },
    set: async (account: string, value: string) => {
      check()
      entries.set(account, value)
    },
    delete: async (account: string) => {
      check()
      entries.delete(account)
    },
    probe: () => Promise.resolve(ready),
  }
  const open = (): Secrets =>
    new Secrets({
      file,
      keychain,
      push: (event) => stage.events.push(event),
      onChange: (projectId) => stage.changes.push(projectId),
    })
  const stage: Stage = {
    folder,
    file,
    entries,
    trouble: null,
    reads: [],
    events: [],
    changes: [],
    secrets: open(),
    restart: () => (stage.secrets = open()),
    onDisk: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('\n'),
    remove: () => rmSync(folder, { recursive: true }),
  }
  return stage
}

export const facts = (change: Partial<SecretFacts> = {}): SecretFacts => ({
  projectId: null,
  name: 'MY_KEY',
  purpose: 'provider-key',
  label: '',
  ...change,
})
