// Reads files for a snapshot so that none is taken in half: what changes while it is read is read again, and left out when it
// doesn't come to rest. Follows no link and waits for no pipe.
import { constants } from 'node:fs'
import { open, readlink } from 'node:fs/promises'
import { inParallel } from '../../sessions/in-parallel'
import type { Left, LeftReason } from './facts'
import type { Found } from './look'
import { placeOf, type RawPath } from './raw-path'

export interface ReadFile {
  readonly path: RawPath
  readonly kind: Found['kind']
  readonly mode: number
  readonly content: Buffer
}

const atOnce = 8
const tries = 3

/** Reads what was found. `gone`: no longer there, or not to be had; the latter are in `left` too. */
export async function readFiles(
  top: string,
  found: readonly Found[],
  fileBytes: number,
): Promise<{ read: ReadFile[]; gone: RawPath[]; left: Left[] }> {
  const read: ReadFile[] = []
  const gone: RawPath[] = []
  const left: Left[] = []
  const all = await inParallel(found, atOnce, (one) => readOne(top, one, fileBytes))
  for (const [index, { path }] of found.entries()) {
    const result = all[index] ?? 'gone'
    if (typeof result === 'object') read.push(result)
    else {
      gone.push(path)
      if (result !== 'gone') left.push({ path, reason: result })
    }
  }
  return { read, gone, left }
}

async function readOne(
  top: string,
  { path, kind, mode }: Found,
  fileBytes: number,
): Promise<ReadFile | LeftReason | 'gone'> {
  const place = placeOf(top, path)
  try {
    if (kind === 'link') {
      const content = await readlink(place, { encoding: 'buffer' })
      return { path, kind, mode, content }
    }
    for (let tried = 0; tried < tries; tried++) {
      const result = await readCalmly(place, fileBytes)
      if (result === 'size' || result === 'special') return result
      if (result !== null) return { path, kind, ...result }
    }
    return 'changing'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone'
    // Became a link, or is no link any more.
    return code === 'ELOOP' || code === 'EINVAL' ? 'changing' : 'unreadable'
  }
}

/** Windows has neither; there are no such files there. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Null when it changed meanwhile. */
async function readCalmly(
  place: Buffer,
  fileBytes: number,
): Promise<{ content: Buffer; mode: number } | 'size' | 'special' | null> {
  const file = await open(place, openFlags)
  try {
    const before = await file.stat({ bigint: true })
    if (!before.isFile()) return 'special'
    if (before.size > BigInt(fileBytes)) return 'size'
    const content = Buffer.allocUnsafe(Number(before.size))
    let length = 0
    while (length < content.length) {
      const { bytesRead } = await file.read(content, length, content.length - length, length)
      if (bytesRead === 0) return null
      length += bytesRead
    }
    const after = await file.stat({ bigint: true })
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) return null
    return { content, mode: Number(after.mode) & 0o7777 }
  } finally {
    await file.close()
  }
}
