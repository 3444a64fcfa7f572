// What a project's Codex offers: models and who serves them, skills, collaboration modes. Asked once per server and account, again
// when it says that they changed.
import { create } from 'zustand'
import type { DeckError, Result } from '../../../preload/contract/result'
import type { CollaborationModeMask } from '@protocol/v2/CollaborationModeMask'
import type { Model } from '@protocol/v2/Model'
import type { ModelListResponse } from '@protocol/v2/ModelListResponse'
import type { SkillMetadata } from '@protocol/v2/SkillMetadata'
import { codex } from '../../bridge'
import { accountOf, useAccounts } from '../accounts/accounts'
import { useProjects } from '../app/projects'
import { untilAskable } from '../app/servers'
import { fields, listIn, textIn, type Fields } from '../threads/decode'

/** The model providers, as far as sending depends on them (`modelProvider/list`). */
export interface Providers {
  /** The one that new chats go to; null for Codex's own choice. */
  standard: string | null
  /**
   * Ids of those that may want Codex's own login: OpenAI, and gateways that name no key of theirs (0.169.0 doesn't tell whether
   * such a one has a fixed token instead).
   */
  needLogin: readonly string[]
}

export interface Catalog {
  models: readonly Model[]
  /** Null while not known. */
  providers: Providers | null
  /** What the configuration begins new chats with; null where it leaves that to Codex. */
  configured: { model: string | null; effort: string | null }
  skills: readonly SkillMetadata[]
  modes: readonly CollaborationModeMask[]
  loading: boolean
  loaded: boolean
  /** Why the models could not be read; skills and modes that fail are just absent. */
  problem: DeckError | null
  /** Who paid when it was asked: another account has other models. */
  payer: string
}

export const emptyCatalog: Catalog = {
  models: [],
  providers: null,
  configured: { model: null, effort: null },
  skills: [],
  modes: [],
  loading: false,
  loaded: false,
  problem: null,
  payer: '',
}

interface CatalogStore {
  byProject: Readonly<Record<string, Catalog>>
  /** Loads all of it when it is not there yet for the project's account; `again` asks anew. */
  load(projectId: string, again?: boolean): Promise<void>
  /** Another server is being started: what the one before offered is shown until it is asked. */
  outdate(projectId: string): void
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

async function allProviders(projectId: string): Promise<Providers | null> {
  const result = await codex(projectId, 'modelProvider/list', {})
  if (!result.ok) return null
  const all = listIn(fields(result.value), 'data').map(fields)
  return {
    standard: textIn(fields(result.value), 'defaultProviderId'),
    needLogin: all.filter(needsLogin).flatMap((provider) => textIn(provider, 'id') ?? []),
  }
}

async function configuredChoice(projectId: string): Promise<Catalog['configured']> {
  const result = await codex(projectId, 'config/read', {})
  const config = result.ok ? fields(fields(result.value)['config']) : {}
  return { model: textIn(config, 'model'), effort: textIn(config, 'model_reasoning_effort') }
}

function needsLogin(provider: Fields): boolean {
  const settings = fields(provider['settings'])
  if (settings['type'] === 'openai') return true
  return settings['type'] === 'customGateway' && fields(settings['auth'])['mode'] === 'externallyConfigured'
}

/** The account that the project uses, as it stands. */
function payerOf(projectId: string): string {
  const project = useProjects.getState().projects.find(({ id }) => id === projectId) ?? null
  const account = project?.source === 'account' ? accountOf(useAccounts.getState().accounts ?? [], project) : null
  return `${project?.source ?? ''} ${account?.id ?? ''} ${account?.kind ?? ''}`
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
      const payer = payerOf(projectId)
      if (known?.loading || (known?.loaded && known.payer === payer && !again)) return
      put(projectId, { loading: true, problem: null, payer })
      await untilAskable(projectId)
      const [models, providers, configured, skills, modes] = await Promise.all([
        allModels(projectId),
        allProviders(projectId),
        configuredChoice(projectId),
        allSkills(projectId, again),
        codex(projectId, 'collaborationMode/list', {}),
      ])
      put(projectId, {
        ...(models.ok ? { models: models.value } : {}),
        providers,
        configured,
        skills,
        modes: modes.ok ? (modes.value.data ?? []) : [],
        loading: false,
        loaded: models.ok,
        problem: models.ok ? null : models.error,
      })
    },
    outdate(projectId) {
      if (get().byProject[projectId]?.loaded) put(projectId, { loaded: false })
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
