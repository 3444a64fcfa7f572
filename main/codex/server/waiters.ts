// Callers that wait for one thing to be ready: all get it, or all get the reason why not, or one loses interest by itself.
import { CodexError } from '../errors'

interface Waiter<T> {
  readonly resolve: (value: T) => void
  readonly reject: (error: CodexError) => void
}

export class Waiters<T> {
  readonly #list = new Set<Waiter<T>>()

  get size(): number {
    return this.#list.size
  }

  /** Settles with the next `resolve` or `reject`, or with `cancelled` when `signal` aborts. */
  wait(signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#list.delete(waiter)
        signal?.removeEventListener('abort', onAbort)
      }
      const waiter: Waiter<T> = {
        resolve: (value) => {
          leave()
          resolve(value)
        },
        reject: (error) => {
          leave()
          reject(error)
        },
      }
      const onAbort = (): void =>
        waiter.reject(new CodexError('cancelled', 'No longer wanted', { cause: signal?.reason }))
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#list.add(waiter)
    })
  }

  resolve(value: T): void {
    for (const waiter of this.#list) waiter.resolve(value)
  }

  reject(error: CodexError): void {
    for (const waiter of this.#list) waiter.reject(error)
  }
}
