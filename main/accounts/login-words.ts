// Why a login did not go through, in words for the person where Codex's are for programs. Pure.
import { CallError } from '../app/call-error'
import { toDeckError } from '../app/failure'

const known: readonly (readonly [pattern: RegExp, code: string, words: string])[] = [
  [
    /port \d+ is already in use|address already in use|address in use/i,
    'login-port-taken',
    'Port 1455, which the browser comes back to, is taken by another program. A login may be open in a terminal: end it there, or use a device code.',
  ],
  [/access_denied|denied/i, 'login-denied', 'The login was denied in the browser.'],
  [/state mismatch/i, 'login-stranger', 'The answer of the browser belongs to another login. Try again.'],
  [/timed? ?out/i, 'login-timeout', 'The login took too long. Try again.'],
  [/workspace|restricted to/i, 'login-workspace', 'This account belongs to a workspace that is not allowed here.'],
  [
    /dns|resolve|connect|network|unreachable|sending request/i,
    'login-offline',
    'The login server can’t be reached. Are you online? A proxy may be needed.',
  ],
  [/expired|not yet valid|clock/i, 'login-clock', 'The login was refused as expired. Is this computer’s clock right?'],
]

/** An error with words, a code, and Codex's own words as its detail. */
export function loginWords(cause: unknown): CallError {
  const told = typeof cause === 'string' ? { message: cause, code: 'login-failed' } : toDeckError(cause)
  const { code } = told
  const message = told.message.replace(/^(?:Login server error: |Sign-in failed: )+/, '')
  const found = known.find(([pattern]) => pattern.test(message))
  if (found) return new CallError(found[1], found[2], message)
  const words = message === '' ? 'The login did not go through. Try again.' : `The login did not go through: ${message}`
  return new CallError(code, words)
}
