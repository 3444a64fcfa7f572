// Every server request of every project that waits for the person. It outlives the page: a reload shows the same list.
import type { PendingRequest } from '@contract/model'
import type { ThreadItem } from '@protocol/v2/ThreadItem'

/** How a waiting request is settled on the wire. Each may be called once. */
export interface RequestReply {
  respond(result: unknown): void
  refuse(message: string): void
}

export interface IncomingRequest extends RequestReply {
  projectId: string
  /** Tells this run of the server from the one before, whose ids start anew. */
  generation: number
  id: string | number
  method: string
  params: unknown
}

interface InboxEvents {
  added(request: PendingRequest): void
  removed(key: string): void
}

/** Watches what requests are about until they are answered. */
export interface AnswerGuard {
  asked(request: PendingRequest): void
  /** Why an answer should not go out yet, in words; null when nothing speaks against it. */
  problem(request: PendingRequest, response: unknown): Promise<string | null>
  /** An item came to its end. */
  completed(projectId: string, itemId: string, status: unknown): void
  forget(key: string): void
  forgetAll(projectId: string): void
}

const textField = (params: unknown, name: string): string | null => {
  if (typeof params !== 'object' || params === null || !(name in params)) return null
  const value: unknown = Object.getOwnPropertyDescriptor(params, name)?.value
  return typeof value === 'string' ? value : null
}

/** The key of a request in this run of the app. */
export const requestKey = (projectId: string, generation: number, id: string | number): string =>
  `${projectId}/${generation}/${typeof id}:${id}`

export class RequestInbox {
  readonly #waiting = new Map<string, { request: PendingRequest; reply: RequestReply }>()
  readonly #events: InboxEvents
  /** File-change items announced and not completed: a file approval names only the id of one. */
  readonly #fileChanges = new Map<string, ThreadItem>()

  readonly #guard: AnswerGuard | null

  constructor(events: InboxEvents, guard: AnswerGuard | null = null) {
    this.#events = events
    this.#guard = guard
  }

  list(): PendingRequest[] {
    return [...this.#waiting.values()].map(({ request }) => request)
  }

  find(key: string): PendingRequest | null {
    return this.#waiting.get(key)?.request ?? null
  }

  add(incoming: IncomingRequest): void {
    const itemId = textField(incoming.params, 'itemId')
    const request: PendingRequest = {
      key: requestKey(incoming.projectId, incoming.generation, incoming.id),
      projectId: incoming.projectId,
      method: incoming.method,
      params: incoming.params,
      threadId: textField(incoming.params, 'threadId') ?? textField(incoming.params, 'conversationId'),
      itemId,
      item: itemId === null ? null : (this.#fileChanges.get(`${incoming.projectId}/${itemId}`) ?? null),
      receivedAtMs: Date.now(),
    }
    this.#waiting.set(request.key, { request, reply: incoming })
    this.#guard?.asked(request)
    this.#events.added(request)
  }

  /** What the person must know before this answer may go out, in words; null when it may. Asked right before `answer`. */
  async problem(key: string, response: unknown): Promise<string | null> {
    const request = this.find(key)
    return request && this.#guard ? this.#guard.problem(request, response) : null
  }

  /** Sends the answer. False when the request is gone: answered, withdrawn, or its server died. */
  answer(key: string, response: unknown): boolean {
    return this.#settle(key, (reply) => reply.respond(response))
  }

  refuse(key: string, message: string): boolean {
    return this.#settle(key, (reply) => reply.refuse(message))
  }

  /** `serverRequest/resolved`: the server no longer waits. */
  withdraw(key: string): void {
    this.#guard?.forget(key)
    if (this.#waiting.delete(key)) this.#events.removed(key)
  }

  /** The project's server is gone and its requests with it. */
  withdrawAll(projectId: string): void {
    for (const { request } of this.#waiting.values()) if (request.projectId === projectId) this.withdraw(request.key)
    this.#guard?.forgetAll(projectId)
    for (const key of this.#fileChanges.keys()) if (key.startsWith(`${projectId}/`)) this.#fileChanges.delete(key)
  }

  /** Remembers a file change while it runs, so that the request about it can show the diff. */
  itemStarted(projectId: string, item: ThreadItem): void {
    if (item.type === 'fileChange') this.#fileChanges.set(`${projectId}/${item.id}`, item)
  }

  itemCompleted(projectId: string, itemId: string, status?: unknown): void {
    this.#guard?.completed(projectId, itemId, status)
    this.#fileChanges.delete(`${projectId}/${itemId}`)
  }

  #settle(key: string, act: (reply: RequestReply) => void): boolean {
    const entry = this.#waiting.get(key)
    if (!entry) return false
    // Taken out first: a second answer in the same moment finds nothing.
    this.withdraw(key)
    act(entry.reply)
    return true
  }
}
