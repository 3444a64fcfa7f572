// Compares what a server's loaded threads hold back with what their folders bring now, and brings the threads in line. Who may come
// in meanwhile, and what has to wait for a turn, thread-guard.ts sees to.
import { stringField } from '../codex/server/fields'
import type { GuardedServer } from '../projects/call-guard'
import type { Ask, FolderServers, FolderView } from './folder-servers'
import { holdsTooMuch, letsTooMuch, type Held } from './held-config'
import { loadedThreads, reopen, type LoadedThread, type ThreadRecords } from './loaded-threads'

export interface ComparerParts {
  folderServers: FolderServers
  /** A thread must be taken up anew and is at work. */
  onLate: (projectId: string) => void
  onFailure: (what: string, reason: unknown) => void
}

export const askOf =
  ({ supervisor }: GuardedServer): Ask =>
  (method, params) =>
    supervisor.requestRaw(method, params)

/** Whether a thread that holds this back lets through what it must not, or keeps off what may run by now. */
export const differs = (held: Held, view: FolderView): boolean =>
  letsTooMuch(held, view.held) || holdsTooMuch(held, view)

export class ThreadComparer {
  readonly #parts: ComparerParts

  constructor(parts: ComparerParts) {
    this.#parts = parts
  }

  /** Whether anything could be brought in, or is held back, anywhere that this server's threads work. */
  async mustCompare(server: GuardedServer, records: ThreadRecords): Promise<boolean> {
    if (holdsAny(records)) return true
    const { folderServers } = this.#parts
    const may = this.#foldersOf(server, records).map((cwd) => folderServers.mayBring(server.project, cwd))
    return (await Promise.all(may)).includes(true)
  }

  /** Nothing in any folder concerns servers, whatever the person's own configuration will say. */
  async bringsNothing(server: GuardedServer, records: ThreadRecords): Promise<boolean> {
    if (holdsAny(records)) return false
    const { folderServers } = this.#parts
    const views = this.#foldersOf(server, records).map((cwd) => folderServers.view(server.project, askOf(server), cwd))
    const seen = await Promise.all(views).catch(() => null)
    return seen?.every(({ held, names }) => held.size === 0 && names.size === 0) ?? false
  }

  /** Where threads of this server work. */
  #foldersOf({ project, supervisor }: GuardedServer, records: ThreadRecords): string[] {
    const held = supervisor.threads.flatMap(({ settings }) => stringField(settings, 'cwd') ?? [])
    const loaded = [...records.values()].map(({ cwd }) => cwd)
    return [...new Set([...this.#parts.folderServers.foldersOf(project), ...held, ...loaded])]
  }

  /** `unsafe` when some loaded thread lets something run at the next reload that it must not. */
  async bringInLine(server: GuardedServer, records: ThreadRecords): Promise<'safe' | 'unsafe'> {
    const { project } = server
    const views = new Map<string, Promise<FolderView>>()
    const viewOf = (cwd: string): Promise<FolderView> => {
      const view = views.get(cwd) ?? this.#parts.folderServers.view(project, askOf(server), cwd)
      views.set(cwd, view)
      return view
    }
    // Whatever else is loaded was started by one of these, with what that one has.
    const known = await Promise.all(
      [...records.values()].map(async ({ cwd, held }) => differs(held, await viewOf(cwd))),
    )
    const others = await Promise.all(this.#foldersOf(server, records).map(viewOf))
    if (!known.includes(true) && (known.length > 0 || others.every(({ held }) => held.size === 0))) return 'safe'
    const threads = await loadedThreads(server, records)
    const one = async (thread: LoadedThread): Promise<'safe' | 'unsafe'> => {
      const view = await viewOf(thread.cwd)
      const isUnsafe = letsTooMuch(thread.held, view.held)
      if (!isUnsafe && !holdsTooMuch(thread.held, view)) return 'safe'
      if (thread.canReopen) {
        const done = await reopen(server, thread, view.held, records).then(
          () => true,
          (error: unknown) => {
            this.#parts.onFailure(`taking the thread ${thread.id} up anew`, error)
            return false
          },
        )
        if (done) return 'safe'
      } else this.#parts.onLate(project.id)
      return isUnsafe ? 'unsafe' : 'safe'
    }
    return (await Promise.all(threads.map(one))).includes('unsafe') ? 'unsafe' : 'safe'
  }
}

const holdsAny = (records: ThreadRecords): boolean => [...records.values()].some(({ held }) => held.size > 0)
