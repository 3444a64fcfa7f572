// What a JSON-RPC peer is given and what it reports; the types beside peer.ts and the one default among them.
import type { Readable, Writable } from 'node:stream'
import type { CodexError } from '../errors'
import type { Backoff } from './backoff'
import type { IncomingRequest } from './incoming'
import type { LineIssue } from './lines'
import type { WireNotification } from './messages'

export type ProtocolIssue =
  | LineIssue
  /** A line that isn't JSON, or isn't a message. `head` is how it begins. */
  | { readonly kind: 'garbage'; readonly head: string }
  /** An answer to a call that was never made, or (`late`) was given up before. */
  | { readonly kind: 'unknown-response-id'; readonly id: unknown; readonly late: boolean }
  /** A listener threw; the stream goes on. */
  | { readonly kind: 'listener-failed'; readonly error: unknown }

export interface RetryPolicy extends Backoff {
  /** How often an overloaded call is tried again. */
  readonly retries: number
}

/** About 8 s of patience in all; Codex clears an overload in well under a second or not at all. */
export const defaultRetry: RetryPolicy = { retries: 5, baseMs: 100, maxMs: 5000 }

export interface PeerOptions {
  readonly input: Readable
  readonly output: Writable
  readonly onNotification: (message: WireNotification) => void
  readonly onRequest: (request: IncomingRequest) => void
  readonly onProtocolIssue: (issue: ProtocolIssue) => void
  /**
   * Called when a stream ended or broke, instead of closing at once: the owner knows better why and must call `close`.
   * Without it the peer closes itself.
   */
  readonly onStreamsOver?: (cause: CodexError) => void
  /** Called once, after every pending call was settled with this error. */
  readonly onClose?: (reason: CodexError) => void
  readonly maxLineBytes?: number
  readonly retry?: RetryPolicy
  readonly random?: () => number
}

export interface CallOptions {
  /** Milliseconds until the call is given up, retries included; 0 or absent for no limit. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}
