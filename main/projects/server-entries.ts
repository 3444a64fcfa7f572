// The servers of all projects as the app knows them: one entry a project, made when it is first asked for, and those on their way
// out. Tells the window of each change of a status. Starts and ends nothing itself.
import type { PushEvent } from '@contract/events'
import type { ServerStatus } from '@contract/model'
import type { ServerEntry } from './server-entry'

export class ServerEntries {
  readonly #make: (projectId: string) => ServerEntry
  readonly #push: (event: PushEvent) => void
  readonly #entries = new Map<string, ServerEntry>()
  /** Who asks for one of these waits for the end, and then gets a new one. */
  readonly #ending = new Map<string, Promise<void>>()

  constructor(make: (projectId: string) => ServerEntry, push: (event: PushEvent) => void) {
    this.#make = make
    this.#push = push
  }

  /** The project's entry, made if there is none. */
  of(projectId: string): ServerEntry {
    let entry = this.#entries.get(projectId)
    if (!entry) {
      entry = this.#make(projectId)
      this.#entries.set(projectId, entry)
    }
    return entry
  }

  known(projectId: string): ServerEntry | undefined {
    return this.#entries.get(projectId)
  }

  statuses(): ServerStatus[] {
    return [...this.#entries.values()].map(({ status }) => status)
  }

  get runningTurns(): number {
    return [...this.#entries.values()].reduce((sum, { supervisor }) => sum + (supervisor?.runningTurns.length ?? 0), 0)
  }

  /** Nothing is heard of a project any more that is not in the list. */
  setStatus(status: ServerStatus): void {
    const entry = this.#entries.get(status.projectId)
    if (!entry) return
    entry.status = status
    this.#push({ type: 'server', status })
  }

  /** What a project's server (null: each one) is started with has changed. */
  outdate(projectId: string | null): void {
    for (const [id, entry] of this.#entries) if (projectId === null || id === projectId) entry.outdate()
  }

  /** Takes the project's entry out; resolves once `end` of it has. */
  async remove(projectId: string, end: (entry: ServerEntry) => Promise<void>): Promise<void> {
    const entry = this.#entries.get(projectId)
    this.#entries.delete(projectId)
    if (entry?.key === undefined) return
    const ended = end(entry)
    this.#ending.set(projectId, ended)
    await ended.finally(() => {
      if (this.#ending.get(projectId) === ended) this.#ending.delete(projectId)
    })
  }

  /** Resolves once no server of the project is on its way out. */
  async gone(projectId: string): Promise<void> {
    await this.#ending.get(projectId)
  }
}
