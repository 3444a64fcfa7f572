// The configuration of projects as it counts: read from Codex with all its layers, made into rows once, and read again when
// somebody changes it. Writing is in config-edits.ts.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { useServers } from '../app/servers'
import { fields } from '../threads/decode'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'
import { effectiveRows, sorted, unsetRows, type ConfigRow, type RowSource } from './effective-rows'
import { knownKeys, type KnownKeys } from './known-keys'
import { homeLayer, readLayers } from './layers'
import { readRequirements } from './requirements'

export interface ProjectConfig extends RowSource {
  /** What is set, sorted by key. */
  rows: readonly ConfigRow[]
  /** Of the home's own layer, for expectedVersion; null while there is none. */
  version: string | null
  /** Why the last read failed; the rest is then older. */
  problem: DeckError | null
  /** Nothing was ever read: the file may be broken. */
  unread: boolean
  /** Counts changes by others that were taken in. */
  outside: number
}

interface EffectiveStore {
  byProject: Readonly<Record<string, ProjectConfig>>
  /**
   * Reads a project's configuration anew; what was known stays in view meanwhile. After an edit of one's own the administrator's
   * requirements are still the ones that were read.
   */
  load(projectId: string, afterEdit?: boolean): Promise<void>
  /** Reads it and follows what others change until the answered function is called. */
  watch(projectId: string): () => void
}

const noKeys = knownKeys([])
export const nothingRead: ProjectConfig = {
  layers: [],
  config: {},
  known: noKeys,
  requirements: new Map(),
  rows: [],
  version: null,
  problem: null,
  unread: true,
  outside: 0,
}

export const useEffective = create<EffectiveStore>()((set, get) => {
  /** Counts the reads per project, so that an older answer never overwrites a newer one. */
  const asked = new Map<string, number>()
  /** The keys are the binary's: asked for once. */
  let keys: KnownKeys = noKeys
  const change = (projectId: string, part: Partial<ProjectConfig>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? nothingRead), ...part } },
    }))
  const readKeys = async (): Promise<KnownKeys> => {
    if (keys.all.length > 0) return keys
    const result = await app('config/types', {})
    if (result.ok && Array.isArray(result.value)) keys = knownKeys(result.value)
    return keys
  }

  return {
    byProject: {},
    async load(projectId, afterEdit = false) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const before = get().byProject[projectId] ?? nothingRead
      const isKnown = afterEdit && !before.unread
      const [read, required, known] = await Promise.all([
        codex(projectId, 'config/read', {}),
        isKnown ? null : codex(projectId, 'configRequirements/read', undefined),
        readKeys(),
      ])
      if (asked.get(projectId) !== turn) return
      if (!read.ok) return change(projectId, { problem: read.error, known })
      const layers = readLayers(read.value)
      const source: RowSource = {
        layers,
        config: fields(fields(read.value)['config']),
        known,
        requirements:
          required === null ? before.requirements : required.ok ? readRequirements(required.value) : new Map(),
      }
      change(projectId, {
        ...source,
        rows: effectiveRows(source),
        version: homeLayer(layers)?.version ?? null,
        problem: null,
        unread: false,
      })
    },
    watch(projectId) {
      void get().load(projectId)
      const endWatch = watchConfig(projectId)
      const end = onConfigEvent((event) => {
        if (event.type !== 'config-changed' || event.projectId !== projectId) return
        void get()
          .load(projectId)
          .then(() => change(projectId, { outside: (get().byProject[projectId]?.outside ?? 0) + 1 }))
      })
      return () => {
        end()
        endWatch()
      }
    },
  }
})

/** Reads what counts now. A Codex that a broken file kept from starting starts now; one that failed otherwise only if `anyway`. */
export async function readWhatCounts(projectId: string, anyway = false): Promise<void> {
  const { byProject, restart } = useServers.getState()
  const server = byProject[projectId]
  if (server?.state === 'failed' && (anyway || server.code === 'config-invalid')) await restart(projectId)
  await useEffective.getState().load(projectId)
}

const withUnset = new WeakMap<readonly ConfigRow[], readonly ConfigRow[]>()

/** All rows, the unset keys of this binary among them. Computed once a read. */
export function allRows(config: ProjectConfig): readonly ConfigRow[] {
  let all = withUnset.get(config.rows)
  if (all === undefined) {
    all = sorted([...config.rows, ...unsetRows(config, config.rows)])
    withUnset.set(config.rows, all)
  }
  return all
}
