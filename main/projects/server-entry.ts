// One project's server as the app knows it: its supervisor once its home was opened, its status, and whether it must be started
// anew because what it was started with has changed since. Opens no home and watches no events: its caller does.
import type { ServerStatus } from '@contract/model'
import { CodexError } from '../codex/errors'
import type { HomeSupervisor } from '../codex/server/supervisor'
import { within } from '../codex/within'
import { idleStatus } from './forward'
import type { ThreadSource } from './thread-source'

/** Calls that keep a server from being started anew are waited for so long, in ms. Most take a few. */
const patienceMs = 3000

export class ServerEntry {
  readonly source: ThreadSource
  status: ServerStatus
  /** Set once the home exists and the pool knows it. */
  #supervisor: HomeSupervisor | undefined
  #key: string | undefined
  #stale = false
  /** Calls that wait for an answer. */
  readonly #calls = new Set<Promise<unknown>>()

  constructor(projectId: string, source: ThreadSource) {
    this.source = source
    this.status = idleStatus(projectId)
  }

  get supervisor(): HomeSupervisor | undefined {
    return this.#supervisor
  }

  /** What the pool knows the supervisor by. */
  get key(): string | undefined {
    return this.#key
  }

  /** The supervisor that the pool gave. False if it is the known one: two calls may have asked together. */
  take(key: string, supervisor: HomeSupervisor): boolean {
    if (this.#supervisor === supervisor) return false
    this.#supervisor = supervisor
    this.#key = key
    this.#stale = false
    return true
  }

  /** What the server was started with has changed: it is started anew when it is next asked for and has nothing to do. */
  outdate(): void {
    this.#stale = true
  }

  /** Asks the server, which is ready. While it answers, the server isn't started anew. */
  async call(supervisor: HomeSupervisor, method: string, params: unknown): Promise<unknown> {
    const call = supervisor.requestRaw(method, params).finally(() => this.#calls.delete(call))
    this.#calls.add(call)
    return call
  }

  /** Waits for a server that answers and has the settings of now, unless it is too busy to be started anew. Rejects as it fails. */
  async ready(supervisor: HomeSupervisor): Promise<void> {
    // A turn may take hours; a list that was just asked for is no reason to refuse what comes next.
    if (this.#stale && this.#calls.size > 0 && supervisor.runningTurns.length === 0)
      await within(patienceMs, Promise.allSettled(this.#calls))
    await this.#startAnewIfStale(supervisor)
    await supervisor.connection()
    // Settings that changed while it was starting, be it for the first time.
    await this.#startAnewIfStale(supervisor)
    await supervisor.connection()
  }

  async #startAnewIfStale(supervisor: HomeSupervisor): Promise<void> {
    // One that starts can't be told any more, and is looked at again once it answers.
    if (!this.#stale || supervisor.isBusy || supervisor.status.state === 'starting') return
    this.#stale = false
    await supervisor.rest(new CodexError('stopped', 'Codex is started anew with other settings'))
  }
}
