// A JSON-RPC peer over a pair of byte streams, in Codex's dialect (JSON lines, no `jsonrpc` field). It matches answers to
// calls, settles every call exactly once, and reports what makes no sense instead of throwing. It knows no method by name.
import { CodexError } from '../errors'
import { backoffMs } from './backoff'
import { answerTooLong, cancelled, failed, timedOut, unwritable } from './failures'
import { readInGulps, type Gulps } from './gulps'
import { IncomingRequest } from './incoming'
import { LineSplitter, type LineIssue } from './lines'
import {
  idFromHead,
  internalErrorCode,
  isRpcId,
  isWireMessage,
  overloadedCode,
  readErrorBody,
  type RpcErrorBody,
  type RpcId,
  type WireMessage,
  type WireNotification,
} from './messages'
import { defaultRetry, type CallOptions, type PeerOptions, type ProtocolIssue } from './peer-options'
import { WriteQueue } from './write-queue'

export type { CallOptions, PeerOptions, ProtocolIssue, RetryPolicy } from './peer-options'

interface PendingCall {
  readonly method: string
  readonly line: (id: number) => string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: CodexError) => void
  readonly release: () => void
  /** Its id on the wire; null while it waits to be sent again. */
  id: number | null
  attempt: number
  unsend: () => void
}

export class RpcPeer {
  readonly #options: PeerOptions
  readonly #writes: WriteQueue
  readonly #splitter: LineSplitter
  readonly #gulps: Gulps
  readonly #pending = new Map<RpcId, PendingCall>()
  // Calls that wait to be sent again after an overload; they have no id meanwhile.
  readonly #retrying = new Map<PendingCall, NodeJS.Timeout>()
  readonly #incoming = new Map<RpcId, IncomingRequest>()
  #nextId = 1
  #closed: CodexError | null = null
  #lastHeardAt = performance.now()

