// Writes lines to a stream and respects its backpressure: while the stream is full, lines wait here in order and one that
// was given up (timed out, cancelled) leaves the queue unsent. Knows nothing of what a line means.
import type { Writable } from 'node:stream'

export class WriteQueue {
  readonly #output: Writable
  #waiting: { line: string }[] = []
  #blocked = false

  /** `onError` is told once of a broken pipe or any other write error; nothing is thrown. */
  constructor(output: Writable, onError: (error: Error) => void) {
    this.#output = output
    output.on('error', onError)
    output.on('drain', () => this.#flush())
  }

  /** Sends `line` (a newline is added), now or when the stream has room. Returns a function that takes it back if unsent. */
  send(line: string): () => void {
    if (!this.#blocked && this.#waiting.length === 0) {
      this.#write(line)
      return () => {}
    }
    const entry = { line }
    this.#waiting.push(entry)
    return () => {
      const index = this.#waiting.indexOf(entry)
      if (index !== -1) this.#waiting.splice(index, 1)
    }
  }

  /** Lines that wait for room. */
  get length(): number {
    return this.#waiting.length
  }

  clear(): void {
    this.#waiting = []
  }

  #write(line: string): void {
    if (!this.#output.writable) return
    if (!this.#output.write(`${line}\n`)) this.#blocked = true
  }

  #flush(): void {
    this.#blocked = false
    let sent = 0
    for (; sent < this.#waiting.length && !this.#blocked; sent += 1) {
      const entry = this.#waiting[sent]
      if (entry !== undefined) this.#write(entry.line)
    }
    this.#waiting.splice(0, sent)
  }
}
