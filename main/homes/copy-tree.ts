// Copies files of one home into another: never over something, never through a link, within bounds. The source is only read.
import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '../codex/errors'
import { copyFileExclusive } from '../codex/files/exclusive-copy'
import { makeFolder } from '../codex/files/make-folder'

export interface CopyReport {
  /** Paths in the home, with `/`. */
  readonly copied: string[]
  readonly left: { name: string; reason: string }[]
}

export interface CopyBounds {
  readonly files: number
  readonly bytes: number
  readonly depth: number
}

export const defaultCopyBounds: CopyBounds = { files: 5000, bytes: 256 * 1024 * 1024, depth: 16 }

/** The disk says the same of every further file. */
const hopeless = new Set(['ENOSPC', 'EDQUOT', 'EROFS'])

/**
 * Copies the file or folder `name` from one home to the other and tells in `report` what became of it. Names in `without`
 * (paths in the home) are passed over. A file that fails is told of; rejects only where the disk takes no more.
 */
export async function copyInto(
  from: string,
  to: string,
  name: string,
  report: CopyReport,
  { bounds = defaultCopyBounds, without = [] }: { bounds?: CopyBounds; without?: readonly string[] } = {},
): Promise<void> {
  let files = 0
  let bytes = 0
  const leave = (at: string, reason: string): void => void report.left.push({ name: at, reason })

  const addFile = async (at: string): Promise<void> => {
    const { size, mode } = await lstat(join(from, at))
    if (files + 1 > bounds.files || bytes + size > bounds.bytes) return leave(at, 'There is too much to copy.')
    files++
    bytes += size
    const executable = (mode & 0o100) === 0 ? 0o600 : 0o700
    if (await copyFileExclusive(join(from, at), join(to, at), executable)) report.copied.push(at)
    else leave(at, 'It is there already.')
  }
  const addFolder = async (at: string, depth: number): Promise<void> => {
    if (depth > bounds.depth) return leave(at, 'It lies too deep.')
    const target = await lstat(join(to, at)).catch(() => null)
    // A link or a file of that name is the person's: nothing is written through it.
    if (target !== null && !target.isDirectory()) return leave(at, 'Something else has its name.')
    const entries = (await readdir(join(from, at), { withFileTypes: true })).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )
    if (entries.length > 0) await makeFolder(join(to, at))
    for (const entry of entries) await addEntry(`${at}/${entry.name}`, entry, depth + 1)
  }
  const addEntry = async (
    at: string,
    entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>,
    depth: number,
  ) => {
    if (without.includes(at)) return
    try {
      if (entry.isSymbolicLink()) leave(at, 'It is a link, and links are not followed.')
      else if (entry.isDirectory()) await addFolder(at, depth)
      else if (entry.isFile()) await addFile(at)
      else leave(at, 'It is no file.')
    } catch (error) {
      const code = systemErrorCode(error) ?? ''
      if (hopeless.has(code)) throw error
      leave(at, code === 'ENOENT' ? 'It went away.' : `It can’t be copied${code === '' ? '' : ` (${code})`}.`)
    }
  }

  const start = await lstat(join(from, name)).catch(() => null)
  if (start !== null) await addEntry(name, start, 0)
}
