// Lets the writers of one file wait for each other. Files that differ don't.

export class FileQueue {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Does `work` once what was asked for this file before is done, and gives what it came to. */
  async run<T>(path: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(path) ?? Promise.resolve()
    const mine = before.then(work, work)
    const settled = mine.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(path, settled)
    try {
      return await mine
    } finally {
      if (this.#last.get(path) === settled) this.#last.delete(path)
    }
  }
}
