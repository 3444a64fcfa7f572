// Notifications that the app makes up when a server is gone and can no longer send them itself, in Codex's own shapes and
// marked as synthetic: so whatever draws threads needs no second path for a crash.
import type { CodexError } from '../errors'
import type { IncomingRequest } from '../rpc/incoming'
import { stringField } from './fields'
import type { CodexNotification, NotificationMethod, NotificationOf } from './methods'
import type { RunningTurn } from './thread-tracker'

/** The turn was cut off: `turn/completed` with status interrupted. Codex records the same when it next reads the thread. */
export function turnInterrupted({ threadId, turnId }: RunningTurn, reason: CodexError): CodexNotification {
  return synthetic('turn/completed', {
    threadId,
    turn: {
      id: turnId,
      rootTurnId: null,
      items: [],
      itemsView: 'notLoaded',
      status: 'interrupted',
      error: { message: reason.message, codexErrorInfo: null, additionalDetails: null, misalignment: null },
      startedAt: null,
      completedAt: Math.floor(Date.now() / 1000),
      durationMs: null,
    },
  })
}

/** The thread is on no server just now. */
export function threadNotLoaded(threadId: string): CodexNotification {
  return synthetic('thread/status/changed', { threadId, status: { type: 'notLoaded' } })
}

/** The thread is back; `status` is what Codex gave with the resume. */
export function threadStatus(threadId: string, status: unknown): CodexNotification {
  const params = { threadId, status: status ?? { type: 'idle' } }
  return { method: 'thread/status/changed', params, emittedAtMs: Date.now(), synthetic: true }
}

/** A request that nobody can answer any more: `serverRequest/resolved`. */
export function requestResolved({ id, params }: IncomingRequest): CodexNotification {
  const threadId = stringField(params, 'threadId') ?? stringField(params, 'conversationId') ?? ''
  return synthetic('serverRequest/resolved', { threadId, requestId: id })
}

function synthetic<M extends NotificationMethod>(method: M, params: NotificationOf<M>['params']): CodexNotification {
  return { method, params, emittedAtMs: Date.now(), synthetic: true }
}
