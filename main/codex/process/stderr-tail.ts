// Keeps the end of what a child writes to stderr, bounded in bytes, so that a crash can say why. Keeps no more than that.

/** 64 KiB: some 500 log lines, enough for a backtrace. */
const defaultCapacity = 64 * 1024

export class StderrTail {
  readonly #ring: Buffer
  #next = 0
  #total = 0

  constructor(capacity = defaultCapacity) {
    this.#ring = Buffer.alloc(Math.max(1, capacity))
  }

  push(chunk: Buffer): void {
    const { length } = this.#ring
    const kept = chunk.length > length ? chunk.subarray(chunk.length - length) : chunk
    const first = kept.copy(this.#ring, this.#next)
    if (first < kept.length) kept.copy(this.#ring, 0, first)
    this.#next = (this.#next + kept.length) % length
    this.#total += chunk.length
  }

  /** How many bytes ever went by. */
  get totalBytes(): number {
    return this.#total
  }

  /** The last lines as plain text: terminal colours removed, a first line that was cut dropped. */
  text(maxLines = 40): string {
    const { length } = this.#ring
    const whole = this.#total <= length
    const bytes = whole
      ? this.#ring.subarray(0, this.#total)
      : Buffer.concat([this.#ring.subarray(this.#next), this.#ring.subarray(0, this.#next)])
    const text = withoutColours(bytes.toString('utf8'))
    const lines = text.split('\n')
    if (!whole && lines.length > 1) lines.shift()
    while (lines.at(-1)?.trim() === '') lines.pop()
    return lines.slice(-maxLines).join('\n')
  }
}

function withoutColours(text: string): string {
  // CSI sequences and lone control characters other than tab and newline.
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
}
