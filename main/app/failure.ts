// Any thrown thing → what crosses the border: a code, words for a person, and redacted detail.
import type { DeckError } from '@contract/result'
import { isCodexError } from '../codex/errors'
import { redact } from './redact'
import { CallError } from './call-error'

const hasCode = (error: Error): error is Error & { code: string } => 'code' in error && typeof error.code === 'string'

/** Words for the file-system errors that a person can do something about. */
const systemWords: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and try again; nothing was lost.',
  EROFS: 'The disk is read-only.',
  EACCES: 'Permission denied.',
  EPERM: 'Permission denied.',
  EMFILE: 'Too many files are open on this machine.',
}

/** The error as data for the page. Stack traces stay behind. */
export function toDeckError(error: unknown): DeckError {
  if (isCodexError(error)) {
    const detail = [error.data.stderrTail, error.cause instanceof Error ? error.cause.message : undefined]
      .filter((text) => text !== undefined && text !== '')
      .join('\n')
    return { code: error.code, message: redact(error.message), ...(detail ? { detail: redact(detail) } : {}) }
  }
  if (error instanceof CallError) {
    const { code, message, detail } = error
    return { code, message, ...(detail === undefined ? {} : { detail: redact(detail) }) }
  }
  if (error instanceof Error) {
    const code = hasCode(error) ? error.code : 'unexpected'
    const words = systemWords[code]
    return words === undefined
      ? { code, message: redact(error.message) }
      : { code, message: words, detail: redact(error.message) }
  }
  return { code: 'unexpected', message: 'Something went wrong.', detail: redact(String(error)) }
}
