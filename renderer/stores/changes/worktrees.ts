// The worktrees of each project as main tells of them, and where the next chat of a project is to work. Main makes, looks at and
// removes them; this window asks.
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ActReport, Place } from '../../../preload/contract/changes'
import type { Result } from '../../../preload/contract/result'
import type { Worktree, WorktreeSettings } from '../../../preload/contract/worktrees'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { onChangeEvent } from './change-events'

export interface NewWorktree {
  base: string
  branch: string
  runSetup: boolean
}

interface WorktreesStore {
  /** Oldest first. Absent until the worktrees of the project were read. */
  byProject: Readonly<Record<string, readonly Worktree[]>>
  /** How far making one is, in words, by its id. */
  progress: Readonly<Record<string, string>>
  /**
   * Where the next new chat of a project works: a worktree's id; absent or null: the project's own folder. One that is gone stays
   * chosen, so that nothing is sent to the project's own folder unseen.
   */
  chosen: Readonly<Record<string, string | null>>
  /** The project that a new worktree is being described for: the dialog is open. */
  asking: string | null
  /** Reads the worktrees of a project, once; main tells of later ones by itself. */
  load(projectId: string): Promise<void>
  /** Has main look again at what each holds. */
  refresh(projectId: string): Promise<void>
  choose(projectId: string, worktreeId: string | null): void
  ask(projectId: string | null): void
  settings(projectId: string): Promise<Result<WorktreeSettings>>
  setSettings(projectId: string, settings: WorktreeSettings): Promise<Result<null>>
  /** Answers once it stands, set-up run included, or with why it doesn't. */
  create(projectId: string, wanted: NewWorktree): Promise<Result<Worktree>>
  cancel(worktreeId: string): Promise<void>
  runSetup(worktreeId: string): Promise<Result<null>>
  handBack(worktreeId: string, how: 'merge' | 'apply'): Promise<Result<ActReport>>
  remove(worktreeId: string, how: { discard: boolean; branch: boolean }): Promise<Result<{ canUndo: boolean }>>
  /** Takes a removal back, and says what came of it. */
  bringBack(worktree: Pick<Worktree, 'id' | 'projectId' | 'branch'>): Promise<void>
  reveal(worktreeId: string): Promise<void>
}

/** Files change in bursts: what a worktree holds is counted once they have ended. */
const lookAfterMs = 1000

export const useWorktrees = create<WorktreesStore>()((set, get) => {
  const asked = new Set<string>()
  const receive = (projectId: string, worktrees: readonly Worktree[]): void =>
    set(({ byProject, progress }) => {
      const mine = [...(byProject[projectId] ?? []), ...worktrees]
      const over = new Set(mine.flatMap(({ id }) => id))
      for (const { id, state } of worktrees) if (state === 'creating') over.delete(id)
      return {
        byProject: { ...byProject, [projectId]: worktrees },
        progress: Object.fromEntries(Object.entries(progress).filter(([id]) => !over.has(id))),
      }
    })
  const soon = new Map<string, ReturnType<typeof setTimeout>>()
  const lookSoon = (projectId: string): void => {
    clearTimeout(soon.get(projectId))
    soon.set(
      projectId,
      setTimeout(() => void app('worktrees/refresh', { projectId }), lookAfterMs),
    )
  }
  onChangeEvent((event) => {
    if (event.type === 'worktrees') receive(event.projectId, event.worktrees)
    if (event.type === 'worktree-progress')
      set(({ progress }) => ({ progress: { ...progress, [event.worktreeId]: event.words } }))
    // What it holds is drawn in the sidebar too.
    if (event.type === 'changes-touched' && event.place.worktreeId !== null) lookSoon(event.place.projectId)
  })
  return {
    byProject: {},
    progress: {},
    chosen: {},
    asking: null,
    async load(projectId) {
      if (asked.has(projectId) || get().byProject[projectId] !== undefined) return
      asked.add(projectId)
      const result = await app('worktrees/list', { projectId })
      if (!result.ok) asked.delete(projectId)
      // An event that came meanwhile knows better.
      else if (Array.isArray(result.value) && get().byProject[projectId] === undefined) receive(projectId, result.value)
    },
    async refresh(projectId) {
      const result = await app('worktrees/refresh', { projectId })
      if (!result.ok) tellFailure('The worktrees could not be looked at', result.error, projectId)
    },
    choose: (projectId, worktreeId) => set(({ chosen }) => ({ chosen: { ...chosen, [projectId]: worktreeId } })),
    ask: (asking) => set({ asking }),
    settings: (projectId) => app('worktrees/settings', { projectId }),
    setSettings: (projectId, settings) => app('worktrees/setSettings', { projectId, settings }),
    create: (projectId, wanted) => app('worktrees/create', { projectId, ...wanted }),
    async cancel(worktreeId) {
      const result = await app('worktrees/cancel', { worktreeId })
      if (!result.ok) tellFailure('It was not stopped', result.error)
    },
    runSetup: (worktreeId) => app('worktrees/runSetup', { worktreeId }),
    handBack: (worktreeId, how) => app('worktrees/handBack', { worktreeId, how }),
    async remove(worktreeId, how) {
      const result = await app('worktrees/remove', { worktreeId, ...how })
      const kept = Object.entries(get().chosen).filter(([, id]) => id !== worktreeId)
      if (result.ok) set({ chosen: Object.fromEntries(kept) })
      return result
    },
    async bringBack({ id, projectId, branch }) {
      const result = await app('worktrees/bringBack', { worktreeId: id })
      if (!result.ok) return tellFailure('The worktree was not brought back', result.error, projectId)
      const message = `The worktree ${branch} is there again, without files that git ignores.`
      useNotices.getState().push({ level: 'info', message, projectId })
    },
    async reveal(worktreeId) {
      const result = await app('worktrees/reveal', { worktreeId })
      if (!result.ok) tellFailure('The folder could not be shown', result.error)
    },
  }
})

