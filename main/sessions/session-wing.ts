// Loads the wing of session files when it is first asked for, so that starting the app doesn't wait for it, and passes on
// what happens to the app meanwhile, as far as it was loaded.
import type { Sessions, SessionsParts } from './sessions'

export class SessionWing {
  readonly #parts: SessionsParts
  #sessions: Promise<Sessions> | undefined

  constructor(parts: SessionsParts) {
    this.#parts = parts
  }

  get(): Promise<Sessions> {
    return (this.#sessions ??= import('./sessions').then(({ Sessions }) => new Sessions(this.#parts)))
  }

  /** The project's server is about to end or to change its home: what waits for it is done first. */
  async leave(projectId: string): Promise<void> {
    await (await this.#sessions)?.leave(projectId)
  }

  /** The window's page was loaded anew: what it had asked to be told of is forgotten. */
  pageLoaded(): void {
    void this.#sessions?.then((sessions) => sessions.pageLoaded())
  }

  /** Within a bounded time; before the servers end. */
  async dispose(): Promise<void> {
    await (await this.#sessions)?.dispose()
  }
}
