// The server requests of one home that are on somebody's desk. Ids start anew with each server, so a request is named by
// the server's generation and its id.
import type { IncomingRequest } from '../rpc/incoming'
import type { RpcId } from '../rpc/messages'
import { fieldsOf } from './fields'

export interface ServerRequestHandle {
  /** Unique within the home, over all its servers. */
  readonly key: string
  readonly generation: number
  readonly request: IncomingRequest
}

export class OpenRequests {
  readonly #byId = new Map<RpcId, ServerRequestHandle>()

  add(request: IncomingRequest, generation: number): ServerRequestHandle {
    // Answered ones that Codex never confirmed (the legacy approvals) go when the next one comes.
    for (const [id, handle] of this.#byId) if (handle.request.state !== 'open') this.#byId.delete(id)
    const handle: ServerRequestHandle = { key: `${generation}:${JSON.stringify(request.id)}`, generation, request }
    this.#byId.set(request.id, handle)
    return handle
  }

  /** Those without an answer, oldest first. */
  get list(): readonly ServerRequestHandle[] {
    return [...this.#byId.values()].filter(({ request }) => request.state === 'open')
  }

  find(key: string): ServerRequestHandle | null {
    for (const handle of this.#byId.values()) if (handle.key === key) return handle
    return null
  }

  /** To be told of `serverRequest/resolved`. */
  resolved(params: unknown): void {
    const { requestId } = fieldsOf(params)
    if (typeof requestId === 'string' || typeof requestId === 'number') this.#byId.delete(requestId)
  }

  /** Empties the desk; gives those that were never answered. */
  clear(): readonly ServerRequestHandle[] {
    const left = [...this.#byId.values()].filter(({ request }) => request.state !== 'answered')
    for (const { request } of left) request.withdraw()
    this.#byId.clear()
    return left
  }
}