/** A new chat was begun in the worktree that was chosen for it; the next one's place is chosen anew. */
export function tookPlace(projectId: string, worktreeId: string, threadId: string): void {
  useWorktrees.setState(({ byProject, chosen }) => ({
    chosen: { ...chosen, [projectId]: null },
    byProject: {
      ...byProject,
      [projectId]: (byProject[projectId] ?? []).map((one) =>
        one.id === worktreeId && !one.threadIds.includes(threadId)
          ? { ...one, threadIds: [...one.threadIds, threadId] }
          : one,
      ),
    },
  }))
  void app('worktrees/adopt', { worktreeId, threadId })
}

type Known = Pick<WorktreesStore, 'byProject' | 'chosen'>

function worktreeIn({ byProject, chosen }: Known, projectId: string, threadId: string | null): Worktree | null {
  const list = byProject[projectId] ?? []
  const wanted = chosen[projectId] ?? null
  return (
    (threadId === null
      ? list.find(({ id }) => id === wanted)
      : list.find(({ threadIds }) => threadIds.includes(threadId))) ?? null
  )
}

/** Why a new chat can't be begun where it was chosen to work, in words; null when it can. */
export function placeProblem(projectId: string): string | null {
  if ((useWorktrees.getState().chosen[projectId] ?? null) === null) return null
  const worktree = worktreeOf(projectId, null)
  if (worktree?.state === 'ready') return null
  return worktree?.state === 'creating'
    ? `The worktree ${worktree.branch} is still being made.`
    : 'The worktree that was chosen for this chat is gone. Choose where it is to work.'
}

/** The worktree that a chat works in, as far as it is known now; for a new chat (null) the one that was chosen for it. */
export function worktreeOf(projectId: string, threadId: string | null): Worktree | null {
  return worktreeIn(useWorktrees.getState(), projectId, threadId)
}

export function useWorktreeOf(projectId: string, threadId: string | null): Worktree | null {
  return useWorktrees((state) => worktreeIn(state, projectId, threadId))
}

/** Where a chat works, for the calls about changes. */
export function placeOf(projectId: string, threadId: string | null): Place {
  return { projectId, worktreeId: worktreeOf(projectId, threadId)?.id ?? null }
}

/** The same for a component; keeps its identity while it is the same place. */
export function usePlaceOf(projectId: string, threadId: string | null): Place {
  return useWorktrees(
    useShallow((state) => ({ projectId, worktreeId: worktreeIn(state, projectId, threadId)?.id ?? null })),
  )
}

/** The folder that a chat works in: of its worktree, or the project's own. */
export function useFolderOf(projectId: string, threadId: string | null, projectPath: string | null): string | null {
  return useWorktrees((state) => worktreeIn(state, projectId, threadId)?.path ?? projectPath)
}
