// A request that Codex makes of us (an approval, a question, a token): it can be answered once, now or much later, and it
// is withdrawn when Codex resolves it or goes away. Knows nothing of particular methods.
import type { RpcId } from './messages'

export type IncomingState = 'open' | 'answered' | 'withdrawn'

export interface IncomingSink {
  readonly sendResult: (id: RpcId, result: unknown) => void
  readonly sendError: (id: RpcId, error: { code: number; message: string; data?: unknown }) => void
  readonly onSettled: (request: IncomingRequest) => void
}

export class IncomingRequest {
  readonly id: RpcId
  readonly method: string
  readonly params: unknown
  readonly receivedAtMs = Date.now()
  #state: IncomingState = 'open'
  readonly #sink: IncomingSink

  constructor(id: RpcId, method: string, params: unknown, sink: IncomingSink) {
    this.id = id
    this.method = method
    this.params = params
    this.#sink = sink
  }

  get state(): IncomingState {
    return this.#state
  }

  /** Answers with a result. False if it was already answered or withdrawn; then nothing is sent. */
  respond(result: unknown): boolean {
    if (!this.#settle('answered')) return false
    this.#sink.sendResult(this.id, result)
    return true
  }

  /** Answers with a JSON-RPC error. False if it was already answered or withdrawn; then nothing is sent. */
  respondError(code: number, message: string, data?: unknown): boolean {
    if (!this.#settle('answered')) return false
    this.#sink.sendError(this.id, data === undefined ? { code, message } : { code, message, data })
    return true
  }

  /** Closes it without an answer: Codex resolved it itself or is gone. */
  withdraw(): boolean {
    return this.#settle('withdrawn')
  }

  #settle(state: IncomingState): boolean {
    if (this.#state !== 'open') return false
    this.#state = state
    this.#sink.onSettled(this)
    return true
  }
}
