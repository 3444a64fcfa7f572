// Writes a file piece by piece with the same promise as atomic-write: a reader sees the old file or the whole new one, never
// half. For what is too long to hold in memory. It doesn't create folders.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

export interface AtomicStreamOptions {
  /** Permission bits of the new file; the default lets only its owner read it. */
  readonly mode?: number
  /** Aborting rejects with the signal's reason; the old file stays. */
  readonly signal?: AbortSignal
}

/** Small pieces are gathered to this many bytes before they are written. */
const gatherBytes = 256 * 1024

/**
 * Replaces `path` with the joined pieces; resolves with the number of bytes. Rejects with the system's error, with what the
 * pieces threw, or with the abort's reason; then the old file is untouched and nothing is left beside it.
 */
export async function writeStreamAtomic(
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
  { mode = 0o600, signal }: AtomicStreamOptions = {},
): Promise<number> {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  let bytes = 0
  try {
    signal?.throwIfAborted()
    const file = await open(temporary, 'wx', mode)
    try {
      let waiting: Uint8Array[] = []
      let waitingBytes = 0
      const flush = async (): Promise<void> => {
        if (waiting.length > 0) await file.appendFile(Buffer.concat(waiting))
        waiting = []
        waitingBytes = 0
      }
      for await (const piece of pieces) {
        signal?.throwIfAborted()
        const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
        bytes += chunk.byteLength
        waitingBytes += chunk.byteLength
        waiting.push(chunk)
        if (waitingBytes >= gatherBytes) await flush()
      }
      signal?.throwIfAborted()
      await flush()
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return bytes
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
