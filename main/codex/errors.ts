// The one error type of this wing. Every failure that leaves main/codex is a CodexError: a code a program can switch on,
// a message a person can act on, and the cause. It knows nothing of how errors are shown or sent to the window.

export type CodexErrorCode =
  | 'bundle-missing'
  | 'bundle-altered'
  | 'bundle-not-executable'
  | 'manifest-invalid'
  | 'platform-unsupported'
  | 'home-unwritable'
  | 'home-in-temp'
  | 'config-invalid'
  | 'spawn-failed'
  | 'startup-timeout'
  | 'server-exited'
  | 'server-hung'
  | 'stopped'
  | 'timeout'
  | 'cancelled'
  | 'overloaded'
  | 'rpc'
  | 'line-too-long'
  | 'rollout-unreadable'
  | 'protocol'

/** What else is known about a failure. Every field is optional; none holds a secret we put there. */
export interface CodexErrorData {
  /** JSON-RPC error code, when Codex itself answered with an error (`rpc`, `overloaded`). */
  readonly rpcCode?: number
  /** JSON-RPC error data as Codex sent it. */
  readonly rpcData?: unknown
  /** The Codex method that failed. */
  readonly method?: string
  /** The last lines that the server wrote to stderr. */
  readonly stderrTail?: string
  readonly exitCode?: number | null
  readonly signal?: string | null
  /** The file or folder at fault. */
  readonly path?: string
  /** Where in that file, both counted from 1. */
  readonly line?: number
  readonly column?: number
}

export class CodexError extends Error {
  readonly code: CodexErrorCode
  readonly data: CodexErrorData

  constructor(code: CodexErrorCode, message: string, options: { cause?: unknown; data?: CodexErrorData } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'CodexError'
    this.code = code
    this.data = options.data ?? {}
  }
}

/** Whether `value` is an error of this wing, optionally one with the given code. */
export function isCodexError(value: unknown, code?: CodexErrorCode): value is CodexError {
  return value instanceof CodexError && (code === undefined || value.code === code)
}

/** `value` as a CodexError: itself if it is one, else wrapped with `code` and a message that begins with `doing`. */
export function toCodexError(value: unknown, code: CodexErrorCode, doing: string): CodexError {
  if (value instanceof CodexError) return value
  const reason = value instanceof Error ? value.message : String(value)
  return new CodexError(code, `${doing}: ${reason}`, { cause: value })
}

/** The `code` of a Node system error (`ENOENT`, `EACCES`…), or undefined. */
export function systemErrorCode(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value)) return undefined
  return typeof value.code === 'string' ? value.code : undefined
}
