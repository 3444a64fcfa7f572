// Splits a byte stream into lines of JSON, with a cap on the length of one. Works on Buffers: a line is decoded once, when
// it is complete, so a UTF-8 sequence cut between two chunks is never seen. Knows nothing of JSON-RPC.

/**
 * 64 MiB. Codex caps one command's output at 1 MiB and pages its histories, so honest lines stay well under this; the
 * largest are turns with several inlined images (about 20 MB each as a data URL). Above it a line is dropped, not kept.
 */
export const defaultMaxLineBytes = 64 * 1024 * 1024

/** How much of a dropped or unfinished line is kept for the report. */
const headBytes = 256
const newline = 0x0a

export type LineIssue =
  /** A line passed the cap and was dropped up to its newline. `bytes` is its whole length. */
  | { readonly kind: 'line-too-long'; readonly bytes: number; readonly head: string }
  /** The stream ended within a line. */
  | { readonly kind: 'half-line'; readonly bytes: number; readonly head: string }

export interface LineSplitterOptions {
  /** Called once for each complete line, without its newline; blank lines are skipped. */
  readonly onLine: (line: string) => void
  readonly onIssue: (issue: LineIssue) => void
  readonly maxLineBytes?: number
}

export class LineSplitter {
  readonly #onLine: (line: string) => void
  readonly #onIssue: (issue: LineIssue) => void
  readonly #maxLineBytes: number
  // Pieces of the line that isn't complete yet. Joined once, at its newline, so a long line costs linear time.
  #pieces: Buffer[] = []
  #pieceBytes = 0
  // While a too-long line is being dropped: how much of it went by, and how it began.
  #dropped: { bytes: number; head: string } | null = null

  constructor({ onLine, onIssue, maxLineBytes = defaultMaxLineBytes }: LineSplitterOptions) {
    this.#onLine = onLine
    this.#onIssue = onIssue
    this.#maxLineBytes = maxLineBytes
  }

  push(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      if (this.#pieceBytes === 0 && this.#dropped === null) this.#emit(chunk, start, end)
      else this.#finish(chunk.subarray(start, end))
      start = end + 1
    }
    if (start < chunk.length) this.#keep(start === 0 ? chunk : chunk.subarray(start))
  }

  /** Says that the stream is over. A line without its newline is reported, not parsed: it may be half a message. */
  end(): void {
    const dropped = this.#dropped
    const bytes = this.#pieceBytes
    const head = bytes > 0 ? this.#head() : ''
    this.#clear()
    if (dropped !== null) this.#onIssue({ kind: 'line-too-long', ...dropped })
    else if (head.trim() !== '') this.#onIssue({ kind: 'half-line', bytes, head })
  }

  #keep(piece: Buffer): void {
    if (this.#dropped !== null) {
      this.#dropped.bytes += piece.length
      return
    }
    this.#pieces.push(piece)
    this.#pieceBytes += piece.length
    if (this.#pieceBytes <= this.#maxLineBytes) return
    const dropped = { bytes: this.#pieceBytes, head: this.#head() }
    this.#clear()
    this.#dropped = dropped
  }

  #finish(last: Buffer): void {
    this.#keep(last)
    const dropped = this.#dropped
    if (dropped !== null) {
      this.#dropped = null
      this.#onIssue({ kind: 'line-too-long', ...dropped })
      return
    }
    const line = Buffer.concat(this.#pieces, this.#pieceBytes)
    this.#clear()
    this.#emit(line, 0, line.length)
  }

  #emit(buffer: Buffer, start: number, end: number): void {
    if (end - start > this.#maxLineBytes) {
      const head = buffer.toString('utf8', start, start + headBytes)
      this.#onIssue({ kind: 'line-too-long', bytes: end - start, head })
      return
    }
    // Messages are objects, so anything shorter than `{}` is a blank line or its carriage return.
    if (end - start < 2) return
    this.#onLine(buffer.toString('utf8', start, end))
  }

  #head(): string {
    return Buffer.concat(this.#pieces, Math.min(this.#pieceBytes, headBytes)).toString('utf8')
  }

  #clear(): void {
    this.#pieces = []
    this.#pieceBytes = 0
    this.#dropped = null
  }
}
