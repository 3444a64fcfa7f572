// The models that a project's Codex lists, hidden ones too, and the keys that say which of them answers and how.
import { create } from 'zustand'
import type { DeckError, Result } from '../../../preload/contract/result'
import type { ModelTraits } from '../../../preload/contract/workings'
import type { Model } from '@protocol/v2/Model'
import type { ModelListResponse } from '@protocol/v2/ModelListResponse'
import { app, codex } from '../../bridge'
import { fields, listIn, textIn } from '../threads/decode'
import type { ValueWords } from './permissions'

export const modelPath = ['model'] as const
export const effortPath = ['model_reasoning_effort'] as const
export const verbosityPath = ['model_verbosity'] as const
export const summaryPath = ['model_reasoning_summary'] as const
export const searchPath = ['web_search'] as const
export const tierPath = ['service_tier'] as const
export const personalityPath = ['personality'] as const
export const providerPath = ['model_provider'] as const

export const verbosities: readonly { value: string; label: string }[] = [
  { value: 'low', label: 'Short' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'Long' },
]

export const summaries: readonly { value: string; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'concise', label: 'Concise' },
  { value: 'detailed', label: 'Detailed' },
  { value: 'none', label: 'None' },
]

export const searchModes: readonly ValueWords[] = [
  { value: '', label: 'Not set', about: 'Codex decides.' },
  { value: 'disabled', label: 'Off', about: 'The model can’t search the web.' },
  { value: 'cached', label: 'Cached', about: 'It searches stored copies of pages; nothing is fetched anew.' },
  { value: 'indexed', label: 'Index', about: 'It searches an index of the web.' },
  { value: 'live', label: 'Live', about: 'It fetches pages as they are now, hostile ones too.' },
]

export const personalities: readonly { value: string; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'friendly', label: 'Friendly' },
  { value: 'pragmatic', label: 'Pragmatic' },
]

/** A model as the screen needs it. */
export interface ListedModel {
  slug: string
  name: string
  about: string
  hidden: boolean
  isDefault: boolean
  efforts: readonly { value: string; about: string }[]
  defaultEffort: string | null
  tiers: readonly { id: string; name: string; about: string }[]
  modalities: readonly string[]
  hasPersonality: boolean
  /** Whether `model_verbosity` and `model_reasoning_summary` are sent to it; true while not known. */
  hasVerbosity: boolean
  hasSummary: boolean
  /** What it makes way for, in Codex's words. */
  upgrade: string | null
}

/** Reads an entry of model/list; null when it has no name to ask for. */
export function readModel(entry: unknown): ListedModel | null {
  const read = fields(entry)
  const slug = textIn(read, 'model') ?? textIn(read, 'id')
  if (slug === null || slug === '') return null
  return {
    slug,
    name: textIn(read, 'displayName') ?? slug,
    about: textIn(read, 'description') ?? '',
    hidden: read['hidden'] === true,
    isDefault: read['isDefault'] === true,
    efforts: listIn(read, 'supportedReasoningEfforts').flatMap((one) => {
      const value = textIn(fields(one), 'reasoningEffort')
      return value === null ? [] : [{ value, about: textIn(fields(one), 'description') ?? '' }]
    }),
    defaultEffort: textIn(read, 'defaultReasoningEffort'),
    tiers: listIn(read, 'serviceTiers').flatMap((one) => {
      const id = textIn(fields(one), 'id')
      const name = textIn(fields(one), 'name') ?? id
      return id === null || name === null ? [] : [{ id, name, about: textIn(fields(one), 'description') ?? '' }]
    }),
    modalities: listIn(read, 'inputModalities').filter((one) => typeof one === 'string'),
    hasPersonality: read['supportsPersonality'] === true,
    hasVerbosity: true,
    hasSummary: true,
    upgrade: textIn(read, 'upgrade'),
  }
}

interface ModelsStore {
  byProject: Readonly<Record<string, { models: readonly ListedModel[] | null; problem: DeckError | null }>>
  load(projectId: string): Promise<void>
}

const mostPages = 10

export const useModels = create<ModelsStore>()((set, get) => ({
  byProject: {},
  async load(projectId) {
    const put = (part: { models: readonly ListedModel[] | null; problem: DeckError | null }): void =>
      set(({ byProject }) => ({ byProject: { ...byProject, [projectId]: part } }))
    const asked = app('models/traits', { projectId })
    const listed = await allModels(projectId)
    if (!listed.ok) return put({ models: get().byProject[projectId]?.models ?? null, problem: listed.error })
    put({ models: listed.value, problem: null })
    // Comes later, as a program is run for it; without it everything is offered.
    const traits = await asked
    if (traits.ok) put({ models: withTraits(listed.value, traits.value), problem: null })
  },
}))

async function allModels(projectId: string): Promise<Result<ListedModel[]>> {
  const models: ListedModel[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const result: Result<ModelListResponse> = await codex(projectId, 'model/list', {
      cursor,
      limit: 100,
      includeHidden: true,
    })
    if (!result.ok) return result
    const list: readonly Model[] = result.value.data ?? []
    models.push(...list.flatMap((entry) => readModel(entry) ?? []))
    cursor = result.value.nextCursor ?? null
    if (cursor === null) break
  }
  return { ok: true, value: models }
}

/** The models with what the catalog tells of them; those that it doesn't name stay as they are. */
export function withTraits(models: readonly ListedModel[], traits: readonly ModelTraits[]): ListedModel[] {
  const known = new Map(traits.map((one) => [one.slug, one]))
  return models.map((model) => {
    const one = known.get(model.slug)
    return one ? { ...model, hasVerbosity: one.verbosity, hasSummary: one.summary } : model
  })
}
