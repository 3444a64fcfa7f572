// Cuts a file into lines without holding more of it than a chunk and one line. It knows nothing of what lines mean.
import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { CodexError, systemErrorCode } from '../errors'

export interface FileLine {
  /** Bytes from the start of the file to the line's first one. */
  readonly offset: number
  /** Bytes of the line, its end (LF) not counted. */
  readonly length: number
  /** Null when the line is longer than may be held. Text that is no UTF-8 comes with U+FFFD in it. */
  readonly text: string | null
  /** False for the last line of a file that does not end with a line end: it may still be growing. */
  readonly ended: boolean
}

export interface LineOptions {
  /** Byte to begin at; must be the start of a line. */
  readonly start?: number
  /** No byte from here on is read. */
  readonly end?: number
  readonly signal?: AbortSignal
  /** Lines with more bytes come without their text. 32 MiB unless told. */
  readonly maxLineBytes?: number
}

const chunkBytes = 1024 * 1024
const defaultMaxLine = 32 * 1024 * 1024
const lineFeed = 10

/**
 * The lines of a file in order, a batch per chunk read: one `await` a megabyte and none a line. Rejects with a CodexError
 * (`rollout-unreadable`) when the file can't be opened or read; with the signal's reason when it is aborted.
 */
export async function* readLines(path: string, options: LineOptions = {}): AsyncGenerator<FileLine[]> {
  const { start = 0, end = Number.POSITIVE_INFINITY, signal, maxLineBytes = defaultMaxLine } = options
  const file = await openForReading(path)
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    const open = new OpenLine(start, maxLineBytes)
    for (let at = start; at < end;) {
      signal?.throwIfAborted()
      const { bytesRead } = await readAt(file, buffer, Math.min(chunkBytes, end - at), at, path)
      if (bytesRead === 0) break
      at += bytesRead
      const batch = cut(bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead), open)
      if (batch.length > 0) yield batch
    }
    const rest = open.finish(false)
    if (rest.length > 0) yield [rest]
  } finally {
    await file.close()
  }
}

function cut(chunk: Buffer, open: OpenLine): FileLine[] {
  const lines: FileLine[] = []
  let from = 0
  for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
    if (open.isEmpty && to - from <= open.maxBytes) {
      // The usual case: the whole line lies in this chunk.
      lines.push({ offset: open.offset, length: to - from, text: chunk.toString('utf8', from, to), ended: true })
      open.offset += to - from + 1
    } else {
      open.add(chunk.subarray(from, to))
      lines.push(open.finish(true))
    }
    from = to + 1
  }
  if (from < chunk.length) open.add(chunk.subarray(from))
  return lines
}

/** A line whose end has not been read yet. */
class OpenLine {
  offset: number
  readonly maxBytes: number
  #pieces: Buffer[] = []
  #length = 0

  constructor(offset: number, maxBytes: number) {
    this.offset = offset
    this.maxBytes = maxBytes
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  add(piece: Buffer): void {
    this.#length += piece.length
    // Copied: the chunk's memory is used again.
    if (this.#length <= this.maxBytes) this.#pieces.push(Buffer.from(piece))
    else this.#pieces = []
  }

  finish(ended: boolean): FileLine {
    const text = this.#length > this.maxBytes ? null : Buffer.concat(this.#pieces).toString('utf8')
    const line = { offset: this.offset, length: this.#length, text, ended }
    this.offset += this.#length + (ended ? 1 : 0)
    this.#pieces = []
    this.#length = 0
    return line
  }
}

// A pipe in place of a file would else keep `open`, and with it one of the few threads that read files, waiting for ever.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Opens a file read-only. Rejects with `rollout-unreadable` in words. */
export async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, readOnly)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Bytes of a file. Rejects with `rollout-unreadable` in words, also for a folder or whatever else is no file. */
export async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  if (found.isFile()) return found.size
  throw new CodexError(
    'rollout-unreadable',
    `This is ${found.isDirectory() ? 'a folder' : 'no file'}, not a session file.`,
    {
      data: { path },
    },
  )
}

/** Fills the beginning of `buffer` from a place in the file, fewer bytes only at its end. Rejects with `rollout-unreadable`. */
export async function readAt(file: FileHandle, buffer: Buffer, length: number, position: number, path: string) {
  try {
    return await file.read(buffer, 0, length, position)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Up to `length` bytes of a file from `offset` on. Rejects with `rollout-unreadable`. */
export async function readBytes(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await openForReading(path)
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await readAt(file, buffer, length, offset, path)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function unreadable(path: string, cause: unknown): CodexError {
  const code = systemErrorCode(cause)
  const words =
    code === 'ENOENT'
      ? 'The session file is not there any more.'
      : code === 'EACCES' || code === 'EPERM'
        ? 'The session file can’t be read: the system doesn’t allow it.'
        : code === 'EISDIR'
          ? 'This is a folder, not a session file.'
          : `The session file can’t be read (${code ?? 'unknown reason'}).`
  return new CodexError('rollout-unreadable', words, { cause, data: { path } })
}
