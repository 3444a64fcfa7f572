// Which CODEX_HOME belongs to a project, its own or one that it shares with the terminal, and where in it a thread's rollout
// lies. The one place that knows; it reads the disk only to find a rollout and never writes.
import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { homeLayout, projectHomePath } from '../codex/home/layout'

export interface ProjectHome {
  readonly projectId: string
  readonly projectPath: string
  /** Absolute path, the value of CODEX_HOME. It may not exist yet. */
  readonly home: string
  /** The person's own home, used as it is: nothing is written to it but by Codex and by their explicit act. */
  readonly shared: boolean
  /** Set for a shared home, which holds sessions of many folders: only those that ran in these are the project's. */
  readonly onlyCwds: readonly string[] | null
}

export interface LocatedRollout {
  /** The newest file, by its real path inside sessions/ or archived_sessions/ of the home. */
  readonly path: string
  /** All files of the thread, oldest first: a thread that was reverted goes on in a further one. */
  readonly parts: readonly string[]
  readonly archived: boolean
}

/** The home of a project. `folders`: where else than in its own folder its chats ran, in worktrees. Pure. */
export function homeOf(
  userData: string,
  project: Pick<Project, 'id' | 'path' | 'sharedHome'>,
  folders: readonly string[] = [],
): ProjectHome {
  const { id, path, sharedHome } = project
  return {
    projectId: id,
    projectPath: path,
    home: sharedHome ?? projectHomePath(userData, path),
    shared: sharedHome !== null,
    onlyCwds: sharedHome === null ? null : [path, ...folders],
  }
}

export interface SessionHomesParts {
  userData: string
  find: (projectId: string) => Project | null
  list: () => Project[]
  /** Folders of the worktrees that a project has or had. */
  folders?: (projectId: string) => readonly string[]
}

export class SessionHomes {
  readonly #parts: SessionHomesParts

  constructor(parts: SessionHomesParts) {
    this.#parts = parts
  }

  /** Throws a CallError when the project is not in the list. */
  of(projectId: string): ProjectHome {
    const project = this.#parts.find(projectId)
    if (!project) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return this.#homeOf(project)
  }

  all(): ProjectHome[] {
    return this.#parts.list().map((project) => this.#homeOf(project))
  }

  #homeOf(project: Project): ProjectHome {
    return homeOf(this.#parts.userData, project, this.#parts.folders?.(project.id))
  }

  /** The rollout of a thread. Throws a CallError (`no-rollout`) when there is none, or it lies outside the home. */
  async rollout(projectId: string, threadId: string): Promise<LocatedRollout> {
    const located = await locateRollout(this.of(projectId).home, threadId)
    if (located === null)
      throw new CallError(
        'no-rollout',
        'This session is not on disk any more, or not yet: Codex writes it with its first turn.',
      )
    return located
  }
}

/** A thread's rollout in a home, or null. A link that leads out of the home's session folders is refused like a missing file. */
export async function locateRollout(home: string, threadId: string): Promise<LocatedRollout | null> {
  // Not loaded with the app: nobody looks for a rollout before the window has painted.
  const { findRollout } = await import('../codex/rollout/find')
  const found = await findRollout(home, threadId)
  if (found === null) return null
  const { sessions, archivedSessions } = homeLayout(home)
  const root = await realpath(found.archived ? archivedSessions : sessions).catch(() => null)
  const parts = await Promise.all(found.parts.map((part) => realpath(part).catch(() => null)))
  const inside = parts.flatMap((part) => (part !== null && root !== null && isBelow(root, part) ? [part] : []))
  const path = inside.at(-1)
  return path === undefined || inside.length < parts.length ? null : { path, parts: inside, archived: found.archived }
}

/** Whether `path` lies below `folder`, both real. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
