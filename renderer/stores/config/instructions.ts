// Which files of instructions (AGENTS.md) Codex reads before a new chat of a project, in its order, and what limits them. The texts
// themselves are under the hands of raw.ts.
import { create } from 'zustand'
import type { InstructionFile } from '../../../preload/contract/workings'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { onConfigEvent } from './config-events'
import { useEffective } from './effective'

export interface ProjectInstructions {
  /** Null until it was read. */
  chain: readonly InstructionFile[] | null
  /** Bytes of the folder's files that Codex reads, all together. */
  limit: number
  /** Names that are read where a folder has no AGENTS.md. */
  fallbacks: readonly string[]
  problem: DeckError | null
}

/** Codex's own. */
export const usualLimit = 32_768
export const noInstructions: ProjectInstructions = { chain: null, limit: usualLimit, fallbacks: [], problem: null }

interface InstructionsStore {
  byProject: Readonly<Record<string, ProjectInstructions>>
  load(projectId: string): Promise<void>
  /** The text of a file of the chain. */
  read(projectId: string, path: string): Promise<Result<{ text: string; cut: boolean }>>
  /** Reads the chain and follows it until the answered function is called. Files themselves are watched by who shows them. */
  watch(projectId: string): () => void
}

export const useInstructions = create<InstructionsStore>()((set, get) => {
  const asked = new Map<string, number>()
  const change = (projectId: string, part: Partial<ProjectInstructions>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noInstructions), ...part } },
    }))
  return {
    byProject: {},
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const [chain] = await Promise.all([
        app('instructions/chain', { projectId }),
        useEffective.getState().load(projectId),
      ])
      if (asked.get(projectId) !== turn) return
      const config = useEffective.getState().byProject[projectId]?.config ?? {}
      const limit = config['project_doc_max_bytes']
      const names = config['project_doc_fallback_filenames']
      change(projectId, {
        limit: typeof limit === 'number' ? limit : usualLimit,
        fallbacks: Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [],
        ...(chain.ok ? { chain: chain.value, problem: null } : { problem: chain.error }),
      })
    },
    read: (projectId, path) => app('instructions/read', { projectId, path }),
    watch(projectId) {
      void get().load(projectId)
      return onConfigEvent((event) => {
        if (event.type === 'config-changed' && event.projectId === projectId) void get().load(projectId)
      })
    },
  }
})
