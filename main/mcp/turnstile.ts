// Lets many through at the same time, or one alone: threads start side by side, but none while a reload compares what is loaded.

export class Turnstile {
  readonly #inside = new Set<Promise<unknown>>()
  #alone: Promise<unknown> | undefined

  /** Resolves once nobody is alone inside. */
  async free(): Promise<void> {
    while (this.#alone) await this.#alone
  }

  /** Runs beside others like it. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    // Not free(): between the last look and the entry nothing may be awaited.
    while (this.#alone) await this.#alone
    const run = work()
    const settled = run.then(
      () => undefined,
      () => undefined,
    )
    this.#inside.add(settled)
    void settled.then(() => this.#inside.delete(settled))
    return run
  }

  /** Runs once all that came before are through, and keeps later ones waiting. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone
    const run = Promise.all(this.#inside).then(work)
    const settled = run.then(
      () => undefined,
      () => undefined,
    )
    this.#alone = settled
    void settled.then(() => {
      if (this.#alone === settled) this.#alone = undefined
    })
    return run
  }
}
