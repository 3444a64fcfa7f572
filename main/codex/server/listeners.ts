// A list of listeners called in order. Adding and removing copy the list, so calling it costs a loop and nothing else, at
// 14,000 events a second. No names, no once, no wildcards.

export type Unsubscribe = () => void

export class Listeners<T> {
  #list: readonly ((event: T) => void)[] = []
  readonly #onError: (error: unknown) => void

  /** `onError` gets what a listener throws; the listeners after it are still called. */
  constructor(onError: (error: unknown) => void = () => {}) {
    this.#onError = onError
  }

  get size(): number {
    return this.#list.length
  }

  add(listener: (event: T) => void): Unsubscribe {
    // Wrapped, so that adding one function twice gives two entries that are removed one by one.
    const entry = (event: T): void => listener(event)
    this.#list = [...this.#list, entry]
    return () => {
      this.#list = this.#list.filter((other) => other !== entry)
    }
  }

  emit(event: T): void {
    const list = this.#list
    for (let index = 0; index < list.length; index += 1) {
      try {
        list[index]?.(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
