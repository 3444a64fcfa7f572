// Why limits or usage could not be read, from the words of Codex's error. Pure. Codex puts the whole answer of the backend
// into its message (a page of HTML, whatever it was): that is neither for the window nor for the log.
import type { DeckError } from '@contract/result'

/** `none`: this kind of login has no limits, which is an answer and no failure. */
export type LimitsRefusal = { kind: 'none' } | { kind: 'failed'; error: DeckError }

const failed = (code: string, message: string, detail?: string): LimitsRefusal => ({
  kind: 'failed',
  error: detail === undefined ? { code, message } : { code, message, detail },
})

/** Reads the message of the error that `account/rateLimits/read` or `account/usage/read` failed with. */
export function readRefusal(message: string): LimitsRefusal {
  // Only what stands before the backend's own answer may decide.
  const words = (message.split(/; ?content-type=|body=/, 1)[0] ?? '').slice(0, 2000)
  if (/codex account authentication required/i.test(words))
    return failed('limits.signed-out', 'Sign in to see the limits of this account.')
  if (/chatgpt authentication required/i.test(words)) return { kind: 'none' }
  const status = /failed: (\d{3})\b/.exec(words)?.[1]
  switch (status) {
    case undefined:
      return /decode error/i.test(words)
        ? failed('limits.unreadable', 'ChatGPT answered in a form that this version of Codex can’t read.')
        : failed(
            'limits.unreachable',
            'The limits could not be read. ChatGPT was not reached, or Codex did not answer.',
          )
    case '401':
    case '403':
      return failed('limits.refused', 'ChatGPT refused to tell the limits of this account.', `Status ${status}`)
    case '429':
      return failed('limits.busy', 'ChatGPT was asked for the limits too often. Wait a little.', `Status ${status}`)
    default:
      return failed('limits.backend', 'ChatGPT could not tell the limits just now.', `Status ${status}`)
  }
}
