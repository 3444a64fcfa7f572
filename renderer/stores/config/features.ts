// The features of each project's Codex, with what is written of them, and turning them on and off.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import { useServers } from '../app/servers'
import { useConfigEdits, type Reach } from './config-edits'
import { useEffective } from './effective'
import { readFeatures, resetEdits, toggleEdits, type Feature, type FeatureRow } from './feature-rows'

interface FeaturesStore {
  /** As Codex lists them; absent until they were read. */
  byProject: Readonly<Record<string, readonly Feature[]>>
  problems: Readonly<Record<string, DeckError | null>>
  /** Features that were turned since the project's server started: chats that are open run without the change. */
  turned: Readonly<Record<string, readonly string[]>>
  load(projectId: string): Promise<void>
  /** Reads them with the configuration and follows both until the answered function is called. */
  watch(projectId: string): () => void
  toggle(projectId: string, row: FeatureRow, on: boolean, reach: Reach): Promise<boolean>
  reset(projectId: string, row: FeatureRow, reach: Reach): Promise<boolean>
}

/** What the edits of a feature are kept by in the store of edits. */
export const featureKey = (name: string): string => `feature ${name}`

export const useFeatures = create<FeaturesStore>()((set, get) => {
  const asked = new Map<string, number>()
  /** Projects with an edit of a feature under way, which asks by itself afterwards. */
  const writing = new Set<string>()
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
  const turn = (projectId: string, name: string): void => {
    const before = get().turned[projectId] ?? []
    if (!before.includes(name)) set(({ turned }) => ({ turned: { ...turned, [projectId]: [...before, name] } }))
  }
  const write = async (projectId: string, row: FeatureRow, edits: ReturnType<typeof toggleEdits>, reach: Reach) => {
    const key = featureKey(row.name)
    writing.add(projectId)
    const done = await useConfigEdits.getState().write(projectId, key, edits, reach, () => load(projectId))
    writing.delete(projectId)
    if (done) turn(projectId, row.name)
    return done
  }

  // A server that starts begins with what is written.
  useServers.subscribe(({ byProject: now }, { byProject: before }) => {
    for (const projectId of Object.keys(get().turned)) {
      const isStarting = now[projectId]?.state === 'starting' && before[projectId]?.state !== 'starting'
      if (isStarting) set(({ turned }) => ({ turned: { ...turned, [projectId]: [] } }))
    }
  })

  return {
    byProject: {},
    problems: {},
    turned: {},
    load,
    watch(projectId) {
      void load(projectId)
      const end = useEffective.getState().watch(projectId)
      // Whoever changed the file (by hand, by undo), what runs may be another thing now.
      const endFollow = useEffective.subscribe(({ byProject: now }, { byProject: before }) => {
        const [version, older] = [now[projectId]?.version, before[projectId]?.version]
        if (older != null && version !== older && !writing.has(projectId)) void load(projectId)
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
