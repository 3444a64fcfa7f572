// Finds the rollout file of a thread in a home by its name, which Codex gives it. Opens no file.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { homeLayout } from '../home/layout'

export interface FoundRollout {
  /** As the home spells it; links are not resolved. */
  readonly path: string
  readonly archived: boolean
  /** All files of the thread, oldest first: a reverted thread goes on in a further one, a segment. */
  readonly parts: readonly string[]
}

const threadIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The newest file of a thread, archived or not; null when there is none or `threadId` is no id. */
export async function findRollout(home: string, threadId: string): Promise<FoundRollout | null> {
  if (!threadIdPattern.test(threadId)) return null
  const { sessions, archivedSessions } = homeLayout(home)
  for (const [root, archived] of [
    [sessions, false],
    [archivedSessions, true],
  ] as const) {
    const parts = await eachOnce(await partsBelow(root, threadId.toLowerCase()))
    const path = parts.at(-1)
    if (path !== undefined) return { path, archived, parts }
  }
  return null
}

interface Part {
  readonly path: string
  readonly order: string
}

/** The paths in their order; of copies of one file the one written to last, as lists take it. */
async function eachOnce(parts: readonly Part[]): Promise<string[]> {
  const kept = new Map<string, Part>()
  for (const part of parts) {
    const other = kept.get(part.order)
    if (other === undefined || (await writtenAt(part.path)) > (await writtenAt(other.path))) kept.set(part.order, part)
  }
  return [...kept.values()].toSorted((a, b) => (a.order < b.order ? -1 : 1)).map(({ path }) => path)
}

const writtenAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )

/** sessions/YYYY/MM/DD, or flat in the archive: no deeper. */
async function partsBelow(root: string, threadId: string, depth = 3): Promise<Part[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const here: Part[] = []
  const below: string[] = []
  for (const entry of entries) {
    const path = join(root, entry.name)
    if (entry.isDirectory()) {
      if (depth > 0) below.push(path)
      continue
    }
    // Links are judged by who opens them; pipes and sockets are nobody's sessions.
    const order = entry.isFile() || entry.isSymbolicLink() ? partOrder(entry.name, threadId) : null
    if (order !== null) here.push({ order, path })
  }
  const deeper = await Promise.all(below.map((folder) => partsBelow(folder, threadId, depth - 1)))
  return [...here, ...deeper.flat()]
}

/** What sorts a thread's files: '' for its first one, then the (time-ordered) ids of its segments. Null for another's file. */
function partOrder(name: string, threadId: string): string | null {
  if (!name.startsWith('rollout-') || !name.endsWith('.jsonl')) return null
  const stem = name.slice(0, -'.jsonl'.length).toLowerCase()
  const at = stem.indexOf(threadId)
  if (at < 0) return null
  const rest = stem.slice(at + threadId.length)
  return rest === '' ? '' : rest.startsWith('_') ? rest : null
}
