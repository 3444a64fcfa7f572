// Reads, writes and removes entries below one folder without ever following a symbolic link: not the entry's own, and none in
// the folders above it. On Linux the folders are held open while their entries are touched, so a folder that is swapped for a
// link at any moment leads nowhere; elsewhere they are looked at right before and right after. What a write replaces is kept
// until the place was seen to be still the same. Nothing is flushed to the disk: git doesn't either.
import { randomBytes } from 'node:crypto'
import { constants, type BigIntStats } from 'node:fs'
import { link, lstat, mkdir, open, readlink, rename, rmdir, symlink, unlink, type FileHandle } from 'node:fs/promises'
import { systemErrorCode } from '../errors'
import { RootedError } from './rooted-error'
import { openParent, type Parent } from './rooted-parent'

/** Which very file, in which very state: differs whenever somebody wrote, replaced or re-moded it. */
export type Stamp = string

/** What is at a path. `under`: an entry above it is no folder, by its path; so nothing can be there. */
export type RootedEntry =
  | { readonly kind: 'absent'; readonly under: Buffer | null }
  | {
      readonly kind: 'file'
      readonly bytes: Buffer
      readonly mode: number
      readonly stamp: Stamp
      readonly mtimeMs: number
    }
  | { readonly kind: 'link'; readonly target: Buffer; readonly stamp: Stamp; readonly mtimeMs: number }
  /** Over the bound that was given; not read. */
  | {
      readonly kind: 'large'
      readonly size: number
      readonly mode: number
      readonly stamp: Stamp
      readonly mtimeMs: number
    }
  | { readonly kind: 'other'; readonly what: 'folder' | 'pipe' | 'device' | 'socket' }

/** A file or link to write. `mode` null: what the system gives new files, executable or not. */
export type NewEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode: number | null; readonly executable: boolean }
  | { readonly kind: 'link'; readonly target: Buffer }

const noFollow = constants.O_NOFOLLOW ?? 0
/** A pipe must not keep us waiting for its other end. */
const noWait = constants.O_NONBLOCK ?? 0

export interface RootedOptions {
  /** Do without folders that are held open, as on macOS and Windows. */
  readonly byName?: boolean
  /** For tests: between finding the folder and touching the entry. */
  readonly beforeTouching?: () => void | Promise<void>
}

export class Rooted {
  readonly root: string
  readonly #byName: boolean
  readonly #beforeTouching: () => void | Promise<void>

  /** `root`: absolute real path of a folder. Paths of all calls are relative to it, `/`-separated, without `.` and `..`. */
  constructor(root: string, { byName = process.platform !== 'linux', beforeTouching = () => {} }: RootedOptions = {}) {
    this.root = root
    this.#byName = byName
    this.#beforeTouching = beforeTouching
  }

