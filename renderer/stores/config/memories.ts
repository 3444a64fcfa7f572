// Memories of each project: whether Codex makes them, what lies in their folder, forgetting them and putting a copy back.
import { create } from 'zustand'
import type { MemoryFolder } from '../../../preload/contract/extensions'
import type { DeckError } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { fields, numberIn } from '../threads/decode'
import { deleteKey, setKey } from './edit-words'
import { turnFeature, writeFresh } from './extension-writes'
import { useEffective } from './effective'
import { useFeatures } from './features'
import { homeLayer, valueAt } from './layers'

/** Keys of [memories] that are on or off. */
export type MemoryKey = 'generate_memories' | 'use_memories' | 'disable_on_external_context'

export interface ProjectMemories {
  on: boolean | null
  folder: MemoryFolder | null
  /** Chats that memories were made of so far. */
  fromThreads: number | null
  /** As the home says them; null where it says nothing. */
  keys: Readonly<Record<MemoryKey, boolean | null>>
  loading: boolean
  problem: DeckError | null
  busy: string | null
}

const noKeys = { generate_memories: null, use_memories: null, disable_on_external_context: null }
export const noMemories: ProjectMemories = {
  on: null,
  folder: null,
  fromThreads: null,
  keys: noKeys,
  loading: false,
  problem: null,
  busy: null,
}

interface MemoriesStore {
  byProject: Readonly<Record<string, ProjectMemories>>
  load(projectId: string): Promise<void>
  turn(projectId: string, on: boolean): Promise<boolean>
  /** Null leaves it to Codex. */
  setKey(projectId: string, key: MemoryKey, value: boolean | null): Promise<boolean>
  reset(projectId: string): Promise<void>
  restore(projectId: string, copyId: string): Promise<void>
  reveal(projectId: string): Promise<void>
}

export const memoryEditKey = (key: MemoryKey): string => `memories ${key}`

export const useMemories = create<MemoriesStore>()((set, get) => {
  const asked = new Map<string, number>()
  const change = (projectId: string, part: Partial<ProjectMemories>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noMemories), ...part } },
    }))
  const readKeys = (projectId: string): ProjectMemories['keys'] => {
    const home = homeLayer(useEffective.getState().byProject[projectId]?.layers ?? [])
    const said = (key: MemoryKey): boolean | null => {
      const value = valueAt(home?.config, ['memories', key])
      return typeof value === 'boolean' ? value : null
    }
    return {
      generate_memories: said('generate_memories'),
      use_memories: said('use_memories'),
      disable_on_external_context: said('disable_on_external_context'),
    }
  }
  const during = async <T>(projectId: string, busy: string, work: () => Promise<T>): Promise<T> => {
    change(projectId, { busy })
    try {
      return await work()
    } finally {
      await get().load(projectId)
      change(projectId, { busy: null })
    }
  }
  return {
    byProject: {},
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      change(projectId, { loading: true })
      const [folder, status] = await Promise.all([
        app('memories/folder', { projectId }),
        codex(projectId, 'memory/status', {}),
        useFeatures.getState().load(projectId),
        useEffective.getState().load(projectId),
      ])
      if (asked.get(projectId) !== turn) return
      const feature = useFeatures.getState().byProject[projectId]?.find(({ name }) => name === 'memories')
      change(projectId, {
        loading: false,
        on: feature?.enabled ?? null,
        keys: readKeys(projectId),
        fromThreads: status.ok ? numberIn(fields(status.value), 'v2ConsolidatedThreads') : null,
        ...(folder.ok ? { folder: folder.value, problem: null } : { problem: folder.error }),
      })
    },
    turn: (projectId, on) =>
      during(projectId, on ? 'Turning memories on…' : 'Turning memories off…', () =>
        turnFeature(projectId, 'memories', on),
      ),
    setKey: (projectId, key, value) =>
      during(projectId, 'Writing…', () =>
        writeFresh(projectId, memoryEditKey(key), [
          value === null ? deleteKey(['memories', key]) : setKey(['memories', key], value),
        ]),
      ),
    async reset(projectId) {
      const result = await during(projectId, 'Forgetting…', () => app('memories/reset', { projectId }))
      if (!result.ok) return tellFailure('The memories were not forgotten', result.error, projectId)
      if (result.value.state === 'declined') return
      const { copyId } = result.value
      const id: string = useNotices.getState().push({
        level: 'info',
        message: copyId === null ? 'There was nothing to forget.' : 'The memories are forgotten. A copy was kept.',
        projectId,
        ...(copyId === null
          ? {}
          : {
              action: {
                label: 'Put back',
                run: () => {
                  useNotices.getState().dismiss(id)
                  void get().restore(projectId, copyId)
                },
              },
            }),
      })
    },
    async restore(projectId, copyId) {
      const result = await during(projectId, 'Putting the copy back…', () =>
        app('memories/restore', { projectId, copyId }),
      )
      if (!result.ok) return tellFailure('The copy was not put back', result.error, projectId)
      const { left } = result.value
      if (left.length > 0)
        useNotices.getState().push({
          level: 'warning',
          message: `The copy is back, but for ${left.length} ${left.length === 1 ? 'file' : 'files'}.`,
          detail: left.join('\n'),
          projectId,
        })
    },
    async reveal(projectId) {
      const result = await app('memories/reveal', { projectId })
      if (!result.ok) tellFailure('The folder was not shown', result.error, projectId)
    },
  }
})
