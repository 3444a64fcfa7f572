// Bringing in sessions: where from, what is there, what was chosen, how far the copying is. Main knows the paths; this window
// knows sources by their ids.
import { create } from 'zustand'
import type { ImportReport, ImportScan, ImportSource } from '../../../preload/contract/imports'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { onSessionEvent } from './session-events'

export type ImportStep = 'source' | 'scanning' | 'choose' | 'copying' | 'report'

interface ImportStore {
  projectId: string | null
  step: ImportStep
  sources: readonly ImportSource[]
  scan: ImportScan | null
  /** Thread ids. */
  chosen: ReadonlySet<string>
  progress: { done: number; of: number } | null
  report: ImportReport | null
  problem: DeckError | null
  /** Begins anew for this project and reads where sessions may come from. */
  begin(projectId: string): Promise<void>
  pick(): Promise<void>
  look(source: ImportSource): Promise<void>
  choose(threadIds: readonly string[], on: boolean): void
  copy(): Promise<void>
  cancel(): void
  back(): void
}

const fresh = {
  step: 'source' as ImportStep,
  scan: null,
  chosen: new Set<string>(),
  progress: null,
  report: null,
  problem: null,
}

export const useImport = create<ImportStore>()((set, get) => {
  /** Counts what was asked, so that an answer that comes after Cancel changes nothing. */
  let turn = 0
  onSessionEvent((event) => {
    if (event.type === 'import-progress' && event.projectId === get().projectId)
      set({ progress: { done: event.done, of: event.of } })
  })

  return {
    ...fresh,
    projectId: null,
    sources: [],
    async begin(projectId) {
      turn += 1
      const own = turn
      set({ ...fresh, projectId, sources: [] })
      const result = await app('import/sources', { projectId })
      if (own !== turn) return
      if (result.ok) set({ sources: result.value })
      else set({ problem: result.error })
    },
    async pick() {
      const result = await app('import/pick', {})
      if (!result.ok) return set({ problem: result.error })
      const picked = result.value
      if (picked === null) return
      set(({ sources }) => ({ sources: [...sources.filter(({ id }) => id !== picked.id), picked] }))
      await get().look(picked)
    },
    async look(source) {
      const { projectId } = get()
      if (projectId === null) return
      turn += 1
      const own = turn
      set({ step: 'scanning', problem: null, scan: null })
      const result = await app('import/scan', { projectId, sourceId: source.id })
      if (own !== turn) return
      if (!result.ok) return set({ step: 'source', problem: result.error })
      const scan = result.value
      const ours = scan.folders.find((folder) => folder.isProject)?.sessions ?? []
      set({ step: 'choose', scan, chosen: new Set(ours.flatMap((one) => (one.imported ? [] : [one.threadId]))) })
    },
    choose(threadIds, on) {
      const chosen = new Set(get().chosen)
      for (const threadId of threadIds)
        if (on) chosen.add(threadId)
        else chosen.delete(threadId)
      set({ chosen })
    },
    async copy() {
      const { projectId, scan, chosen } = get()
      if (projectId === null || scan === null || chosen.size === 0) return
      turn += 1
      const own = turn
      set({ step: 'copying', problem: null, progress: { done: 0, of: chosen.size } })
      const result = await app('import/copy', { projectId, sourceId: scan.source.id, threadIds: [...chosen] })
      if (own !== turn) return
      if (result.ok) set({ step: 'report', report: result.value })
      else set({ step: 'choose', problem: result.error })
    },
    cancel() {
      const { projectId, step } = get()
      if (step === 'copying' && projectId !== null) {
        // Main ends after the file at hand and answers with what was copied.
        void app('import/cancel', { projectId })
        return
      }
      turn += 1
      set({ ...fresh })
    },
    back: () => set({ ...fresh }),
  }
})
