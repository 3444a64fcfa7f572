// What an import could bring in: the sessions of a source, grouped by the folder they ran in, with those marked that the
// project has already. Reads only.
import type { ImportCandidate, ImportScan, ImportSource } from '@contract/imports'
import { realFolder } from '../projects/inspect'
import type { ProjectHome } from './homes'
import { listHomeRollouts } from './rollout-files'
import { toldProblems, type SessionIndex, type SessionsFound } from './session-index'

/** The sessions of a source. A home is remembered like any other; a folder is searched anew. */
export function findInSource(index: SessionIndex, source: ImportSource): Promise<SessionsFound> {
  return source.kind === 'home' ? index.refresh(source.path) : index.searchFolder(source.path)
}

/** What a home has already, archived sessions too. */
export interface HomeContents {
  readonly threads: ReadonlySet<string>
  /** Ids of all files, see `RolloutPart.fileId`. */
  readonly files: ReadonlySet<string>
}

export async function contentsOf(home: string): Promise<HomeContents> {
  const { files } = await listHomeRollouts(home)
  return {
    threads: new Set(files.map(({ threadId }) => threadId)),
    files: new Set(files.flatMap(({ parts }) => parts.map(({ fileId }) => fileId))),
  }
}

/** The found sessions as the window shows them. Sub-agents come along with their parent and are not offered by themselves. */
export async function describeScan(source: ImportSource, found: SessionsFound, into: ProjectHome): Promise<ImportScan> {
  const there = await contentsOf(into.home)
  const all = new Set(found.sessions.map(({ session }) => session.threadId))
  const byCwd = new Map<string, ImportCandidate[]>()
  for (const { session } of found.sessions) {
    if (session.parentThreadId !== null && all.has(session.parentThreadId)) continue
    const { threadId, title, updatedAtMs, createdAtMs, cwd, branch, archived, bytes, modelProvider } = session
    const candidate = { threadId, title, updatedAtMs, createdAtMs, cwd, branch, archived, bytes, modelProvider }
    const folder = byCwd.get(cwd)
    const entry: ImportCandidate = { ...candidate, imported: there.threads.has(threadId) }
    if (folder) folder.push(entry)
    else byCwd.set(cwd, [entry])
  }
  const folders = await Promise.all(
    [...byCwd].map(async ([cwd, sessions]) => ({
      cwd,
      isProject: await isSameFolder(cwd, into.projectPath),
      sessions,
    })),
  )
  // Sessions came newest first, so a folder's first one is its newest.
  const rank = ({ isProject, sessions }: (typeof folders)[number]): number =>
    isProject ? Number.MAX_SAFE_INTEGER : (sessions[0]?.updatedAtMs ?? 0)
  return {
    source,
    folders: folders.toSorted((a, b) => rank(b) - rank(a)),
    problems: found.problems.slice(0, toldProblems),
    problemCount: found.problems.length,
  }
}

/** Whether a session's folder is the project's, also when it was entered through a link. */
async function isSameFolder(cwd: string, projectPath: string): Promise<boolean> {
  if (cwd === projectPath) return true
  return cwd !== '' && (await realFolder(cwd)) === projectPath
}
