// Moves a project to another home: checked first, then what waits on the old one is done, its server ends, and the window
// reads the project's list anew. The old home stays as it is on disk.
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import type { ProjectServers } from './project-servers'
import type { ProjectRegistry } from './registry'
import { requireSharedHome } from './shared-home'

export interface ChangeHomeParts {
  userData: string
  registry: ProjectRegistry
  servers: ProjectServers
  /** Does what still waits for the project's server. */
  leave: (projectId: string) => Promise<void>
  push: (event: PushEvent) => void
}

/** `sharedHome` null: a home of its own. Throws in words when the home can't be used or Codex works in the project. */
export async function changeHome(parts: ChangeHomeParts, project: Project, sharedHome: string | null): Promise<void> {
  const { userData, registry, servers, leave, push } = parts
  const home = sharedHome === null ? null : await requireSharedHome(userData, sharedHome)
  if (home === project.sharedHome) return
  if ((servers.running(project.id)?.runningTurns.length ?? 0) > 0)
    throw new CallError('turn-running', 'Codex is still working in this project. Stop it first, then change the home.')
  await leave(project.id)
  await registry.setHome(project.id, home)
  await servers.homeChanged(project.id)
  push({ type: 'sessions-changed', projectId: project.id })
}
