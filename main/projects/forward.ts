// The way up: what a project's supervisor tells becomes pushed events and requests in the inbox. This runs for every delta,
// so it looks at a notification's method and at nothing else unless it must.
import type { PushEvent } from '@contract/events'
import type { ServerStatus } from '@contract/model'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import type { Log } from '../app/log'
import type { CodexNotification } from '../codex/server/methods'
import type { HomeSupervisor, SupervisorStatus } from '../codex/server/supervisor'
import { toDeckError } from '../app/failure'
import { requestKey, type RequestInbox } from '../requests/inbox'

export interface ForwardOptions {
  projectId: string
  supervisor: HomeSupervisor
  inbox: RequestInbox
  push: (event: PushEvent) => void
  log: Log
  onStatus: (status: ServerStatus) => void
  /** The project's account used some of its limits. */
  onLimits: (params: unknown) => void
}

/** JSON-RPC code for a request that the person refused to answer. */
const refusedByPerson = -32000

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined

/** A supervisor's status in the window's terms. */
export function serverStatus(projectId: string, status: SupervisorStatus): ServerStatus {
  const error = status.reason === null ? null : toDeckError(status.reason)
  return {
    projectId,
    state: status.state,
    code: error?.code ?? null,
    reason: error?.message ?? null,
    detail: error?.detail ?? null,
    attempt: status.attempt,
    retryAtMs: status.retryAt,
  }
}

/** Before a server was asked for. */
export function idleStatus(projectId: string): ServerStatus {
  return { projectId, state: 'idle', code: null, reason: null, detail: null, attempt: 0, retryAtMs: null }
}

/** Subscribes for as long as the supervisor lives. */
export function forwardEvents({ projectId, supervisor, inbox, push, log, onStatus, onLimits }: ForwardOptions): void {
  const look = ({ method, params }: CodexNotification): void => {
    switch (method) {
      case 'item/started': {
        const item = field(params, 'item')
        // Codex's own item; the inbox shows its diffs and reads it leniently.
        if (field(item, 'type') === 'fileChange') inbox.itemStarted(projectId, item as ThreadItem)
        return
      }
      case 'item/completed': {
        const item = field(params, 'item')
        const id = field(item, 'id')
        if (typeof id === 'string') inbox.itemCompleted(projectId, id, field(item, 'status'))
        return
      }
      case 'account/rateLimits/updated':
        onLimits(params)
        return
      case 'serverRequest/resolved': {
        const id = field(params, 'requestId')
        if (typeof id === 'string' || typeof id === 'number')
          inbox.withdraw(requestKey(projectId, supervisor.status.generation, id))
      }
    }
  }

  supervisor.onNotification((notification) => {
    look(notification)
    const { method, params, emittedAtMs } = notification
    push({ type: 'codex', projectId, notification: { method, params, emittedAtMs } })
  })
  supervisor.onServerRequest(({ request, generation }) => {
    inbox.add({
      projectId,
      generation,
      id: request.id,
      method: request.method,
      params: request.params,
      respond: (result) => void request.respond(result),
      refuse: (message) => void request.respondError(refusedByPerson, message),
    })
  })
  supervisor.onEvent((event) => {
    switch (event.type) {
      case 'status':
        onStatus(serverStatus(projectId, event.status))
        return
      case 'turn-interrupted':
        push({ type: 'turns-interrupted', projectId, turns: [event.turn], reason: event.reason.message })
        return
      case 'request-withdrawn':
        inbox.withdraw(requestKey(projectId, event.request.generation, event.request.request.id))
        return
      case 'reattached':
        push({ type: 'threads-reattached', projectId, threadIds: event.threads.map(({ threadId }) => threadId) })
        for (const thread of event.threads)
          if (!thread.ok) log.warn('a thread was not taken up again:', thread.error.message)
        return
      case 'protocol-issue':
        log.warn('protocol:', event.issue)
    }
  })
}
