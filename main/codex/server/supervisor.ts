// Keeps one app-server alive for one home: starts it when first needed, brings it back after a crash or a hang with bounded
// patience, and re-attaches the threads that were held. Its state and the reason for it are always visible. It draws no
// conclusions about idleness; that is the pool's.
import { CodexError, toCodexError } from '../errors'
import { backoffMs } from '../rpc/backoff'
import type { IncomingRequest } from '../rpc/incoming'
import type { CallOptions } from '../rpc/peer'
import { CodexConnection, type ConnectionEnd } from './connection'
import { Listeners, type Unsubscribe } from './listeners'
import { watchLiveness } from './liveness'
import type { ClientMethod, CodexNotification, ParamsOf, ResponseOf } from './methods'
import { defaultRestart, needsMending, type RestartPolicy } from './restart-policy'
import { isRefused, reattachThread, type Reattached } from './reattach'
import { OpenRequests, type ServerRequestHandle } from './open-requests'
import type { SupervisorEvent, SupervisorOptions, SupervisorStatus } from './supervisor-types'
import { requestResolved, threadNotLoaded, threadStatus, turnInterrupted } from './synthetic'
import { Waiters } from './waiters'
import { ThreadTracker, type RunningTurn, type TrackedThread } from './thread-tracker'

export type { SupervisorEvent, SupervisorOptions, SupervisorState, SupervisorStatus } from './supervisor-types'

