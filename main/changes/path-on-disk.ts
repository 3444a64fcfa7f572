// Looks at what stands where a path leads, link by link and following none: the half of the path guard that needs the disk.
// Whoever writes looks again as late as it can; between look and write a program may still swap things.
import type { Stats } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'

export interface PathOnDisk {
  /** Why nothing may be written there, in words; null when nothing speaks against it. */
  readonly refused: string | null
  readonly kind: 'nothing' | 'file' | 'symlink' | 'folder' | 'special'
}

/**
 * What stands at a path within a folder. Refused: a folder on the way is a link or no folder, the folder itself was swapped for a
 * link, or a device, pipe or socket stands there. A link at the very end is told as `symlink`, not followed and not refused: whoever
 * writes must replace the link and never write through it.
 */
export async function lookOnDisk(folder: string, path: Buffer): Promise<PathOnDisk> {
  if ((await realpath(folder).catch(() => null)) !== folder)
    return { refused: 'The folder is not where it was: it was moved or is a link now.', kind: 'nothing' }
  const parts = splitBytes(path)
  let place: Buffer = Buffer.from(folder)
  for (const [at, part] of parts.entries()) {
    place = Buffer.concat([place, separator, part])
    const found = await lookAt(place)
    const isLast = at === parts.length - 1
    if (found === null) return { refused: null, kind: 'nothing' }
    if (found === 'unreadable') return { refused: 'What stands there can’t be looked at.', kind: 'nothing' }
    if (isLast) return last(found)
    const name = place.subarray(Buffer.byteLength(folder) + 1).toString('utf8')
    if (found.isSymbolicLink()) return { refused: `“${name}” on the way there is a link.`, kind: 'nothing' }
    if (!found.isDirectory()) return { refused: `“${name}” on the way there is no folder.`, kind: 'nothing' }
  }
  return { refused: 'The path is empty.', kind: 'nothing' }
}

const separator = Buffer.from('/')

function last(found: Stats): PathOnDisk {
  if (found.isSymbolicLink()) return { refused: null, kind: 'symlink' }
  if (found.isFile()) return { refused: null, kind: 'file' }
  if (found.isDirectory()) return { refused: null, kind: 'folder' }
  return { refused: 'A device, a pipe or a socket stands there.', kind: 'special' }
}

async function lookAt(place: Buffer): Promise<Stats | 'unreadable' | null> {
  try {
    return await lstat(place)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : 'unreadable'
  }
}

function splitBytes(path: Buffer): Buffer[] {
  const parts: Buffer[] = []
  let start = 0
  for (let end = path.indexOf(0x2f); end !== -1; end = path.indexOf(0x2f, start)) {
    parts.push(path.subarray(start, end))
    start = end + 1
  }
  parts.push(path.subarray(start))
  return parts
}
