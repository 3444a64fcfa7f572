// One supervisor per key (a home, or a home and who uses it), made when first asked for. Servers that nobody uses are put to rest after a while, never while a
// turn, a request, a terminal, a login or somebody's lease is open. At quit all of them are ended within a bounded time.
import { CodexError, isCodexError } from '../errors'
import { within } from '../within'
import { stringField, fieldsOf } from './fields'
import { Listeners, type Unsubscribe } from './listeners'
import { HomeSupervisor, type SupervisorOptions } from './supervisor'

export interface PoolOptions {
  /** What the server behind a key is started with. Called once for each. */
  readonly optionsFor: (key: string) => SupervisorOptions
  /** Milliseconds without use after which a server is put to rest. */
  readonly idleMs?: number
  /** How often that is looked at. */
  readonly checkMs?: number
}

export class HomePool {
  readonly #options: PoolOptions
  readonly #supervisors = new Map<string, HomeSupervisor>()
  readonly #added = new Listeners<HomeSupervisor>()
  readonly #timer: NodeJS.Timeout
  #disposed: Promise<void> | null = null
  #checking = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.reapIdle(), options.checkMs ?? 60_000)
    this.#timer.unref()
  }

  /** The supervisor behind `key`. Starts nothing: the first request does. */
  get(key: string): HomeSupervisor {
    if (this.#disposed) throw new CodexError('stopped', 'The app is quitting')
    const known = this.#supervisors.get(key)
    if (known) return known
    const supervisor = new HomeSupervisor(this.#options.optionsFor(key))
    this.#supervisors.set(key, supervisor)
    this.#added.emit(supervisor)
    return supervisor
  }

  /** The supervisor behind `key` if there is one already. */
  peek(key: string): HomeSupervisor | null {
    return this.#supervisors.get(key) ?? null
  }

  get all(): readonly HomeSupervisor[] {
    return [...this.#supervisors.values()]
  }

  /** What runs in a home just now; a supervisor whose turn, request or login is under way keeps it busy. */
  useOf(home: string): 'no' | 'idle' | 'busy' {
    const there = this.all.filter((one) => one.home === home && isUp(one))
    return there.length === 0 ? 'no' : there.some((one) => one.isBusy || one.status.state !== 'ready') ? 'busy' : 'idle'
  }

  /** Puts what rests in a home to rest; what is busy stays. */
  async letGo(home: string): Promise<void> {
    const resting = this.all.filter((one) => one.home === home && one.status.state === 'ready' && !one.isBusy)
    await Promise.all(resting.map((one) => one.rest(new CodexError('stopped', 'Its home is put away'))))
  }

  /** Told of each new supervisor before it does anything; the place to subscribe to its events. */
  onAdded(listener: (supervisor: HomeSupervisor) => void): Unsubscribe {
    return this.#added.add(listener)
  }

  /** Ends the server behind `key` and forgets it: the project was removed. */
  async remove(key: string): Promise<void> {
    const supervisor = this.#supervisors.get(key)
    await supervisor?.stop()
    // Only now, so that nobody starts a second server on the home meanwhile.
    if (this.#supervisors.get(key) === supervisor) this.#supervisors.delete(key)
  }

  /** Puts to rest what has been idle for long enough. Runs by itself every `checkMs`. */
  async reapIdle(): Promise<void> {
    if (this.#checking) return
    this.#checking = true
    try {
      await Promise.all(this.all.map((supervisor) => this.#reap(supervisor)))
    } finally {
      this.#checking = false
    }
  }

  /**
   * Ends every server, together within `timeoutMs`. Those that are slower lose their stdin when the app exits, and what is
   * left even so is the orphan reaper's at the next start.
   */
  dispose(timeoutMs = 4000): Promise<void> {
    this.#disposed ??= (async () => {
      clearInterval(this.#timer)
      const reason = new CodexError('stopped', 'The app is quitting')
      await within(timeoutMs, Promise.all(this.all.map((supervisor) => supervisor.stop(reason))))
    })()
    return this.#disposed
  }

  async #reap(supervisor: HomeSupervisor): Promise<void> {
    const { idleMs = 10 * 60_000 } = this.#options
    const isIdle = (): boolean =>
      supervisor.status.state === 'ready' && !supervisor.isBusy && performance.now() - supervisor.activeAt >= idleMs
    if (!isIdle() || (await hasBackgroundTerminals(supervisor)) || !isIdle()) return
    await supervisor.rest(new CodexError('stopped', 'Codex was not in use and was put to rest'))
  }
}

/** Whether a command still runs behind any held thread (`thread/backgroundTerminals/list`). In doubt, yes. */
async function hasBackgroundTerminals(supervisor: HomeSupervisor): Promise<boolean> {
  const connection = await supervisor.connection()
  const answers = await Promise.all(
    supervisor.threads.map(async ({ threadId }) => {
      try {
        // Asked on the connection itself: this is not use, and must not count as such.
        const answer = await connection.requestRaw('thread/backgroundTerminals/list', { threadId }, { timeoutMs: 5000 })
        const { data } = fieldsOf(answer)
        return Array.isArray(data) && data.some((entry) => stringField(entry, 'processId') !== undefined)
      } catch (error) {
        return !isCodexError(error, 'rpc') // "thread not found" means that nothing can run there
      }
    }),
  )
  return answers.includes(true)
}

const isUp = ({ status: { state } }: HomeSupervisor): boolean =>
  state === 'ready' || state === 'starting' || state === 'backing-off'