  /** What is at a path. Rejects with `beyond-link` when a folder above it is a symbolic link, else with the system's error. */
  async read(path: Buffer, maxBytes: number): Promise<RootedEntry> {
    const parent = await openParent(this.root, path, this.#byName)
    if (parent.kind === 'link') throw beyond(parent.at)
    if (parent.kind === 'absent') return { kind: 'absent', under: parent.under }
    try {
      return await readEntry(parent.entry, maxBytes)
    } finally {
      await parent.close()
    }
  }

  /** The stamp of what is at a path now; null when nothing is. */
  async stamp(path: Buffer): Promise<Stamp | null> {
    return this.#in(path, async ({ entry }) => {
      const seen = await look(entry)
      return seen && stampOf(seen)
    })
  }

  /**
   * Writes an entry where the caller saw `expected` (null: nothing). The folders above must be there. Resolves with the new
   * entry's stamp and permission bits. Rejects with `changed`, `moved`, `beyond-link` or the system's error; then what was there is there.
   */
  async write(path: Buffer, what: NewEntry, expected: Stamp | null): Promise<{ stamp: Stamp; mode: number }> {
    return this.#in(path, async (parent) => {
      const fresh = parent.beside(temporaryName())
      try {
        await make(fresh, what)
        await this.#beforeTouching()
        const kept = await this.#place(parent, fresh, expected)
        try {
          await parent.check()
        } catch (error) {
          // Taken back in the very folder that it went to, wherever that is now.
          if (kept) await rename(kept, parent.entry)
          else await unlink(parent.entry)
          throw error
        }
        if (kept) await unlink(kept)
      } finally {
        await unlink(fresh).catch(() => {})
      }
      const written = await lstat(parent.entry, { bigint: true })
      return { stamp: stampOf(written), mode: Number(written.mode & 0o7777n) }
    })
  }

  /** Removes a file or link that the caller saw as `expected`. Rejects as `write` does; then it is still there. */
  async remove(path: Buffer, expected: Stamp): Promise<void> {
    await this.#in(path, async (parent) => {
      const aside = parent.beside(temporaryName())
      const seen = await same(parent.entry, expected)
      await this.#beforeTouching()
      await parent.check()
      await rename(parent.entry, aside)
      try {
        await parent.check()
        if (bodyOf(await lstat(aside, { bigint: true })) !== bodyOf(seen)) throw changed()
      } catch (error) {
        // Should the name be taken by now, it stays beside it: nothing is lost.
        await takeFreeName(aside, parent.entry)
        await unlink(aside).catch(() => {})
        throw error
      }
      await unlink(aside)
    })
  }

  /** Makes the folders above a path that are missing; gives those that it made, outermost first. */
  async makeFoldersAbove(path: Buffer): Promise<Buffer[]> {
    const made: Buffer[] = []
    for (const folder of foldersAbove(path)) if (await this.makeFolder(folder, null)) made.push(folder)
    return made
  }

  /** Makes one folder, with these permission bits (null: the system's). False if one is there. */
  async makeFolder(path: Buffer, mode: number | null): Promise<boolean> {
    return this.#in(path, async (parent) => {
      try {
        await mkdir(parent.entry)
      } catch (error) {
        if (systemErrorCode(error) !== 'EEXIST') throw error
        const there = await lstat(parent.entry)
        if (there.isDirectory()) return false
        throw there.isSymbolicLink() ? beyond(path) : error
      }
      if (mode !== null) {
        const folder = await open(parent.entry, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | noFollow)
        await folder.chmod(mode).finally(() => folder.close())
      }
      return true
    })
  }

  /** Removes a folder if it is empty; gives the permission bits it had, null if it stays. */
  async removeEmptyFolder(path: Buffer): Promise<number | null> {
    return this.#in(path, async ({ entry }) => {
      const seen = await look(entry)
      if (!seen?.isDirectory()) return null
      try {
        await rmdir(entry)
        return Number(seen.mode & 0o7777n)
      } catch {
        // Not empty, in use, or not ours: it stays, which harms nobody.
        return null
      }
    })
  }

  /** Gives `fresh` the name of the entry. Resolves with where the entry that had it is kept meanwhile; null if there was none. */
  async #place(parent: Parent, fresh: Buffer, expected: Stamp | null): Promise<Buffer | null> {
    await parent.check()
    if (expected === null) {
      await takeFreeName(fresh, parent.entry)
      return null
    }
    const seen = await same(parent.entry, expected)
    const kept = parent.beside(temporaryName())
    const isKept = await link(parent.entry, kept).then(
      () => true,
      // exFAT and some network disks know no hard links; some systems none to links or to somebody else's files.
      () => false,
    )
    try {
      if (isKept && bodyOf(await lstat(kept, { bigint: true })) !== bodyOf(seen)) throw changed()
      await rename(fresh, parent.entry)
    } catch (error) {
      if (isKept) await unlink(kept)
      throw error
    }
    return isKept ? kept : null
  }

  async #in<T>(path: Buffer, act: (parent: Parent) => Promise<T>): Promise<T> {
    const parent = await openParent(this.root, path, this.#byName)
    if (parent.kind === 'link') throw beyond(parent.at)
    if (parent.kind === 'absent') throw changed()
    try {
      return await act(parent)
    } finally {
      await parent.close()
    }
  }
}

