// Writes a file so that a reader sees the old content or the new, never half: a temporary neighbour, flushed, then renamed.
// The one file writer of this wing. It doesn't create folders.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

export interface AtomicWriteOptions {
  /** Permission bits of the new file; the default lets only its owner read it. */
  readonly mode?: number
  /** The bits are given exactly so; else the process's umask takes from them, as from any new file. */
  readonly exactMode?: boolean
}

/** Replaces `path` with `content`. Rejects with the system's error; then the old file is untouched. */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  { mode = 0o600, exactMode = false }: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      if (exactMode) await file.chmod(mode)
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
