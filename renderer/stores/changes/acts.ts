// What a person does with changes: stage, unstage, revert, apply, and taking that back. Everything that came of it is told here: a
// notice with Undo, conflicts by name, or why not.
import { create } from 'zustand'
import type { ActReport, ChangeAct, Place, Selection } from '../../../preload/contract/changes'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { useGitFacts } from './facts'
import { useChanges } from './open-view'
import { placeKey, samePlace } from './place'

interface Done {
  undoId: string
  summary: string
}

/** An act that was not done because of files that are not as it needs them. */
export interface Trouble {
  summary: string
  conflicts: ActReport['conflicts']
}

interface ActsStore {
  /** What is being done in a place, in words; absent: nothing. */
  busy: Readonly<Record<string, string>>
  /** What can be taken back in a place, the newest last. */
  done: Readonly<Record<string, readonly Done[]>>
  trouble: Readonly<Record<string, Trouble | null>>
  /** Does it, all or nothing; answers whether it was done. A second act in the same place waits for nobody: it is not begun. */
  act(place: Place, viewId: string, act: ChangeAct, what: Selection): Promise<boolean>
  /** Takes one act back; without `undoId` the newest one. */
  undo(place: Place, undoId?: string): Promise<boolean>
  /** Takes in what an act of somebody else (a rewind, an applied task) came to. */
  take(place: Place, report: ActReport): void
  forget(place: Place): void
}

/** Acts that can be taken back, per place. */
const mostDone = 50

const words: Record<ChangeAct, { doing: string; failed: string }> = {
  stage: { doing: 'Staging…', failed: 'Nothing was staged' },
  unstage: { doing: 'Unstaging…', failed: 'Nothing was unstaged' },
  revert: { doing: 'Reverting…', failed: 'Nothing was reverted' },
  apply: { doing: 'Applying…', failed: 'Nothing was applied' },
}

/** Main tells of touched files too, but the view must be fresh even where it could not. */
function reread(place: Place): void {
  void useGitFacts.getState().load(place)
  if (samePlace(useChanges.getState().place, place)) useChanges.getState().refresh()
}

export const useActs = create<ActsStore>()((set, get) => {
  /** The notice of the newest act, by place. */
  const told = new Map<string, string>()
  const setBusy = (key: string, doing: string | null) =>
    set((state) => {
      const { [key]: _ended, ...busy } = state.busy
      return { busy: doing === null ? busy : { ...busy, [key]: doing } }
    })
  const setTrouble = (key: string, trouble: Trouble | null) =>
    set((state) => ({ trouble: { ...state.trouble, [key]: trouble } }))
  const without = (key: string, undoId: string) =>
    set((state) => ({
      done: { ...state.done, [key]: (state.done[key] ?? []).filter((one) => one.undoId !== undoId) },
    }))

  return {
    busy: {},
    done: {},
    trouble: {},
    async act(place, viewId, act, what) {
      const key = placeKey(place)
      if (get().busy[key] !== undefined) return false
      setBusy(key, words[act].doing)
      const result = await app('changes/act', { viewId, act, what })
      setBusy(key, null)
      reread(place)
      if (!result.ok) {
        tellFailure(words[act].failed, result.error, place.projectId)
        return false
      }
      get().take(place, result.value)
      return result.value.done
    },
    async undo(place, undoId) {
      const key = placeKey(place)
      const stack = get().done[key] ?? []
      const one = undoId === undefined ? stack.at(-1) : stack.find((known) => known.undoId === undoId)
      if (one === undefined || get().busy[key] !== undefined) return false
      setBusy(key, 'Undoing…')
      const result = await app('changes/undo', { place, undoId: one.undoId })
      setBusy(key, null)
      reread(place)
      if (!result.ok) {
        tellFailure('It was not undone', result.error, place.projectId)
        return false
      }
      const report = result.value
      if (!report.done) {
        setTrouble(key, { summary: report.summary, conflicts: report.conflicts })
        return false
      }
      without(key, one.undoId)
      setTrouble(key, null)
      useNotices.getState().push({ level: 'info', message: report.summary, projectId: place.projectId })
      return true
    },
    take(place, report) {
      const key = placeKey(place)
      if (!report.done) return setTrouble(key, { summary: report.summary, conflicts: report.conflicts })
      setTrouble(key, null)
      const { undoId, summary } = report
      if (undoId !== null)
        set((state) => ({
          done: { ...state.done, [key]: [...(state.done[key] ?? []), { undoId, summary }].slice(-mostDone) },
        }))
      // One notice a place: hunk after hunk would pile them up, and earlier acts are undone in turn.
      useNotices.getState().dismiss(told.get(key) ?? '')
      const notice = useNotices.getState().push({
        level: 'info',
        message: summary,
        projectId: place.projectId,
        ...(undoId === null ? {} : { action: { label: 'Undo', run: () => void get().undo(place, undoId) } }),
      })
      told.set(key, notice)
    },
    forget: (place) => setTrouble(placeKey(place), null),
  }
})
