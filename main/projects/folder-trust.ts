// Sees to it that a project's server knows how far each folder is trusted that work runs in, before any work runs there: the
// project's own and those of its worktrees. Codex takes a worktree without an entry for its main checkout's (measured with
// 0.169.0), and writes "trusted" for that one by itself where it has none either. How it is told, trust.ts says.
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import type { CodexConnection } from '../codex/server/connection'
import { trustOverride, writeTrust } from './trust'

/** A folder besides its own that a project's threads may work in. */
export interface WorkFolder {
  readonly path: string
  /** Codex takes the project's own entry for it, for the project's folder is its main checkout. */
  readonly inherits: boolean
}

type Server = Pick<CodexConnection, 'request'>

export class FolderTrust {
  readonly #folders: (projectId: string) => readonly WorkFolder[]
  /** What a server was told of, until the trust changes. */
  readonly #told = new WeakMap<Server, Set<string>>()
  /** What the server of a project on a shared home was started with. */
  readonly #given = new Map<string, ReadonlySet<string>>()

  constructor(folders: (projectId: string) => readonly WorkFolder[]) {
    this.#folders = folders
  }

  /** Tells a server on a home of the project's own of all its folders. Rejects if Codex refuses. */
  async tell(server: Server, project: Project): Promise<void> {
    const paths = this.#paths(project)
    await writeTrust(server, paths, project.trust)
    this.#told.set(server, new Set(paths))
  }

  /** The same for a server on a shared home, as a `-c` setting of its start. */
  override(project: Project): string {
    this.#given.set(project.id, new Set(this.#paths(project)))
    return this.setting(project)
  }

  /** The same for a Codex that is none of the project's servers. */
  setting(project: Project): string {
    return trustOverride(this.#paths(project), project.trust)
  }

  /**
   * Lets a call through once its server knows the folder that it names. `anew` starts the server of a shared home again if
   * nothing runs on it. Rejects when Codex refuses, or can't be told now.
   */
  async before(
    project: Project,
    params: unknown,
    server: () => Promise<Server>,
    anew: () => Promise<void>,
  ): Promise<void> {
    const cwd = typeof params === 'object' && params !== null && 'cwd' in params ? params.cwd : undefined
    if (typeof cwd !== 'string' || cwd === project.path) return
    if (project.sharedHome !== null) return this.#givenOf(project, cwd, anew)
    const known = await server()
    const told = this.#told.get(known) ?? new Set()
    if (told.has(cwd)) return
    await writeTrust(known, [cwd], project.trust)
    this.#told.set(known, told.add(cwd))
  }

  async #givenOf(project: Project, cwd: string, anew: () => Promise<void>): Promise<void> {
    const isKnown = (): boolean => this.#given.get(project.id)?.has(cwd) === true
    if (isKnown() || this.#folders(project.id).some(({ path, inherits }) => inherits && path === cwd)) return
    await anew()
    if (!isKnown())
      throw new CallError(
        'home-busy',
        'Codex must be started anew before it can work in this worktree, because the project shares the home of the terminal. Wait until the chats that still run have ended.',
      )
  }

  #paths(project: Project): string[] {
    return [project.path, ...this.#folders(project.id).map(({ path }) => path)]
  }
}