  constructor(options: PeerOptions) {
    this.#options = options
    this.#writes = new WriteQueue(options.output, (error) => {
      this.#over(
        new CodexError('server-exited', `Codex no longer reads what it is sent: ${error.message}`, { cause: error }),
      )
    })
    this.#splitter = new LineSplitter({
      onLine: (line) => this.#receive(line),
      onIssue: (issue) => this.#receiveIssue(issue),
      ...(options.maxLineBytes === undefined ? {} : { maxLineBytes: options.maxLineBytes }),
    })
    this.#gulps = readInGulps(options.input, (chunk) => {
      this.#lastHeardAt = performance.now()
      this.#splitter.push(chunk)
    })
    const over = (): void => {
      this.#splitter.end()
      this.#over(new CodexError('server-exited', 'Codex closed its output'))
    }
    options.input.once('end', over)
    options.input.once('close', over)
    options.input.on('error', over)
  }

  /** When the last bytes arrived, on the clock of performance.now(). */
  get lastHeardAt(): number {
    return this.#lastHeardAt
  }

  /** Calls that still wait for their answer. */
  get pendingCalls(): number {
    return this.#pending.size + this.#retrying.size
  }

  /** Requests from Codex that nobody has answered yet, oldest first. */
  get openRequests(): readonly IncomingRequest[] {
    return [...this.#incoming.values()]
  }

  /** Calls `method` and gives its result as Codex sent it. Rejects only with a CodexError. */
  request(method: string, params: unknown, { timeoutMs = 0, signal }: CallOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed)
    if (signal?.aborted) return Promise.reject(cancelled(method, signal))
    let body: string
    try {
      body = params === undefined ? '' : `,"params":${JSON.stringify(params)}`
    } catch (error) {
      return Promise.reject(unwritable(method, error))
    }
    const head = `"method":${JSON.stringify(method)}`
    return new Promise((resolve, reject) => {
      const timer = timeoutMs > 0 ? setTimeout(() => giveUp(timedOut(method, timeoutMs)), timeoutMs) : undefined
      const onAbort = (): void => giveUp(cancelled(method, signal))
      signal?.addEventListener('abort', onAbort, { once: true })
      const call: PendingCall = {
        method,
        line: (id) => `{"id":${id},${head}${body}}`,
        resolve,
        reject,
        release: () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
        },
        id: null,
        attempt: 0,
        unsend: () => {},
      }
      const giveUp = (error: CodexError): void => {
        if (!this.#forget(call)) return
        call.unsend()
        call.reject(error)
      }
      this.#send(call)
    })
  }

  notify(method: string, params?: unknown): void {
    if (this.#closed) return
    this.#writes.send(JSON.stringify(params === undefined ? { method } : { method, params }))
  }

  /** Takes back a request that Codex resolved by itself. Null if there is none open with that id. */
  withdraw(id: RpcId): IncomingRequest | null {
    const request = this.#incoming.get(id)
    return request?.withdraw() ? request : null
  }

  /** Ends the peer: every pending call is rejected with `reason`, every open request withdrawn. The streams stay as they are. */
  close(reason: CodexError): void {
    if (this.#closed) return
    this.#closed = reason
    this.#writes.clear()
    for (const call of [...this.#pending.values(), ...this.#retrying.keys()]) {
      if (this.#forget(call)) call.reject(reason)
    }
    for (const request of this.#incoming.values()) request.withdraw()
    this.#options.onClose?.(reason)
  }

  #over(cause: CodexError): void {
    if (this.#closed) return
    if (this.#options.onStreamsOver) this.#options.onStreamsOver(cause)
    else this.close(cause)
  }

  #send(call: PendingCall): void {
    const id = this.#nextId
    this.#nextId += 1
    call.id = id
    this.#pending.set(id, call)
    this.#gulps.hurry()
    call.unsend = this.#writes.send(call.line(id))
  }

  /** Removes a call wherever it waits. False if it was settled before. */
  #forget(call: PendingCall): boolean {
    clearTimeout(this.#retrying.get(call))
    const waited = this.#retrying.delete(call)
    const found = waited || (call.id !== null && this.#pending.delete(call.id))
    if (found) call.release()
    return found
  }

  #receive(line: string): void {
    let message: unknown
    try {
      message = JSON.parse(line)
    } catch {
      if (line.trim() !== '') this.#issue({ kind: 'garbage', head: line.slice(0, 256) })
      return
    }
    if (this.#closed) return
    if (!isWireMessage(message)) {
      this.#issue({ kind: 'garbage', head: line.slice(0, 256) })
      return
    }
    if (typeof message.method === 'string') this.#receiveCall(message, message.method)
    else if ('result' in message || 'error' in message) this.#receiveAnswer(message)
    else this.#issue({ kind: 'garbage', head: line.slice(0, 256) })
  }

  #receiveCall(message: WireMessage, method: string): void {
    try {
      if (message.id === undefined) {
        this.#options.onNotification(message as WireNotification) // its method was just found to be a string
      } else if (isRpcId(message.id)) {
        const request = new IncomingRequest(message.id, method, message.params, {
          sendResult: (id, result) => this.#answer({ id, result: result ?? null }),
          sendError: (id, error) => this.#answer({ id, error }),
          onSettled: (settled) => {
            if (this.#incoming.get(settled.id) === settled) this.#incoming.delete(settled.id)
          },
        })
        this.#incoming.set(message.id, request)
        this.#options.onRequest(request)
      } else this.#issue({ kind: 'garbage', head: JSON.stringify(message).slice(0, 256) })
    } catch (error) {
      this.#issue({ kind: 'listener-failed', error })
    }
  }

  #answer(message: { id: RpcId; result: unknown } | { id: RpcId; error: RpcErrorBody }): void {
    if (!this.#closed) this.#writes.send(JSON.stringify(message))
  }

  #receiveAnswer(message: WireMessage): void {
    const call = isRpcId(message.id) ? this.#pending.get(message.id) : undefined
    if (call === undefined || !isRpcId(message.id)) {
      const late = typeof message.id === 'number' && message.id >= 1 && message.id < this.#nextId
      this.#issue({ kind: 'unknown-response-id', id: message.id, late })
      return
    }
    this.#pending.delete(message.id)
    if (!('error' in message) || message.error === null || message.error === undefined) {
      call.release()
      call.resolve(message.result)
      return
    }
    const body = readErrorBody(message.error)
    if (body.code === overloadedCode && this.#retryLater(call)) return
    call.release()
    call.reject(failed(call.method, body))
  }

  #retryLater(call: PendingCall): boolean {
    const { retry = defaultRetry, random } = this.#options
    if (call.attempt >= retry.retries) return false
    const wait = backoffMs(call.attempt, retry, random)
    call.attempt += 1
    call.id = null
    const timer = setTimeout(() => {
      this.#retrying.delete(call)
      this.#send(call)
    }, wait)
    this.#retrying.set(call, timer)
    return true
  }

  #receiveIssue(issue: LineIssue): void {
    this.#issue(issue)
    // Whoever waits on a dropped line must not wait for ever.
    const lost = issue.kind === 'line-too-long' ? idFromHead(issue.head) : null
    if (lost === null) return
    if (lost.isRequest) {
      this.#answer({
        id: lost.id,
        error: { code: internalErrorCode, message: 'The request was too long for this client' },
      })
      return
    }
    const call = this.#pending.get(lost.id)
    if (!call || !this.#forget(call)) return
    call.reject(answerTooLong(call.method, issue.bytes))
  }

  #issue(issue: ProtocolIssue): void {
    try {
      this.#options.onProtocolIssue(issue)
    } catch {
      // A reporter that throws must not stop the stream, and there is nobody left to report it to.
    }
  }
}
