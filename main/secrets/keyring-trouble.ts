// What a keyring's own error means for the person: one of few kinds, in words. Pure.
import { redact } from '../app/redact'
import type { KeyringReply } from './keyring-port'

export interface Trouble {
  /** `entry`: only this entry is bad, the keyring works. */
  readonly kind: 'none' | 'locked' | 'entry'
  /** A keyring service answered; false when there was nobody. */
  readonly reached: boolean
  readonly words: string
  /** The keyring's own words, shortened. */
  readonly detail: string | null
}

const kinds: readonly { pattern: RegExp; trouble: Omit<Trouble, 'detail'> }[] = [
  {
    // The prompt to unlock was closed, or could not be shown; macOS: no interaction allowed, cancelled, wrong password.
    pattern: /prompt was dismissed|is ?locked|cancell?ed|interaction is not allowed|-25308|-25293|\(-128\)/i,
    trouble: { kind: 'locked', reached: true, words: 'The keyring is locked. Unlock it and try again.' },
  },
  {
    pattern: /no result found|no default collection|no keyring is available|-25307/i,
    trouble: {
      kind: 'none',
      reached: true,
      words: 'The system’s keyring service runs, but no keyring has been made in it yet.',
    },
  },
  {
    pattern: /utf-8|ambiguous|more than one|bad ?data|too long|longer than|attribute/i,
    trouble: { kind: 'entry', reached: true, words: 'The keyring can’t hold or give this entry.' },
  },
  {
    pattern: /did not receive a reply|timed? ?out/i,
    trouble: { kind: 'none', reached: false, words: 'The system’s keyring doesn’t answer.' },
  },
]

const nobody: Omit<Trouble, 'detail'> = {
  kind: 'none',
  reached: false,
  words: 'No keyring of the system can be reached.',
}

/** What the error of a failed call means. */
export function keyringTrouble(message: string): Trouble {
  const { trouble } = kinds.find(({ pattern }) => pattern.test(message)) ?? { trouble: nobody }
  return { ...trouble, detail: redact(message).slice(0, 400) || null }
}

/** Whether the process said something that can be understood. */
export function isReply(value: unknown): value is KeyringReply {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('ok' in value)) return false
  if (typeof value.id !== 'number') return false
  if (value.ok === true) return 'value' in value && (typeof value.value === 'string' || value.value === null)
  return value.ok === false && 'message' in value && typeof value.message === 'string'
}
