// The folder that an entry is in, reached from the root one folder at a time and never over a symbolic link. On Linux each is
// opened below the one before by /proc/self/fd, which is what openat does; the entry is then named below the open folder.
import { constants } from 'node:fs'
import { access, lstat, open, readlink, realpath, type FileHandle } from 'node:fs/promises'
import { systemErrorCode } from '../errors'
import { RootedError } from './rooted-error'

export interface Parent {
  readonly kind: 'folder'
  /** A path of the entry for the system's calls; good until `close`. */
  readonly entry: Buffer
  /** A path of a neighbour. */
  readonly beside: (name: Buffer) => Buffer
  /** Rejects if the folder is not where it was when it was opened. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}

export type OpenedParent =
  | Parent
  /** A folder above is a symbolic link. */
  | { readonly kind: 'link'; readonly at: Buffer }
  /** There is no such folder. `under`: because this path above it is something else than a folder. */
  | { readonly kind: 'absent'; readonly under: Buffer | null }

const slash = Buffer.from('/')
const flags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0)

/**
 * Opens the folder of the entry `path` (relative, `/`-separated) below `root`; with `byName` it is only looked at. Rejects with
 * `moved` when the root isn't where it was, else with the system's error.
 */
export async function openParent(root: string, path: Buffer, byName: boolean): Promise<OpenedParent> {
  const names = splitPath(path)
  const entry = names.pop()
  if (!entry) throw new Error('an empty path')
  return !byName && (await hasOpenFolders()) ? openHeld(root, names, entry) : openNamed(root, names, entry)
}

/** The names of a path. Throws on what could lead elsewhere: this is the last line, the words for a person come earlier. */
function splitPath(path: Buffer): Buffer[] {
  const names = path.toString('latin1').split('/')
  if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0')))
    throw new Error('a path that is not plainly below its folder')
  // A drive letter, a stream, or the other separator would lead out on Windows.
  if (process.platform === 'win32' && names.some((name) => /[:\\]/.test(name)))
    throw new Error('a path that is not plainly below its folder')
  return names.map((name) => Buffer.from(name, 'latin1'))
}

let openFolders: Promise<boolean> | undefined

function hasOpenFolders(): Promise<boolean> {
  return (openFolders ??= access('/proc/self/fd').then(
    () => true,
    () => false,
  ))
}

async function openHeld(root: string, names: readonly Buffer[], entry: Buffer): Promise<OpenedParent> {
  let held: FileHandle = await open(root, flags)
  const base = Buffer.from(root)
  const walked: Buffer[] = []
  try {
    // A link above the root, or the root itself moved since its path was found.
    if (!(await placeOf(held)).equals(base)) throw moved()
    for (const name of names) {
      const next = below(held, name)
      walked.push(name)
      let opened: FileHandle
      try {
        opened = await open(next, flags)
      } catch (error) {
        const answer = await whyNot(next, joined(walked), error)
        await held.close()
        return answer
      }
      await held.close()
      held = opened
    }
  } catch (error) {
    await held.close().catch(() => {})
    throw error
  }
  const folder = held
  const expected = joined([base, ...walked])
  return {
    kind: 'folder',
    entry: below(folder, entry),
    beside: (name) => below(folder, name),
    check: async () => {
      if (!(await placeOf(folder)).equals(expected)) throw moved()
    },
    close: () => folder.close(),
  }
}

/** Where an open folder is now: the system follows it when it is renamed. */
function placeOf({ fd }: FileHandle): Promise<Buffer> {
  return readlink(`/proc/self/fd/${fd}`, { encoding: 'buffer' })
}

function below({ fd }: FileHandle, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`/proc/self/fd/${fd}/`), name])
}

/** Without open folders: every folder is looked at by its name, again by `check`. */
async function openNamed(root: string, names: readonly Buffer[], entry: Buffer): Promise<OpenedParent> {
  const start = Buffer.from(root)
  if ((await realpath(root)) !== root) throw moved()
  const seen = await walk(start, names)
  if (typeof seen !== 'string') return seen
  const folder = joined([start, ...names])
  return {
    kind: 'folder',
    entry: joined([folder, entry]),
    beside: (name) => joined([folder, name]),
    check: async () => {
      if ((await walk(start, names)) !== seen) throw moved()
    },
    close: () => Promise.resolve(),
  }
}

/** Which very folders are on the way, or why there is no way. */
async function walk(start: Buffer, names: readonly Buffer[]): Promise<string | Exclude<OpenedParent, Parent>> {
  const seen: string[] = []
  for (let count = 0; count <= names.length; count++) {
    const walked = names.slice(0, count)
    try {
      const stats = await lstat(joined([start, ...walked]), { bigint: true })
      if (stats.isSymbolicLink()) return { kind: 'link', at: joined(walked) }
      if (!stats.isDirectory()) return { kind: 'absent', under: joined(walked) }
      seen.push(`${stats.dev}:${stats.ino}`)
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
      return { kind: 'absent', under: null }
    }
  }
  return seen.join('/')
}

async function whyNot(path: Buffer, at: Buffer, error: unknown): Promise<Exclude<OpenedParent, Parent>> {
  const code = systemErrorCode(error)
  if (code === 'ENOENT') return { kind: 'absent', under: null }
  if (code !== 'ENOTDIR' && code !== 'ELOOP') throw error
  const stats = await lstat(path)
  return stats.isSymbolicLink() ? { kind: 'link', at } : { kind: 'absent', under: at }
}

function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part, index) => (index === 0 ? [part.equals(slash) ? Buffer.of() : part] : [slash, part])),
  )
}

function moved(): RootedError {
  return new RootedError('moved', 'A folder above it was moved or replaced at the same moment.')
}
