// Why a login did not go through, in words for the person where Codex's are for programs. Pure.
import { CallError } from '../app/call-error'
import { toDeckError } from '../app/failure'

const known: readonly (readonly [pattern: RegExp, code: string, words: string])[] = [
  [
    /port [\d.:]+ is already in use|address already in use|address in use/i,
    'login-port-taken',
    'Port 1455, which the browser comes back to, is taken by another program. A login may be open in a terminal: end it there, or use a device code.',
  ],
  [/access_denied/i, 'login-denied', 'The login was denied in the browser.'],
  [
    /login cancelled/i,
    'login-overtaken',
    'Another login began, here or in a terminal, and ended this one: only one can use the browser at a time.',
  ],
  [
    /token exchange failed: .*(?:invalid|returned status 5)/i,
    'login-server',
    'The login server could not complete the login. Try again later.',
  ],
  [
    /workspace routing discovery/i,
    'login-routing',
    'The login went through, but your workspace could not be read. Try again later.',
  ],
  [/device auth failed/i, 'login-denied', 'The code was denied, or it ran out.'],
  [
    /device code login is not enabled/i,
    'login-no-code',
    'Signing in by code is not enabled for this account. Use the browser.',
  ],
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
  const message = plain(told.message).replace(/^(?:(?:Login server error|Sign-in failed): ?)+/, '')
  const found = known.find(([pattern]) => pattern.test(message))
  if (found) return new CallError(found[1], found[2], message)
  const words = message === '' ? 'The login did not go through. Try again.' : `The login did not go through: ${message}`
  return new CallError(code, words)
}

/** The words come from whoever answered: one line of them, without what would change how it reads. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
