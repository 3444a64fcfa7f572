// The handlers of all calls about worktrees. Their room is loaded when the first of them comes.
import type { WorktreeResults } from '@contract/worktrees'
import type { Worktrees } from '../changes/worktrees/worktrees'
import type { Handlers } from './router'

export type WorktreeHandlers = Pick<Handlers, keyof WorktreeResults>

export function createWorktreeHandlers(open: () => Promise<Worktrees>): WorktreeHandlers {
  let opened: Promise<Worktrees> | undefined
  const worktrees = (): Promise<Worktrees> => (opened ??= open())
  return {
    'worktrees/list': async ({ projectId }) => (await worktrees()).list(projectId),
    'worktrees/settings': async ({ projectId }) => (await worktrees()).settings(projectId),
    'worktrees/setSettings': async ({ projectId, settings }) => {
      await (await worktrees()).setSettings(projectId, settings)
      return null
    },
    'worktrees/create': async (wish) => (await worktrees()).create(wish),
    'worktrees/cancel': async ({ worktreeId }) => {
      const known = await worktrees()
      known.cancel(worktreeId)
      return null
    },
    'worktrees/runSetup': async ({ worktreeId }) => {
      const known = await worktrees()
      known.runSetup(worktreeId)
      return null
    },
    'worktrees/adopt': async ({ worktreeId, threadId }) => {
      await (await worktrees()).adopt(worktreeId, threadId)
      return null
    },
    'worktrees/refresh': async ({ projectId }) => {
      await (await worktrees()).refresh(projectId)
      return null
    },
    'worktrees/handBack': async ({ worktreeId, how }) => (await worktrees()).handBack(worktreeId, how),
    'worktrees/remove': async ({ worktreeId, ...how }) => (await worktrees()).remove(worktreeId, how),
    'worktrees/bringBack': async ({ worktreeId }) => (await worktrees()).bringBack(worktreeId),
    'worktrees/reveal': async ({ worktreeId }) => {
      const known = await worktrees()
      known.reveal(worktreeId)
      return null
    },
  }
}
