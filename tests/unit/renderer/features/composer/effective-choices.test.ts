// @vitest-environment jsdom
// What the pickers show when nothing, something or something unsupported was chosen.
import type { Model } from '@protocol/v2/Model'
import { describe, expect, it } from 'vitest'
import {
  effectiveEffort,
  effectiveModel,
  presetsFor,
} from '../../../../../renderer/features/composer/effective-choices'
import { emptyDraft } from '../../../../../renderer/stores/composer/composer'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { model } from './sample-models'

const models: Model[] = [
  model('fast', ['low', 'high'], 'low'),
  { ...model('deep', ['high', 'max'], 'high'), isDefault: true },
]
const thread = { ...emptyThread('p', 't'), model: 'fast', effort: 'high' }

describe('the model', () => {
  it('is the chosen one, else the thread’s, else the default', () => {
    expect(effectiveModel({ ...emptyDraft, model: 'deep' }, thread, models).slug).toBe('deep')
    expect(effectiveModel(emptyDraft, thread, models).slug).toBe('fast')
    expect(effectiveModel(emptyDraft, null, models).slug).toBe('deep')
  })

  it('of a new chat is the configuration’s before Codex’s own, and so is its effort', () => {
    const configured = { model: 'fast', effort: 'high' }
    expect(effectiveModel(emptyDraft, null, models, configured).slug).toBe('fast')
    expect(effectiveModel(emptyDraft, { ...thread, model: 'deep' }, models, configured).slug).toBe('deep')
    expect(effectiveEffort(emptyDraft, null, models[0] ?? null, configured)).toBe('high')
    expect(effectiveEffort(emptyDraft, null, models[0] ?? null, { ...configured, effort: 'odd' })).toBe('low')
  })

  it('that the catalog does not list keeps its own name', () => {
    expect(effectiveModel({ ...emptyDraft, model: 'mine' }, null, models)).toEqual({
      slug: 'mine',
      label: 'mine',
      model: null,
    })
    expect(effectiveModel(emptyDraft, null, []).label).toBe('Model')
  })
})

describe('the effort', () => {
  const [fast = null, deep = null] = models
  it('is only ever one that the model supports', () => {
    expect(effectiveEffort({ ...emptyDraft, effort: 'high' }, null, fast)).toBe('high')
    expect(effectiveEffort({ ...emptyDraft, effort: 'max' }, null, fast)).toBe('low')
  })

  it('of the thread holds until another model is chosen', () => {
    expect(effectiveEffort(emptyDraft, thread, fast)).toBe('high')
    expect(effectiveEffort({ ...emptyDraft, model: 'deep' }, { ...thread, effort: 'max' }, deep)).toBe('high')
  })
})

describe('the presets', () => {
  it('are all four in a trusted folder and only reading elsewhere', () => {
    expect(presetsFor('trusted').map(({ id }) => id)).toEqual(['read-only', 'ask', 'auto', 'full-access'])
    expect(presetsFor('restricted').map(({ id }) => id)).toEqual(['read-only'])
  })
})
