// Finds rollout files on disk by their names: those of a home, laid out as Codex does, or of any folder. It looks at names,
// sizes and times and opens no file. Links to files are not followed.
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { systemErrorCode } from '../codex/errors'
import { homeLayout } from '../codex/home/layout'
import { breathe, inParallel } from './in-parallel'

/** One file of a thread. A thread that was reverted goes on in a file of its own, its segment. */
export interface RolloutPart {
  readonly path: string
  /** File name, `rollout-<local time>-<thread id>[_<segment id>].jsonl`. */
  readonly name: string
  readonly threadId: string
  /** What other rollouts that continue this one call it: the segment's id, else the thread's. */
  readonly fileId: string
  /** From the name; null when it is no date. Unix ms. */
  readonly createdAtMs: number | null
  /** Codex packed it (`.jsonl.zst`) and unpacks it when the session is resumed. */
  readonly compressed: boolean
  readonly archived: boolean
  readonly bytes: number
  readonly mtimeMs: number
}

/** A thread's files. Path, name and size are those of the first one, in which it began. */
export interface RolloutFile extends RolloutPart {
  /** All of them, the first one first. */
  readonly parts: readonly RolloutPart[]
  /** When the last one was written to. */
  readonly changedAtMs: number
}

export interface FileProblem {
  readonly file: string
  readonly reason: string
}

export interface FoundRollouts {
  /** Newest change first; each thread once. */
  readonly files: RolloutFile[]
  readonly problems: FileProblem[]
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const namePattern = new RegExp(
  `^rollout-(\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2})-(${uuid})(?:_(${uuid}))?\\.jsonl(\\.zst)?$`,
  'i',
)

/** Bounds of a search through a folder that is no home. */
const searchBounds = { depth: 8, folders: 20_000, files: 100_000 }

interface Candidate {
  path: string
  archived: boolean
}

/** All rollouts of a home, archived ones too. A home that isn't there has none. */
export async function listHomeRollouts(home: string): Promise<FoundRollouts> {
  const { sessions, archivedSessions } = homeLayout(home)
  const problems: FileProblem[] = []
  const candidates = [
    ...(await walk(sessions, 3, false, problems)),
    ...(await walk(archivedSessions, 3, true, problems)),
  ]
  return examine(candidates, problems)
}

/** Rollouts anywhere below a folder, within bounds. What lies under `archived_sessions` counts as archived. */
export async function searchFolderRollouts(folder: string): Promise<FoundRollouts> {
  const problems: FileProblem[] = []
  return examine(await walk(folder, searchBounds.depth, null, problems), problems)
}

/** What a rollout's name says; null when it is no rollout's name. */
export function parseRolloutName(
  name: string,
): Pick<RolloutPart, 'threadId' | 'fileId' | 'createdAtMs' | 'compressed'> | null {
  const [, time, id, segment, packed] = namePattern.exec(name) ?? []
  if (time === undefined || id === undefined) return null
  const atMs = Date.parse(time.replace(/T(\d{2})-(\d{2})-(\d{2})$/, 'T$1:$2:$3'))
  return {
    threadId: id.toLowerCase(),
    fileId: (segment ?? id).toLowerCase(),
    createdAtMs: Number.isNaN(atMs) ? null : atMs,
    compressed: packed !== undefined,
  }
}

async function walk(
  root: string,
  depth: number,
  archived: boolean | null,
  problems: FileProblem[],
): Promise<Candidate[]> {
  const found: Candidate[] = []
  let level: { path: string; archived: boolean }[] = [{ path: root, archived: archived ?? isArchive(root) }]
  let seen = 0
  for (let at = 0; at <= depth && level.length > 0; at++) {
    const next: typeof level = []
    for (const folder of level) {
      if (++seen > searchBounds.folders || found.length >= searchBounds.files) {
        problems.push({
          file: root,
          reason: 'There is too much in here to look through all of it. Choose a smaller folder.',
        })
        return found
      }
      for (const entry of await entriesOf(folder.path, folder.path === root, problems)) {
        const path = join(folder.path, entry.name)
        if (entry.isDirectory())
          next.push({ path, archived: folder.archived || (archived === null && isArchive(path)) })
        else if (entry.name.startsWith('rollout-') && /\.jsonl(?:\.zst)?$/i.test(entry.name))
          if (entry.isFile()) found.push({ path, archived: folder.archived })
          else problems.push({ file: path, reason: 'It is a link, and links are not followed.' })
      }
      if (seen % 100 === 0) await breathe()
    }
    level = next
  }
  return found
}

const isArchive = (path: string): boolean => basename(path) === 'archived_sessions'

async function entriesOf(folder: string, isRoot: boolean, problems: FileProblem[]): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const missing = systemErrorCode(error) === 'ENOENT'
    if (!(isRoot && missing))
      problems.push({ file: folder, reason: `The folder can't be read (${systemErrorCode(error)}).` })
    return []
  }
}

async function examine(candidates: readonly Candidate[], problems: FileProblem[]): Promise<FoundRollouts> {
  const looked = await inParallel(candidates, 32, (candidate) => examineOne(candidate, problems))
  const threads = new Map<string, Map<string, RolloutPart>>()
  for (const part of looked) {
    if (part === null) continue
    const parts = threads.get(part.threadId) ?? new Map<string, RolloutPart>()
    threads.set(part.threadId, parts)
    const other = parts.get(part.fileId)
    const [kept, left] = other && other.mtimeMs >= part.mtimeMs ? [other, part] : [part, other]
    parts.set(part.fileId, kept)
    if (left) problems.push({ file: left.path, reason: `It is an older copy of a session that is in ${kept.path}.` })
  }
  const files = [...threads.values()].flatMap((parts) => together([...parts.values()]) ?? [])
  return { files: files.toSorted((a, b) => b.changedAtMs - a.changedAtMs), problems }
}

async function examineOne({ path, archived }: Candidate, problems: FileProblem[]): Promise<RolloutPart | null> {
  const name = basename(path)
  const parsed = parseRolloutName(name)
  if (parsed === null) {
    problems.push({ file: path, reason: 'Its name is not one that Codex gives.' })
    return null
  }
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, name, archived, bytes: size, mtimeMs, ...parsed }
  } catch (error) {
    // Gone since the folder was read: archived, deleted or unpacked just now.
    const code = systemErrorCode(error)
    if (code !== 'ENOENT') problems.push({ file: path, reason: `It can't be read (${code}).` })
    return null
  }
}

/** The files of one thread as one: its own file first, then the segments in the order of their (time-ordered) ids. */
function together(parts: readonly RolloutPart[]): RolloutFile | null {
  const rank = (part: RolloutPart): string => (part.fileId === part.threadId ? '' : part.fileId)
  const ordered = parts.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const [first] = ordered
  return first ? { ...first, parts: ordered, changedAtMs: Math.max(...parts.map(({ mtimeMs }) => mtimeMs)) } : null
}
