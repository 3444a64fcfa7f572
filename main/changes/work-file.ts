// Reads a file of the working tree to look at it: never through a link, never a device, pipe or socket, never more than asked for.
import { constants } from 'node:fs'
import { lstat, open, readlink, realpath } from 'node:fs/promises'

export type WorkFile =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: string; readonly mtimeMs: number }
  /** More bytes than asked for; not read. */
  | { readonly kind: 'large'; readonly size: number; readonly mode: string; readonly mtimeMs: number }
  | { readonly kind: 'symlink'; readonly target: Buffer }
  /** `special`: a device, pipe or socket. `elsewhere`: a folder on the way is a link. */
  | { readonly kind: 'gone' | 'folder' | 'special' | 'elsewhere' | 'unreadable' }

/** Windows has neither; a link is seen by lstat there. */
const readOnly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The absolute path of a raw path in a folder. */
export function workPath(folder: string, rawPath: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), rawPath])
}

/** Tells whether the folders on the way to files stand where they seem to; remembers them for one round of looking. */
export class Whereabouts {
  readonly #folder: string
  readonly #known = new Map<string, Promise<boolean>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** False when a folder on the way to this path is a link, or gone. */
  isPlain(rawPath: Buffer): Promise<boolean> {
    const slash = rawPath.lastIndexOf(0x2f)
    if (slash === -1) return Promise.resolve(true)
    const parent = rawPath.subarray(0, slash)
    const key = parent.toString('latin1')
    const known = this.#known.get(key) ?? this.#look(workPath(this.#folder, parent))
    this.#known.set(key, known)
    return known
  }

  async #look(parent: Buffer): Promise<boolean> {
    const real = await realpath(parent, { encoding: 'buffer' }).catch(() => null)
    if (real === null) return false
    if (process.platform !== 'win32') return real.equals(parent)
    const alike = (path: Buffer): string => path.toString('utf8').replaceAll('\\', '/').toLowerCase()
    return alike(real) === alike(parent)
  }
}

/** What stands at a path of the working tree, with its bytes when they are at most `maxBytes`. Never rejects. */
export async function readWorkFile(
  folder: string,
  rawPath: Buffer,
  maxBytes: number,
  whereabouts = new Whereabouts(folder),
): Promise<WorkFile> {
  const path = workPath(folder, rawPath)
  try {
    if (!(await whereabouts.isPlain(rawPath))) return { kind: (await isThere(path)) ? 'elsewhere' : 'gone' }
    const seen = await lstat(path)
    if (seen.isSymbolicLink()) return { kind: 'symlink', target: await readlink(path, { encoding: 'buffer' }) }
    if (seen.isDirectory()) return { kind: 'folder' }
    if (!seen.isFile()) return { kind: 'special' }
    return await readOpened(path, maxBytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : code === 'ELOOP' ? 'elsewhere' : 'unreadable' }
  }
}

async function readOpened(path: Buffer, maxBytes: number): Promise<WorkFile> {
  const file = await open(path, readOnly)
  try {
    // Asked again of what was really opened: it may have been swapped for something else.
    const stats = await file.stat()
    if (!stats.isFile()) return { kind: 'special' }
    const { size, mtimeMs } = stats
    const mode = process.platform !== 'win32' && (stats.mode & 0o100) !== 0 ? '100755' : '100644'
    if (size > maxBytes) return { kind: 'large', size, mode, mtimeMs }
    const bytes = Buffer.alloc(size)
    let filled = 0
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { kind: 'file', bytes: bytes.subarray(0, filled), mode, mtimeMs }
  } finally {
    await file.close()
  }
}

async function isThere(path: Buffer): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
