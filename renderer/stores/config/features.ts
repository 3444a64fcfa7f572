// The features of each project's Codex, with what is written of them, and turning them on and off.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { useConfigEdits, type Reach } from './config-edits'
import { useEffective } from './effective'
import { readFeatures, resetEdits, toggleEdits, type Feature, type FeatureRow } from './feature-rows'

interface FeaturesStore {
  /** As Codex lists them; absent until they were read. */
  byProject: Readonly<Record<string, readonly Feature[]>>
  problems: Readonly<Record<string, DeckError | null>>
  load(projectId: string): Promise<void>
  /** Reads them with the configuration and follows both until the answered function is called. */
  watch(projectId: string): () => void
  toggle(projectId: string, row: FeatureRow, on: boolean, reach: Reach): Promise<boolean>
  reset(projectId: string, row: FeatureRow, reach: Reach): Promise<boolean>
}

/** What the edits of a feature are kept by in the store of edits. */
export const featureKey = (name: string): string => `feature ${name}`

export const useFeatures = create<FeaturesStore>()((set) => {
  const asked = new Map<string, number>()
  /** How many edits of features are under way in a project; what runs is asked for with each. */
  const writing = new Map<string, number>()
  const load = async (projectId: string): Promise<void> => {
    const turn = (asked.get(projectId) ?? 0) + 1
    asked.set(projectId, turn)
    // Without a limit Codex lists all of them at once.
    const result = await codex(projectId, 'experimentalFeature/list', {})
    if (asked.get(projectId) !== turn) return
    set(({ byProject, problems }) =>
      result.ok
        ? {
            byProject: { ...byProject, [projectId]: readFeatures(result.value) },
            problems: { ...problems, [projectId]: null },
          }
        : { problems: { ...problems, [projectId]: result.error } },
    )
  }
  const write = async (projectId: string, row: FeatureRow, edits: ReturnType<typeof toggleEdits>, reach: Reach) => {
    const key = featureKey(row.name)
    writing.set(projectId, (writing.get(projectId) ?? 0) + 1)
    const written = useConfigEdits.getState().write(projectId, key, edits, reach, { also: () => load(projectId) })
    // In the same breath: main answers as soon as Codex has written, and looks at the file afterwards.
    void app('config/feature', { projectId, name: row.name }).then((result) => {
      const value = edits[0]?.value ?? null
      if (result.ok && result.value === (value ?? row.defaultEnabled))
        useConfigEdits.getState().runs(projectId, key, value)
    })
    const done = await written
    writing.set(projectId, (writing.get(projectId) ?? 1) - 1)
    return done
  }

  return {
    byProject: {},
    problems: {},
    load,
    watch(projectId) {
      void load(projectId)
      const end = useEffective.getState().watch(projectId)
      // Whoever changed the file (by hand, by undo), what runs may be another thing now.
      const endFollow = useEffective.subscribe(({ byProject: now }, { byProject: before }) => {
        const [version, older] = [now[projectId]?.version, before[projectId]?.version]
        if (older != null && version !== older && (writing.get(projectId) ?? 0) === 0) void load(projectId)
      })
      return () => {
        end()
        endFollow()
      }
    },
    toggle: (projectId, row, on, reach) => write(projectId, row, toggleEdits(row, on), reach),
    reset: (projectId, row, reach) => write(projectId, row, resetEdits(row), reach),
  }
})
