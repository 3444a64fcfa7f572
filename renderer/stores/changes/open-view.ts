// One open view of changes: asked of main, kept fresh, its patches fetched as they come near the screen. The panel has one, the
// rewind dialog another. What is chosen is in chosen.ts; acts are in acts.ts.
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { ChangeSource, ChangeView, Place } from '../../../preload/contract/changes'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { mergeView } from './merge-view'
import { PatchQueue } from './patch-queue'
import type { PatchState } from './patch-state'
import { placeKey } from './place'
import { sourceKey } from './sources'

export interface OpenView {
  place: Place | null
  source: ChangeSource | null
  ignoreSpace: boolean
  /** Null until it was read; stays while it is read again. */
  view: ChangeView | null
  /** By file id. An entry keeps its identity while the file's change is the same. */
  patches: ReadonlyMap<string, PatchState>
  /** `first`: there is nothing to show meanwhile. */
  reading: 'no' | 'first' | 'again'
  problem: DeckError | null
  /** Opens a source; what was open or being opened is left. The same source again (with a newer patch) is a refresh. */
  show(place: Place, source: ChangeSource, ignoreSpace: boolean): void
  /** Reads the same anew behind what is shown. Calls that come while it runs become one more. */
  refresh(): void
  /** Fetches the patches of these files; those that failed once more. */
  need(fileIds: readonly string[]): void
  /** Stops waiting; what was shown before stays. */
  cancel(): void
  close(): void
}

export type OpenViewStore = UseBoundStore<StoreApi<OpenView>>

const stopped: DeckError = { code: 'stopped', message: 'Reading the changes was stopped.' }

/** A store of its own for each place on the screen that shows a view. */
export function createOpenView(): OpenViewStore {
  /** Counts openings: the answer to any but the newest is stale. */
  let asked = 0
  /** The view that main keeps for this store. */
  let held: string | null = null
  let again = false

  return create<OpenView>()((set, get) => {
    const queue = new PatchQueue({
      viewId: () => get().view?.viewId ?? null,
      isWanted: (fileId) => {
        const { view, patches } = get()
        return patches.get(fileId)?.state !== 'ready' && (view?.files.some(({ id }) => id === fileId) ?? false)
      },
      take: (entries) => set((state) => ({ patches: new Map([...state.patches, ...entries]) })),
      lost: () => get().refresh(),
    })

    const open = async (): Promise<void> => {
      const { place, source, ignoreSpace } = get()
      if (place === null || source === null) return
      asked += 1
      const mine = asked
      again = false
      const result = await app('changes/open', { place, source, ignoreSpace, replaces: held })
      if (mine !== asked) {
        if (result.ok) void app('changes/close', { viewId: result.value.viewId })
        return
      }
      if (result.ok) {
        held = result.value.viewId
        set((state) => ({ ...mergeView(state, result.value), reading: 'no', problem: null }))
        queue.go()
      } else set({ reading: 'no', problem: result.error })
      if (again) get().refresh()
    }

    return {
      place: null,
      source: null,
      ignoreSpace: false,
      view: null,
      patches: new Map(),
      reading: 'no',
      problem: null,
      show(place, source, ignoreSpace) {
        const now = get()
        const same =
          now.place !== null &&
          now.source !== null &&
          placeKey(now.place) === placeKey(place) &&
          sourceKey(now.source) === sourceKey(source) &&
          now.ignoreSpace === ignoreSpace
        if (same) {
          set({ source })
          return get().refresh()
        }
        queue.clear()
        set({ place, source, ignoreSpace, view: null, patches: new Map(), reading: 'first', problem: null })
        void open()
      },
      refresh() {
        const { place, reading, view } = get()
        if (place === null) return
        if (reading !== 'no') {
          again = true
          return
        }
        set({ reading: view === null ? 'first' : 'again' })
        void open()
      },
      need: (fileIds) => queue.want(fileIds),
      cancel() {
        if (get().reading === 'no') return
        asked += 1
        set((state) => ({ reading: 'no', problem: state.view === null ? stopped : state.problem }))
      },
      close() {
        asked += 1
        again = false
        queue.clear()
        if (held !== null) void app('changes/close', { viewId: held })
        held = null
        set({ place: null, source: null, view: null, patches: new Map(), reading: 'no', problem: null })
      },
    }
  })
}

/** The view of the Changes panel. */
export const useChanges = createOpenView()

/** Lines of one side of a file of a view, to unfold context. Rejects with words where they can't be read. */
export async function loadLines(
  viewId: string,
  fileId: string,
  side: 'old' | 'new',
  from: number,
  to: number,
): Promise<{ lines: string[]; end: boolean }> {
  const result = await app('changes/lines', { viewId, fileId, side, from, to })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** One side of an image as a data URL; null where there is none. Rejects with words. */
export async function loadImage(viewId: string, fileId: string, side: 'old' | 'new'): Promise<string | null> {
  const result = await app('changes/image', { viewId, fileId, side })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
