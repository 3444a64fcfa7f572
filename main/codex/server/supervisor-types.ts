// What a supervisor is given, shows and tells: the types beside supervisor.ts, no code.
import type { CodexError } from '../errors'
import type { ProtocolIssue } from '../rpc/peer'
import type { CodexConnection, ConnectionOptions } from './connection'
import type { Fields } from './fields'
import type { LivenessOptions } from './liveness'
import type { ServerRequestHandle } from './open-requests'
import type { Reattached } from './reattach'
import type { RestartPolicy } from './restart-policy'
import type { RunningTurn, TrackedThread } from './thread-tracker'

export type SupervisorState = 'idle' | 'starting' | 'ready' | 'backing-off' | 'failed' | 'stopped'

export interface SupervisorStatus {
  readonly state: SupervisorState
  /** Why it isn't ready, or why it was restarted last; null before anything went wrong. */
  readonly reason: CodexError | null
  /** Failures in a row; 0 once a server has run well for a while. */
  readonly attempt: number
  /** While backing off: when it tries again, in milliseconds since the epoch. */
  readonly retryAt: number | null
  readonly pid: number | null
  /** Counts the servers started for this home. */
  readonly generation: number
}

export type SupervisorEvent =
  | { readonly type: 'status'; readonly status: SupervisorStatus }
  | { readonly type: 'turn-interrupted'; readonly turn: RunningTurn; readonly reason: CodexError }
  | { readonly type: 'request-withdrawn'; readonly request: ServerRequestHandle }
  /** A new server holds the old one's threads again, or tells why not. */
  | { readonly type: 'reattached'; readonly threads: readonly Reattached[] }
  | { readonly type: 'protocol-issue'; readonly issue: ProtocolIssue }

export interface SupervisorOptions {
  readonly connection: Omit<ConnectionOptions, 'onNotification' | 'onServerRequest' | 'onProtocolIssue' | 'signal'>
  /** Called after `initialize`, before anybody else's requests: the token broker logs in here. A rejection fails the start. */
  readonly prepare?: (connection: CodexConnection) => Promise<void>
  /** Fresh overrides for a thread that is resumed after a crash, such as a provider that has moved to another port. */
  readonly resumeOverrides?: (thread: TrackedThread) => Fields
  readonly restart?: Partial<RestartPolicy>
  readonly liveness?: LivenessOptions
  readonly random?: () => number
}
