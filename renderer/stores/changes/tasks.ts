// Codex's tasks in the cloud as the dialog shows them: the list page by page, and what came of applying one. Nothing is kept.
import { create } from 'zustand'
import type { Place } from '../../../preload/contract/changes'
import type { DeckError } from '../../../preload/contract/result'
import type { ApplyRun, CloudTask } from '../../../preload/contract/tasks'
import { app } from '../../bridge'
import { useActs } from './acts'
import { samePlace } from './place'

interface TasksStore {
  /** Where the dialog is open; null: it is closed. */
  place: Place | null
  tasks: readonly CloudTask[]
  nextCursor: string | null
  /** What is awaited. */
  busy: 'list' | 'apply' | null
  problem: DeckError | null
  run: ApplyRun | null
  open(place: Place): void
  close(): void
  /** Reads the first page anew, or the next one. */
  load(more?: boolean): Promise<void>
  /** `attempt` null: `codex apply`, which knows no attempts; else `codex cloud apply`. */
  apply(taskId: string, attempt: number | null): Promise<void>
  cancel(): void
}

const nothing = { tasks: [], nextCursor: null, busy: null, problem: null, run: null } as const

export const useTasks = create<TasksStore>()((set, get) => {
  const isHere = (place: Place): boolean => samePlace(get().place, place)
  return {
    place: null,
    ...nothing,
    open(place) {
      set({ place, ...nothing })
      void get().load()
    },
    close() {
      if (get().busy !== null) get().cancel()
      set({ place: null, ...nothing })
    },
    async load(more = false) {
      const { place, busy, nextCursor, tasks } = get()
      if (place === null || busy !== null) return
      set({ busy: 'list', problem: null })
      const result = await app('tasks/list', { place, cursor: more ? nextCursor : null })
      if (!isHere(place)) return
      if (!result.ok) return set({ busy: null, problem: result.error })
      const known = new Set(more ? tasks.map(({ id }) => id) : [])
      set({
        busy: null,
        tasks: [...(more ? tasks : []), ...result.value.tasks.filter(({ id }) => !known.has(id))],
        nextCursor: result.value.nextCursor,
      })
    },
    async apply(taskId, attempt) {
      const { place, busy } = get()
      if (place === null || busy !== null) return
      set({ busy: 'apply', problem: null, run: null })
      const result = await app('tasks/apply', { place, taskId, attempt, how: attempt === null ? 'apply' : 'cloud' })
      if (result.ok) {
        const { applied, undoId, summary, exitCode } = result.value
        if (exitCode === 0)
          useActs.getState().take(place, { done: true, changed: applied, conflicts: [], undoId, summary })
      }
      if (!isHere(place)) return
      if (result.ok) set({ busy: null, run: result.value })
      else set({ busy: null, problem: result.error })
    },
    cancel() {
      const { place } = get()
      if (place !== null) void app('tasks/cancel', { place })
    },
  }
})
