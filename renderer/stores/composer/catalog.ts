// What a project's Codex offers: models, skills, collaboration modes. Asked once per server, again when it says they changed.
import { create } from 'zustand'
import type { DeckError, Result } from '../../../preload/contract/result'
import type { CollaborationModeMask } from '@protocol/v2/CollaborationModeMask'
import type { Model } from '@protocol/v2/Model'
import type { ModelListResponse } from '@protocol/v2/ModelListResponse'
import type { SkillMetadata } from '@protocol/v2/SkillMetadata'
import { codex } from '../../bridge'
import { untilAskable } from '../app/servers'

export interface Catalog {
  models: readonly Model[]
  skills: readonly SkillMetadata[]
  modes: readonly CollaborationModeMask[]
  loading: boolean
  loaded: boolean
  /** Why the models could not be read; skills and modes that fail are just absent. */
  problem: DeckError | null
}

export const emptyCatalog: Catalog = { models: [], skills: [], modes: [], loading: false, loaded: false, problem: null }

interface CatalogStore {
  byProject: Readonly<Record<string, Catalog>>
  /** Loads all three when they are not there yet; `again` asks anew. */
  load(projectId: string, again?: boolean): Promise<void>
  /** Codex said that skills changed: reads them again. */
  reloadSkills(projectId: string): Promise<void>
}

const mostPages = 10

async function allModels(projectId: string) {
  const models: Model[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const result: Result<ModelListResponse> = await codex(projectId, 'model/list', { cursor, limit: 100 })
    if (!result.ok) return result
    models.push(...(result.value.data ?? []))
    cursor = result.value.nextCursor ?? null
    if (cursor === null) break
  }
  return { ok: true as const, value: models.filter((model) => !model.hidden) }
}

async function allSkills(projectId: string, forceReload: boolean): Promise<SkillMetadata[]> {
  const result = await codex(projectId, 'skills/list', { forceReload })
  if (!result.ok) return []
  const entries = Array.isArray(result.value.data) ? result.value.data : []
  return entries.flatMap((entry) => entry.skills ?? []).filter((skill) => skill.enabled !== false)
}

export const useCatalog = create<CatalogStore>()((set, get) => {
  const put = (projectId: string, part: Partial<Catalog>) =>
    set((state) => ({
      byProject: {
        ...state.byProject,
        [projectId]: { ...(state.byProject[projectId] ?? emptyCatalog), ...part },
      },
    }))
  return {
    byProject: {},
    async load(projectId, again = false) {
      const known = get().byProject[projectId]
      if (known?.loading || (known?.loaded && !again)) return
      put(projectId, { loading: true, problem: null })
      await untilAskable(projectId)
      const [models, skills, modes] = await Promise.all([
        allModels(projectId),
        allSkills(projectId, again),
        codex(projectId, 'collaborationMode/list', {}),
      ])
      put(projectId, {
        ...(models.ok ? { models: models.value } : {}),
        skills,
        modes: modes.ok ? (modes.value.data ?? []) : [],
        loading: false,
        loaded: models.ok,
        problem: models.ok ? null : models.error,
      })
    },
    async reloadSkills(projectId) {
      if (!get().byProject[projectId]?.loaded) return
      put(projectId, { skills: await allSkills(projectId, true) })
    },
  }
})

/** The model that Codex proposes, or the first. */
export function defaultModel(models: readonly Model[]): Model | null {
  return models.find((model) => model.isDefault) ?? models[0] ?? null
}