/** The folders above a path, outermost first: `a`, `a/b` for `a/b/c`. */
export function foldersAbove(path: Buffer): Buffer[] {
  const folders: Buffer[] = []
  for (let at = path.indexOf(slash); at > 0; at = path.indexOf(slash, at + 1)) folders.push(path.subarray(0, at))
  return folders
}

const slash = 0x2f

async function readEntry(entry: Buffer, maxBytes: number): Promise<RootedEntry> {
  const seen = await look(entry)
  if (!seen) return { kind: 'absent', under: null }
  if (seen.isSymbolicLink()) {
    const target = await readlink(entry, { encoding: 'buffer' })
    return { kind: 'link', target, stamp: stampOf(seen), mtimeMs: Number(seen.mtimeMs) }
  }
  if (!seen.isFile()) return { kind: 'other', what: whatIs(seen) }
  const file = await open(entry, constants.O_RDONLY | noFollow | noWait).catch((error: unknown) => {
    throw systemErrorCode(error) === 'ELOOP' ? changed() : error
  })
  try {
    return await readFile(file, maxBytes)
  } finally {
    await file.close()
  }
}

async function readFile(file: FileHandle, maxBytes: number): Promise<RootedEntry> {
  const before = await file.stat({ bigint: true })
  if (!before.isFile()) return { kind: 'other', what: whatIs(before) }
  const facts = { mode: Number(before.mode & 0o7777n), stamp: stampOf(before), mtimeMs: Number(before.mtimeMs) }
  if (before.size > BigInt(maxBytes)) return { kind: 'large', size: Number(before.size), ...facts }
  const bytes = Buffer.alloc(Number(before.size))
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at)
    if (bytesRead === 0) throw changed()
    at += bytesRead
  }
  // Written to while it was read: what was read may be half of each.
  if (stampOf(await file.stat({ bigint: true })) !== facts.stamp) throw changed()
  return { kind: 'file', bytes, ...facts }
}

function whatIs(stats: BigIntStats): 'folder' | 'pipe' | 'device' | 'socket' {
  if (stats.isDirectory()) return 'folder'
  if (stats.isFIFO()) return 'pipe'
  return stats.isSocket() ? 'socket' : 'device'
}

async function make(path: Buffer, what: NewEntry): Promise<void> {
  if (what.kind === 'link') return symlink(what.target, path)
  const file = await open(path, 'wx', what.executable ? 0o777 : 0o666)
  try {
    await file.writeFile(what.bytes)
    if (what.mode !== null) await file.chmod(what.mode)
  } finally {
    await file.close()
  }
}

/** A hard link is the one way to say "only if the name is free" that every system has. */
async function takeFreeName(fresh: Buffer, entry: Buffer): Promise<void> {
  try {
    await link(fresh, entry)
    return
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw changed()
  }
  if (await look(entry)) throw changed()
  await rename(fresh, entry)
}

async function same(entry: Buffer, expected: Stamp): Promise<BigIntStats> {
  const seen = await look(entry)
  if (!seen || stampOf(seen) !== expected) throw changed()
  return seen
}

async function look(entry: Buffer): Promise<BigIntStats | null> {
  try {
    return await lstat(entry, { bigint: true })
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null
    throw error
  }
}

function stampOf(stats: BigIntStats): Stamp {
  return `${bodyOf(stats)}:${stats.ctimeNs}`
}

/** As the stamp, without the time that a rename or a second name changes too. */
function bodyOf({ dev, ino, mode, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, mode, size, mtimeNs].join(':')
}

function temporaryName(): Buffer {
  return Buffer.from(`.deck-${process.pid}-${randomBytes(5).toString('hex')}.tmp`)
}

function changed(): RootedError {
  return new RootedError('changed', 'It was changed by somebody else at the same moment.')
}

function beyond(at: Buffer): RootedError {
  return new RootedError('beyond-link', `${at.toString()} is a symbolic link.`)
}
