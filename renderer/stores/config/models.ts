// The models that a project's Codex lists, hidden ones too, and the keys that say which of them answers and how.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import type { Model } from '@protocol/v2/Model'
import { codex } from '../../bridge'
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

export const verbosities: readonly ValueWords[] = [
  { value: '', label: 'The model’s own', about: '' },
  { value: 'low', label: 'Low', about: 'Short answers.' },
  { value: 'medium', label: 'Medium', about: 'Answers of middle length.' },
  { value: 'high', label: 'High', about: 'Long answers.' },
]

export const summaries: readonly ValueWords[] = [
  { value: '', label: 'The model’s own', about: '' },
  { value: 'auto', label: 'Automatic', about: '' },
  { value: 'concise', label: 'Concise', about: '' },
  { value: 'detailed', label: 'Detailed', about: '' },
  { value: 'none', label: 'None', about: '' },
]

export const searchModes: readonly ValueWords[] = [
  { value: '', label: 'Not set', about: 'Codex decides.' },
  { value: 'disabled', label: 'Off', about: 'The model can’t search the web.' },
  { value: 'cached', label: 'Cached', about: 'It searches stored copies of pages; nothing is fetched anew.' },
  { value: 'indexed', label: 'Index', about: 'It searches an index of the web.' },
  { value: 'live', label: 'Live', about: 'It fetches pages as they are now, hostile ones too.' },
]

export const personalities: readonly ValueWords[] = [
  { value: '', label: 'Not set', about: '' },
  { value: 'none', label: 'None', about: '' },
  { value: 'friendly', label: 'Friendly', about: '' },
  { value: 'pragmatic', label: 'Pragmatic', about: '' },
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
    upgrade: textIn(read, 'upgrade'),
  }
}

interface ModelsStore {
  byProject: Readonly<Record<string, { models: readonly ListedModel[] | null; problem: DeckError | null }>>
  load(projectId: string): Promise<void>
}

const mostPages = 10

export const useModels = create<ModelsStore>()((set) => ({
  byProject: {},
  async load(projectId) {
    const models: ListedModel[] = []
    let cursor: string | null = null
    let problem: DeckError | null = null
    for (let page = 0; page < mostPages; page += 1) {
      const result: Awaited<ReturnType<typeof codex<'model/list'>>> = await codex(projectId, 'model/list', {
        cursor,
        limit: 100,
        includeHidden: true,
      })
      if (!result.ok) {
        problem = result.error
        break
      }
      const list: readonly Model[] = result.value.data ?? []
      models.push(...list.flatMap((entry) => readModel(entry) ?? []))
      cursor = result.value.nextCursor ?? null
      if (cursor === null) break
    }
    set(({ byProject }) => ({
      byProject: {
        ...byProject,
        [projectId]: { models: problem === null ? models : (byProject[projectId]?.models ?? null), problem },
      },
    }))
  },
}))
