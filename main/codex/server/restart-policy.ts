// When a server that failed is started again, and when it would be no use. Pure.
import { isCodexError, type CodexErrorCode } from '../errors'
import type { Backoff } from '../rpc/backoff'

export interface RestartPolicy extends Backoff {
  /** Failures in a row after which it gives up and waits for `restart()`. */
  readonly maxFailures: number
  /** A server that ran this long, in milliseconds, starts the count anew. */
  readonly stableMs: number
}

/** Five starts over about 15 s: enough for a passing fault, short enough not to spin. */
export const defaultRestart: RestartPolicy = { baseMs: 500, maxMs: 15_000, maxFailures: 5, stableMs: 30_000 }

/** Failures that another start would only repeat. */
const lasting: ReadonlySet<CodexErrorCode> = new Set<CodexErrorCode>([
  'bundle-missing',
  'bundle-altered',
  'bundle-not-executable',
  'manifest-invalid',
  'platform-unsupported',
  'home-unwritable',
  'home-in-temp',
  'config-invalid',
  'spawn-failed',
])

/** Whether something must be mended before another start can go better. */
export function needsMending(error: unknown): boolean {
  return isCodexError(error) && lasting.has(error.code)
}
