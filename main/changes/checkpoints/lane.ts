// One thing after the other: whoever works on a store waits for those that came before. The one at work can be asked to come to
// an end soon, because somebody waits who must not wait for long.

export class Lane {
  #last: Promise<unknown> = Promise.resolve()
  #atWork: AbortController | undefined
  /** The one at work can be done another time. */
  #yields = false
  /** How many are at work or wait. */
  #waiting = 0

  /**
   * Runs `job` once all before it are through, however they ended. `soon` is aborted when it should come to an end; for one that
   * `yields` as soon as anything else waits.
   */
  run<T>(job: (soon: AbortSignal) => Promise<T>, yields = false): Promise<T> {
    this.#waiting++
    if (this.#yields) this.hurry()
    const work = this.#last.then(async () => {
      this.#atWork = new AbortController()
      this.#yields = yields
      if (yields && this.#waiting > 1) this.hurry()
      try {
        return await job(this.#atWork.signal)
      } finally {
        this.#atWork = undefined
        this.#yields = false
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