export class HomeSupervisor {
  readonly home: string
  readonly #options: SupervisorOptions
  readonly #policy: RestartPolicy
  readonly #tracker = new ThreadTracker()
  readonly #notifications = new Listeners<CodexNotification>((error) => this.#listenerFailed(error))
  readonly #requestListeners = new Listeners<ServerRequestHandle>((error) => this.#listenerFailed(error))
  readonly #events = new Listeners<SupervisorEvent>()
  readonly #open = new OpenRequests()
  readonly #leases = new Set<object>()
  readonly #waiters = new Waiters<CodexConnection>()
  #status: SupervisorStatus = { state: 'idle', reason: null, attempt: 0, retryAt: null, pid: null, generation: 0 }
  #current: CodexConnection | null = null
  #starting: AbortController | null = null
  // What still has to end before another server may start: two on one home would fight over its threads.
  #ending: Promise<unknown> = Promise.resolve()
  #retryTimer: NodeJS.Timeout | undefined
  #stopWatching: () => void = () => {}
  #readyAt = 0
  #activeAt = performance.now()

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.home = options.connection.home
    this.#policy = { ...defaultRestart, ...options.restart }
  }

  get status(): SupervisorStatus {
    return this.#status
  }

  /** Threads started or resumed through here and not let go since. */
  get threads(): readonly TrackedThread[] {
    return this.#tracker.threads
  }

  get runningTurns(): readonly RunningTurn[] {
    return this.#tracker.runningTurns
  }

  /** Server requests that wait for an answer, oldest first. */
  get openRequests(): readonly ServerRequestHandle[] {
    return this.#open.list
  }

  /** When something last happened by somebody's wish, on the clock of performance.now(). */
  get activeAt(): number {
    return this.#activeAt
  }

  /** Whether work would be lost if the server were stopped now. Background terminals aside; the pool asks for those. */
  get isBusy(): boolean {
    const calls = this.#current?.pendingCalls ?? 0
    const { hasRunningTurn, hasLogin, hasUnsavedThread } = this.#tracker
    return (
      hasRunningTurn ||
      hasLogin ||
      hasUnsavedThread ||
      calls > 0 ||
      this.#open.list.length > 0 ||
      this.#leases.size > 0 ||
      this.#waiters.size > 0
    )
  }

  onNotification(listener: (message: CodexNotification) => void): Unsubscribe {
    return this.#notifications.add(listener)
  }

  /** Server requests that the interception and the wing left over. Those that came before are in `openRequests`. */
  onServerRequest(listener: (request: ServerRequestHandle) => void): Unsubscribe {
    return this.#requestListeners.add(listener)
  }

  onEvent(listener: (event: SupervisorEvent) => void): Unsubscribe {
    return this.#events.add(listener)
  }

  /** Keeps the server from being reaped as idle, and has it restarted after a crash, until the result is called. */
  lease(): () => void {
    const lease = {}
    this.#leases.add(lease)
    return () => {
      this.#leases.delete(lease)
      this.#noteActivity()
    }
  }

  /** Calls a method on the server, starting it first if need be. See CodexConnection.request. */
  request<M extends ClientMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResponseOf<M>> {
    return this.requestRaw(method, params, options) as Promise<ResponseOf<M>> // the boundary to Codex's answers
  }

  async requestRaw(method: string, params?: unknown, options: CallOptions = {}): Promise<unknown> {
    this.#noteActivity()
    const connection = await this.connection(options.signal)
    const result = await connection.requestRaw(method, params, options)
    if (connection === this.#current) this.#tracker.observeResult(method, params, result)
    this.#noteActivity()
    return result
  }

  /** The server, ready to be used; started or awaited as needed. Rejects with the reason once it has failed or is stopped. */
  connection(signal?: AbortSignal): Promise<CodexConnection> {
    const { state, reason } = this.#status
    if (state === 'ready' && this.#current) return Promise.resolve(this.#current)
    if (state === 'failed' || state === 'stopped') {
      return Promise.reject(reason ?? new CodexError('stopped', 'Codex was stopped for this home'))
    }
    const waiting = this.#waiters.wait(signal)
    if (state === 'idle' && !signal?.aborted) this.#start()
    return waiting
  }

  /** Starts anew, whatever the state: a person's "try again", or a change that needs a fresh process. */
  async restart(reason: CodexError = new CodexError('stopped', 'Codex is being restarted')): Promise<void> {
    const ended = this.#end(reason)
    this.#set({ state: 'idle', reason: null, attempt: 0, retryAt: null })
    await ended
    await this.connection()
  }

  /** Ends an idle server; the next call starts it again, with its threads. */
  async rest(reason: CodexError): Promise<void> {
    if (this.#status.state !== 'ready') return
    const ended = this.#end(reason)
    this.#set({ state: 'idle', reason: null, attempt: 0 })
    await ended
  }

  /** Ends the server for good. */
  async stop(reason: CodexError = new CodexError('stopped', 'Codex was stopped for this home')): Promise<void> {
    this.#set({ state: 'stopped', reason, retryAt: null })
    this.#waiters.reject(reason)
    await this.#end(reason)
  }

  #start(): void {
    const starting = new AbortController()
    this.#starting = starting
    const generation = this.#status.generation + 1
    this.#set({ state: 'starting', retryAt: null, generation })
    this.#ending = this.#ending.then(() => this.#bringUp(starting, generation))
  }

  /** One attempt. Never rejects; sets the state that follows, unless it was aborted. */
  async #bringUp(starting: AbortController, generation: number): Promise<void> {
    let connection: CodexConnection | null = null
    try {
      connection = await CodexConnection.open({
        ...this.#options.connection,
        signal: starting.signal,
        onNotification: (message) => this.#receive(message),
        onServerRequest: (request) => this.#receiveRequest(request, generation),
        onProtocolIssue: (issue) => this.#events.emit({ type: 'protocol-issue', issue }),
      })
      await this.#options.prepare?.(connection)
      const reattached = await this.#reattach(connection)
      if (starting.signal.aborted) throw starting.signal.reason
      this.#starting = null
      this.#becomeReady(connection, reattached)
    } catch (error) {
      const reason = toCodexError(error, 'protocol', 'Codex could not be made ready')
      await connection?.close(reason)
      if (starting.signal.aborted) return // whoever aborted it sets the state
      this.#starting = null
      this.#detach(reason)
      this.#failedOnce(reason)
    }
  }

  #becomeReady(connection: CodexConnection, reattached: readonly Reattached[]): void {
    this.#current = connection
    this.#readyAt = performance.now()
    this.#noteActivity()
    const isBusy = (): boolean => this.#tracker.hasRunningTurn || connection.pendingCalls > 0
    this.#stopWatching = watchLiveness(
      connection,
      isBusy,
      (silentMs) => {
        const message = `Codex stopped answering: nothing was heard for ${Math.round(silentMs / 1000)} s. It is restarted.`
        void connection.kill(new CodexError('server-hung', message))
      },
      this.#options.liveness,
    )
    this.#set({ state: 'ready', pid: connection.pid })
    this.#waiters.resolve(connection)
    for (const thread of reattached) {
      if (thread.ok) this.#notifications.emit(threadStatus(thread.threadId, thread.status))
    }
    if (reattached.length > 0) this.#events.emit({ type: 'reattached', threads: reattached })
    void connection.ended.then((end) => this.#ended(connection, end))
  }

  async #reattach(connection: CodexConnection): Promise<readonly Reattached[]> {
    const fresh = this.#options.resumeOverrides
    const results = await Promise.all(
      this.#tracker.threads.map((thread) => reattachThread(connection, thread, fresh?.(thread))),
    )
    for (const result of results) if (isRefused(result)) this.#tracker.drop(result.threadId)
    return results
  }

  #ended(connection: CodexConnection, { reason }: ConnectionEnd): void {
    if (this.#current !== connection) return // we ended it ourselves
    const wanted = this.#tracker.hasThreads || this.#leases.size > 0 || this.#waiters.size > 0
    if (performance.now() - this.#readyAt >= this.#policy.stableMs) this.#set({ attempt: 0 })
    this.#detach(reason)
    if (wanted) this.#failedOnce(reason)
    else this.#set({ state: 'idle', reason, retryAt: null })
  }

  /** What follows from the server's end, whoever ended it: turns were cut off, requests can't be answered any more. */
  #detach(reason: CodexError): void {
    this.#stopWatching()
    this.#current = null
    this.#set({ pid: null })
    for (const request of this.#open.clear()) {
      this.#notifications.emit(requestResolved(request.request))
      this.#events.emit({ type: 'request-withdrawn', request })
    }
    for (const turn of this.#tracker.serverGone()) {
      this.#notifications.emit(turnInterrupted(turn, reason))
      this.#events.emit({ type: 'turn-interrupted', turn, reason })
    }
    for (const { threadId } of this.#tracker.threads) this.#notifications.emit(threadNotLoaded(threadId))
  }

  #failedOnce(reason: CodexError): void {
    const attempt = this.#status.attempt + 1
    if (needsMending(reason) || attempt > this.#policy.maxFailures) {
      this.#set({ state: 'failed', reason, attempt, retryAt: null })
      this.#waiters.reject(reason)
      return
    }
    const wait = backoffMs(attempt - 1, this.#policy, this.#options.random)
    this.#set({ state: 'backing-off', reason, attempt, retryAt: Date.now() + wait })
    this.#retryTimer = setTimeout(() => this.#start(), wait)
  }

  /** Ends whatever is there or on its way, and settles when it is gone. Leaves the state to the caller. */
  #end(reason: CodexError): Promise<unknown> {
    clearTimeout(this.#retryTimer)
    this.#starting?.abort(reason)
    this.#starting = null
    const connection = this.#current
    if (connection) {
      this.#detach(reason)
      this.#ending = Promise.all([this.#ending, connection.close(reason)])
    }
    return this.#ending
  }

  #receive(message: CodexNotification): void {
    this.#tracker.observeNotification(message)
    if (message.method === 'serverRequest/resolved') this.#open.resolved(message.params)
    else if (message.method === 'turn/completed') this.#noteActivity()
    this.#notifications.emit(message)
  }

  #receiveRequest(request: IncomingRequest, generation: number): void {
    this.#noteActivity()
    this.#requestListeners.emit(this.#open.add(request, generation))
  }

  #listenerFailed(error: unknown): void {
    this.#events.emit({ type: 'protocol-issue', issue: { kind: 'listener-failed', error } })
  }

  #noteActivity(): void {
    this.#activeAt = performance.now()
  }

  #set(change: Partial<SupervisorStatus>): void {
    this.#status = { ...this.#status, ...change }
    this.#events.emit({ type: 'status', status: this.#status })
  }
}
