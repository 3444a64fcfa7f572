// The one pool that all servers run in: opened when first asked for, not before the window has painted, and tried again by the
// next who asks when it could not be opened. What it starts its servers with, server-pool.ts says.
import type { HomePool } from '../codex/server/pool'

export class PoolOnce {
  readonly #open: () => Promise<HomePool>
  /** Settles with `begin`. */
  readonly begun: Promise<void>
  #begin: () => void = () => {}
  #opening: Promise<HomePool> | undefined
  #opened: HomePool | null = null
  #over = false

  constructor(open: () => Promise<HomePool>) {
    this.#open = open
    this.begun = new Promise((resolve) => (this.#begin = resolve))
  }

  /** Processes may start from now on. */
  begin(): void {
    this.#begin()
  }

  /** The pool if it stands; opens nothing. */
  get opened(): HomePool | null {
    return this.#opened
  }

  /** Waits for `begin`, and opens the pool if need be. Rejects as opening does. */
  get(): Promise<HomePool> {
    this.#opening ??= this.#make().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  /** Ends all servers within a bounded time, those too whose pool is just being opened. */
  async dispose(): Promise<void> {
    this.#over = true
    await this.#opened?.dispose()
  }

  async #make(): Promise<HomePool> {
    await this.begun
    const pool = await this.#open()
    // The app is quitting: nothing may start in it any more.
    if (this.#over) await pool.dispose()
    this.#opened = pool
    return pool
  }
}
