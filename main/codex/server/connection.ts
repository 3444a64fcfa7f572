// One running app-server: typed requests to it, its notifications, its requests to us, and its end. It lives exactly as long
// as its process; bringing one back is the supervisor's work.
import type { InitializeResponse } from '@protocol/InitializeResponse'
import { CodexError } from '../errors'
import { within } from '../within'
import type { ChildExit, CodexChild } from '../process/spawn'
import { ProcessTree } from '../process/process-tree'
import { terminateChild, type TerminateOptions } from '../process/terminate'
import type { IncomingRequest } from '../rpc/incoming'
import { RpcPeer, type CallOptions, type ProtocolIssue } from '../rpc/peer'
import { exitedError, greet, startServerProcess, type LaunchOptions } from './launch'
import { Listeners, type Unsubscribe } from './listeners'
import type { ClientMethod, CodexNotification, ParamsOf, ResponseOf } from './methods'
import { timeoutFor } from './method-timeouts'
import { answerWingRequest } from './wing-requests'

export interface ConnectionOptions extends LaunchOptions {
  /**
   * Sees every server request first; true means it answers it (now or later). Called before anything is shown.
   * The token broker answers `account/chatgptAuthTokens/refresh` here.
   */
  readonly interceptRequest?: (request: IncomingRequest) => boolean
  /** Listeners that must miss nothing, from the first line on. */
  readonly onNotification?: (message: CodexNotification) => void
  readonly onServerRequest?: (request: IncomingRequest) => void
  readonly onProtocolIssue?: (issue: ProtocolIssue) => void
}

export interface ConnectionEnd {
  /** Why it is over; `stopped` if we closed it. */
  readonly reason: CodexError
  readonly exit: ChildExit
}

/** How long to wait for output that is still in the pipe once the process is gone. */
const drainMs = 300

export class CodexConnection {
  readonly #child: CodexChild
  readonly #peer: RpcPeer
  readonly #notifications: Listeners<CodexNotification>
  readonly #requests: Listeners<IncomingRequest>
  readonly #issues = new Listeners<ProtocolIssue>()
  /** What it has started besides, for the case that it can't end it itself any more. */
  readonly #tree: ProcessTree
  #closing: CodexError | null = null
  /** Settles when the process is gone and every call is settled. Never rejects. */
  readonly ended: Promise<ConnectionEnd>
  #info: InitializeResponse | null = null

