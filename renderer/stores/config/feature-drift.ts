// What chats that are open lack: features that are another thing now than when the project's server started, whoever changed them
// and however (a switch, undo, by hand), and switches of the profile that a chat was begun with. Codex 0.169 tells of no such
// difference itself: for a chat that is loaded it claims what new ones get.
import { create } from 'zustand'
import { useServers } from '../app/servers'
import type { Feature } from './feature-rows'
import { useFeatures } from './features'

interface FeatureDriftStore {
  /** By project; empty or absent where open chats have what new ones get. */
  byProject: Readonly<Record<string, readonly string[]>>
  /** The same by switches in profiles. */
  inProfiles: Readonly<Record<string, readonly string[]>>
  /** A profile that an open chat was begun with says another thing of a feature now. */
  profileSwitched(projectId: string, feature: string): void
}

const valuesOf = (list: readonly Feature[]): Map<string, boolean> =>
  new Map(list.map(({ name, enabled }) => [name, enabled]))

export const useFeatureDrift = create<FeatureDriftStore>()((set) => {
  /** Project → what was on as its server started, or when it was first asked. */
  const begun = new Map(
    Object.entries(useFeatures.getState().byProject).map(([projectId, list]) => [projectId, valuesOf(list)]),
  )

  useFeatures.subscribe(({ byProject: now }, { byProject: before }) => {
    for (const [projectId, list] of Object.entries(now)) {
      if (list === before[projectId]) continue
      const base = begun.get(projectId)
      if (base === undefined) begun.set(projectId, valuesOf(list))
      const other = list.filter(({ name, enabled }) => (base?.get(name) ?? enabled) !== enabled)
      set(({ byProject }) => ({ byProject: { ...byProject, [projectId]: other.map(({ name }) => name) } }))
    }
  })
  // A server that starts loads its chats with what is written.
  useServers.subscribe(({ byProject: now }, { byProject: before }) => {
    for (const [projectId, { state }] of Object.entries(now)) {
      if (state !== 'starting' || before[projectId]?.state === 'starting') continue
      const list = useFeatures.getState().byProject[projectId]
      if (list === undefined) begun.delete(projectId)
      else begun.set(projectId, valuesOf(list))
      set(({ byProject, inProfiles }) => ({
        byProject: { ...byProject, [projectId]: [] },
        inProfiles: { ...inProfiles, [projectId]: [] },
      }))
    }
  })

  return {
    byProject: {},
    inProfiles: {},
    profileSwitched: (projectId, feature) =>
      set(({ inProfiles }) => ({
        inProfiles: { ...inProfiles, [projectId]: [...new Set([...(inProfiles[projectId] ?? []), feature])] },
      })),
  }
})
