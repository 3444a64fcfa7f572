// Importing what other agents left on this machine: what was found, what was chosen, and what became of it.
import { create } from 'zustand'
import type { AgentImportReport, AgentImportRun, AgentItem, AgentSource } from '../../../preload/contract/extensions'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { useCatalog } from '../composer/catalog'
import { useEffective } from './effective'
import { chosenAtFirst } from './external-agents-words'
import { offerUndo } from './extension-writes'
import { useSkills } from './skills'

export interface ProjectImport {
  source: AgentSource
  /** Null until it was looked. */
  items: readonly AgentItem[] | null
  /** Ids of chosen items, and paths of chosen chats. */
  chosen: readonly string[]
  sessions: readonly string[]
  looking: boolean
  importing: boolean
  problem: DeckError | null
  report: AgentImportReport | null
  history: readonly AgentImportRun[]
}

export const nothingFound: ProjectImport = {
  source: 'claude',
  items: null,
  chosen: [],
  sessions: [],
  looking: false,
  importing: false,
  problem: null,
  report: null,
  history: [],
}

interface ExternalAgentsStore {
  byProject: Readonly<Record<string, ProjectImport>>
  look(projectId: string, source: AgentSource): Promise<void>
  choose(projectId: string, itemId: string, on: boolean): void
  chooseSession(projectId: string, path: string, on: boolean): void
  chooseAllSessions(projectId: string, paths: readonly string[], on: boolean): void
  import(projectId: string): Promise<void>
  closeReport(projectId: string): void
}

const toggled = (list: readonly string[], one: string, on: boolean): string[] =>
  on ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one)

export const useExternalAgents = create<ExternalAgentsStore>()((set, get) => {
  const asked = new Map<string, number>()
  const at = (projectId: string): ProjectImport => get().byProject[projectId] ?? nothingFound
  const change = (projectId: string, part: Partial<ProjectImport>): void =>
    set(({ byProject }) => ({ byProject: { ...byProject, [projectId]: { ...at(projectId), ...part } } }))
  return {
    byProject: {},
    async look(projectId, source) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const isOther = source !== at(projectId).source
      change(projectId, { source, looking: true, problem: null, ...(isOther ? { items: null } : {}) })
      const [found, history] = await Promise.all([
        app('agents/detect', { projectId, source }),
        app('agents/history', { projectId }),
      ])
      if (asked.get(projectId) !== turn) return
      if (history.ok) change(projectId, { history: history.value })
      if (!found.ok) return change(projectId, { looking: false, problem: found.error })
      change(projectId, {
        looking: false,
        items: found.value,
        chosen: found.value.filter(chosenAtFirst).map(({ id }) => id),
        sessions: [],
      })
    },
    choose: (projectId, itemId, on) => change(projectId, { chosen: toggled(at(projectId).chosen, itemId, on) }),
    chooseSession: (projectId, path, on) => change(projectId, { sessions: toggled(at(projectId).sessions, path, on) }),
    chooseAllSessions: (projectId, paths, on) => change(projectId, { sessions: on ? [...paths] : [] }),
    async import(projectId) {
      const { source, items, chosen, sessions, importing } = at(projectId)
      if (importing || items === null) return
      // Chats count by being ticked themselves.
      const itemIds = items
        .filter(({ id, sessions: own }) =>
          own.length > 0 ? own.some(({ path }) => sessions.includes(path)) : chosen.includes(id),
        )
        .map(({ id }) => id)
      if (itemIds.length === 0) return
      change(projectId, { importing: true, problem: null, report: null })
      const result = await app('agents/import', { projectId, source, itemIds, sessions: [...sessions] })
      change(projectId, { importing: false, ...(result.ok ? { report: result.value } : { problem: result.error }) })
      // The person said no natively: what was chosen stays chosen.
      if (result.ok && result.value === null) return
      const again = (): void => {
        void get().look(projectId, source)
        void useEffective.getState().load(projectId)
        void useSkills.getState().load(projectId)
        void useCatalog.getState().reloadSkills(projectId)
      }
      again()
      if (!result.ok || result.value === null) return
      const { changes, undoIds } = result.value
      offerUndo(
        projectId,
        `Imported. ${changes.length} ${changes.length === 1 ? 'file was' : 'files were'} changed.`,
        undoIds,
        again,
      )
    },
    closeReport: (projectId) => change(projectId, { report: null }),
  }
})
