// How each project's app-server is doing, as main reports it.
import { create } from 'zustand'
import type { ServerStatus } from '../../../preload/contract/model'
import { app, whenUsable } from '../../bridge'
import { tellFailure } from './notices'

interface ServersStore {
  byProject: Readonly<Record<string, ServerStatus>>
  receive(statuses: readonly ServerStatus[]): void
  /** Answers whether it was started; why not is told. */
  restart(projectId: string): Promise<boolean>
}

export const useServers = create<ServersStore>()((set) => ({
  byProject: {},
  receive(statuses) {
    if (statuses.length === 0) return
    set((state) => {
      const byProject = { ...state.byProject }
      for (const status of statuses) byProject[status.projectId] = status
      return { byProject }
    })
  },
  async restart(projectId) {
    const result = await app('server/restart', { projectId })
    if (!result.ok) tellFailure('Codex was not started', result.error, projectId)
    return result.ok
  },
}))

/**
 * Resolves when a project's server may be asked on the window's own account (not the person's): at start-up, asking a
 * sleeping one would start a process before the window is usable.
 */
export async function untilAskable(projectId: string): Promise<void> {
  if (useServers.getState().byProject[projectId]?.state === 'idle') await whenUsable()
}
