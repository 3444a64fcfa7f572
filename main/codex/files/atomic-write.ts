// Writes a file so that a reader sees the old content or the new, never half: a temporary neighbour, flushed, then renamed.
// The one file writer of this wing. It doesn't create folders.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

export interface AtomicWriteOptions {
  /** Permission bits of the new file; the default lets only its owner read it. */
  readonly mode?: number
}

/** Replaces `path` with `content`. Rejects with the system's error; then the old file is untouched. */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  { mode = 0o600 }: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
