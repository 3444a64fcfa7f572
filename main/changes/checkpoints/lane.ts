// One thing after the other: whoever works on a store waits for those that came before. The one at work can be asked to come to
// an end soon, because somebody waits who must not wait for long.

export class Lane {
  #last: Promise<unknown> = Promise.resolve()
  #atWork: AbortController | undefined
  #waiting = 0

  /** How many are at work or wait. */
  get length(): number {
    return this.#waiting
  }

  /** Runs `job` once all before it are through, however they ended. `soon` is aborted when it should come to an end. */
  run<T>(job: (soon: AbortSignal) => Promise<T>): Promise<T> {
    this.#waiting++
    const work = this.#last.then(async () => {
      const hurry = new AbortController()
      this.#atWork = hurry
      try {
        return await job(hurry.signal)
      } finally {
        this.#atWork = undefined
        this.#waiting--
      }
    })
    this.#last = work.catch(() => {})
    return work
  }

  /** Asks whoever is at work to end with what is there. */
  hurry(): void {
    this.#atWork?.abort(new DOMException('Somebody waits for it.', 'TimeoutError'))
  }

  /** Resolves once nothing is at work that was asked for until now. */
  async idle(): Promise<void> {
    await this.#last
  }
}
