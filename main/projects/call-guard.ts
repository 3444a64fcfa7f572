// Where somebody may stand between the app and a project's Codex, to see to it that a call starts nothing that the person hasn't
// allowed. Who stands there is none of this file's: main/mcp does.
import type { Project } from '@contract/model'
import { CodexError } from '../codex/errors'
import type { CodexConnection } from '../codex/server/connection'
import type { Fields } from '../codex/server/fields'
import type { CodexNotification } from '../codex/server/methods'
import type { HomeSupervisor } from '../codex/server/supervisor'
import type { TrackedThread } from '../codex/server/thread-tracker'

/** A project's server that answers. */
export interface GuardedServer {
  /** As it is in the list now. Throws when it was removed. */
  readonly project: Project
  readonly projectId: string
  readonly supervisor: HomeSupervisor
  /** What the app adds to a call itself, such as where the demo's model is. */
  readonly adapt: (method: string, params: Fields) => Promise<unknown>
}

export interface CallGuard {
  /** Carries a call out by `send`, with other params where need be, or rejects. Sees every call. */
  around(
    server: GuardedServer,
    method: string,
    params: unknown,
    send: (params: unknown) => Promise<unknown>,
  ): Promise<unknown>
  /** Called on a new server, once it knows about trust and before it takes these threads up again. Must not reject. */
  prepare(project: Project, connection: CodexConnection, threads: readonly TrackedThread[]): Promise<void>
  /** What one of them is taken up with, given what else it is taken up with. */
  resumeOverrides(projectId: string, thread: TrackedThread, fresh: Fields): Fields
  /** What is written counts from now on in loaded threads too. */
  reload(server: GuardedServer): Promise<void>
  /** Must be quick. */
  notification(server: GuardedServer, notification: CodexNotification): void
}

/** The server of a project as a guard works with it. */
export function guardedServer(
  projectId: string,
  supervisor: HomeSupervisor,
  parts: {
    find: (projectId: string) => Project | null
    adapt: (project: Project, method: string, params: Fields) => Promise<unknown>
  },
): GuardedServer {
  const project = (): Project => {
    const found = parts.find(projectId)
    if (!found) throw new CodexError('stopped', 'This project was removed.')
    return found
  }
  return {
    get project() {
      return project()
    },
    projectId,
    supervisor,
    adapt: async (method, params) => parts.adapt(project(), method, params),
  }
}