  private constructor(child: CodexChild, options: ConnectionOptions) {
    this.#child = child
    this.#tree = new ProcessTree(child.pid)
    const report = (error: unknown): void => this.#issues.emit({ kind: 'listener-failed', error })
    this.#notifications = new Listeners(report)
    this.#requests = new Listeners(report)
    if (options.onNotification) this.#notifications.add(options.onNotification)
    if (options.onServerRequest) this.#requests.add(options.onServerRequest)
    if (options.onProtocolIssue) this.#issues.add(options.onProtocolIssue)
    this.#peer = new RpcPeer({
      input: child.stdout,
      output: child.stdin,
      onNotification: (message) => this.#receiveNotification(message),
      onRequest: (request) => {
        if (options.interceptRequest?.(request) || answerWingRequest(request)) return
        this.#requests.emit(request)
      },
      onProtocolIssue: (issue) => this.#issues.emit(issue),
      onStreamsOver: (cause) => void this.#afterStreams(cause),
      ...(options.maxLineBytes === undefined ? {} : { maxLineBytes: options.maxLineBytes }),
    })
    this.ended = this.#watchEnd()
  }

  /**
   * Starts `codex app-server` on a home and initializes it with the experimental API.
   * Rejects with `config-invalid`, `spawn-failed`, `startup-timeout`, `server-exited` (with the end of its stderr) …
   */
  static async open(options: ConnectionOptions): Promise<CodexConnection> {
    const child = await startServerProcess(options)
    const connection = new CodexConnection(child, options)
    connection.#info = await greet(connection.#peer, child, options)
    return connection
  }

  get pid(): number {
    return this.#child.pid
  }

  /** What Codex said of itself at `initialize`. */
  get info(): InitializeResponse | null {
    return this.#info
  }

  /** When the last bytes came from the server, on the clock of performance.now(). */
  get lastHeardAt(): number {
    return this.#peer.lastHeardAt
  }

  /** Our calls that still wait for an answer. */
  get pendingCalls(): number {
    return this.#peer.pendingCalls
  }

  /** Server requests that nobody has answered yet, oldest first. */
  get openRequests(): readonly IncomingRequest[] {
    return this.#peer.openRequests
  }

  /** The end of what the server wrote to stderr. */
  stderrTail(maxLines?: number): string {
    return this.#child.stderrTail.text(maxLines)
  }

  /**
   * Calls a Codex method. Params and result have the generated types; the result is Codex's own and not validated.
   * Without `timeoutMs` the method's usual patience applies (see method-timeouts.ts); 0 waits for ever.
   */
  request<M extends ClientMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResponseOf<M>> {
    return this.requestRaw(method, params, options) as Promise<ResponseOf<M>> // the boundary to Codex's answers
  }

  /** The same for a method that the generated types don't know. */
  requestRaw(method: string, params?: unknown, options: CallOptions = {}): Promise<unknown> {
    return this.#peer.request(method, params, { ...options, timeoutMs: options.timeoutMs ?? timeoutFor(method) })
  }

  onNotification(listener: (message: CodexNotification) => void): Unsubscribe {
    return this.#notifications.add(listener)
  }

  /** Server requests that need somebody outside the wing. Those that came before are in `openRequests`. */
  onServerRequest(listener: (request: IncomingRequest) => void): Unsubscribe {
    return this.#requests.add(listener)
  }

  onProtocolIssue(listener: (issue: ProtocolIssue) => void): Unsubscribe {
    return this.#issues.add(listener)
  }

  /**
   * Ends the server: stdin closed, then SIGTERM, then SIGKILL. A running turn is saved by Codex as interrupted.
   * `reason` is what pending calls are rejected with.
   */
  async close(
    reason: CodexError = new CodexError('stopped', 'Codex was stopped'),
    options?: TerminateOptions,
  ): Promise<ConnectionEnd> {
    this.#closing ??= reason
    await terminateChild(this.#child, options)
    return this.ended
  }

  /** Ends a server that no longer answers, without waiting for it to agree. */
  kill(reason: CodexError): Promise<ConnectionEnd> {
    return this.close(reason, { eofMs: 0, termMs: 0 })
  }

  #receiveNotification(message: CodexNotification): void {
    if (message.method === 'serverRequest/resolved') this.#withdraw(message.params)
    // Only there nothing can be found once it is gone.
    else if (message.method === 'mcpServer/startupStatus/updated' && process.platform === 'darwin')
      void this.#tree.note()
    this.#notifications.emit(message)
  }

  #withdraw(params: unknown): void {
    if (typeof params !== 'object' || params === null || !('requestId' in params)) return
    const { requestId } = params
    if (typeof requestId === 'string' || typeof requestId === 'number') this.#peer.withdraw(requestId)
  }

  /** The pipes are over. Usually the process is too, and its exit says more; one that lives on is of no use and is ended. */
  async #afterStreams(cause: CodexError): Promise<void> {
    const exit = await within(drainMs, this.#child.exited)
    if (exit === null) await this.kill(cause)
  }

  async #watchEnd(): Promise<ConnectionEnd> {
    const exit = await this.#child.exited
    if (!this.#closing) void this.#tree.end()
    // Codex's last words may still be in the pipe; a grandchild that holds the pipe open must not hold us up.
    await drained(this.#child)
    const reason = this.#closing ?? exitedError(exit, this.#child, 'Codex ended unexpectedly')
    this.#peer.close(reason)
    // Without this the pipes would keep the app's own process alive.
    for (const stream of [this.#child.stdin, this.#child.stdout]) stream.destroy()
    return { reason, exit }
  }
}

async function drained({ stdout }: CodexChild): Promise<void> {
  if (stdout.readableEnded || stdout.destroyed) return
  await within(drainMs, new Promise<void>((resolve) => stdout.once('close', resolve)))
}
