// Makes a project's home ready for a server: its own is created if need be, a shared one is only looked at.
import type { Project } from '@contract/model'
import { createProjectHome } from '../codex/home/create'
import { requireSharedHome } from './shared-home'

export interface OpenedHome {
  /** Tells servers apart. Projects on one shared home have a server each, as a terminal beside the app has. */
  readonly key: string
  readonly projectId: string
  /** The value of CODEX_HOME. */
  readonly home: string
  readonly shared: boolean
}

/** The project's home, there and usable. Rejects with `home-unwritable` or `home-in-temp` in words. */
export async function openProjectHome(userData: string, project: Project): Promise<OpenedHome> {
  const projectId = project.id
  if (project.sharedHome === null) {
    const { home } = await createProjectHome({ userData, projectPath: project.path })
    return { key: home, projectId, home, shared: false }
  }
  const home = await requireSharedHome(userData, project.sharedHome)
  return { key: `${projectId}@${home}`, projectId, home, shared: true }
}
