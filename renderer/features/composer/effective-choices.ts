// What the pickers show: the draft's choices, filled up from the thread and the catalog, held to what the folder's trust
// allows. Pure.
import { presets, type Preset } from '../../../preload/contract/presets'
import type { Trust } from '../../../preload/contract/model'
import type { Model } from '@protocol/v2/Model'
import { defaultModel, emptyCatalog, type Catalog } from '../../stores/composer/catalog'
import type { Draft } from '../../stores/composer/composer'
import type { ThreadState } from '../../stores/threads/model'
import { allowedPreset } from '../../stores/threads/send-input'

/** The presets that main lets a folder of this trust be used with. */
export function presetsFor(trust: Trust): readonly Preset[] {
  return presets.filter(({ id }) => allowedPreset(trust, id) === id)
}

export interface ModelChoice {
  /** The slug that turn/start takes; null while nothing is known. */
  slug: string | null
  label: string
  /** Null when the catalog does not list it. */
  model: Model | null
}

/** Chosen, else the thread's, else the configuration's, else the catalog's default. */
export function effectiveModel(
  draft: Draft,
  thread: ThreadState | null,
  models: readonly Model[],
  configured: Catalog['configured'] = emptyCatalog.configured,
): ModelChoice {
  const slug = draft.model ?? thread?.model ?? configured.model ?? defaultModel(models)?.model ?? null
  const model = models.find((candidate) => candidate.model === slug) ?? null
  return { slug, label: model?.displayName ?? slug ?? 'Model', model }
}

/** Chosen, else the thread's while its model stays, for a new chat the configuration's, else the model's default. Only one that the model supports. */
export function effectiveEffort(
  draft: Draft,
  thread: ThreadState | null,
  model: Model | null,
  configured: Catalog['configured'] = emptyCatalog.configured,
): string | null {
  const supported = model?.supportedReasoningEfforts.map(({ reasoningEffort }) => reasoningEffort) ?? null
  const fits = (effort: string | null | undefined): effort is string =>
    typeof effort === 'string' && (supported === null || supported.includes(effort))
  if (fits(draft.effort)) return draft.effort
  if (draft.model === null && fits(thread?.effort)) return thread?.effort ?? null
  if (thread === null && fits(configured.effort)) return configured.effort
  return model?.defaultReasoningEffort ?? null
}
