// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { readModel, useModels } from '../../../../../renderer/stores/config/models'
import { fakeDeck, refusal } from '../fake-deck'

beforeEach(() => useModels.setState({ byProject: {} }))

it('reads a model leniently', () => {
  expect(
    readModel({
      model: 'm',
      supportedReasoningEfforts: [{ reasoningEffort: 'low' }, {}, 5],
      serviceTiers: [{ id: 'fast' }],
      inputModalities: ['text', 1],
    }),
  ).toEqual({
    slug: 'm',
    name: 'm',
    about: '',
    hidden: false,
    isDefault: false,
    efforts: [{ value: 'low', about: '' }],
    defaultEffort: null,
    tiers: [{ id: 'fast', name: 'fast', about: '' }],
    modalities: ['text'],
    hasPersonality: false,
    hasVerbosity: true,
    hasSummary: true,
    upgrade: null,
  })
  expect(readModel({})).toBeNull()
  expect(readModel('x')).toBeNull()
})

it('lists every page, hidden models too, and keeps what it had when that fails', async () => {
  const deck = fakeDeck({
    'models/traits': [],
    'model/list': ({ cursor }: Record<string, unknown>) =>
      cursor === null
        ? { data: [{ model: 'a' }], nextCursor: '1' }
        : { data: [{ model: 'b', hidden: true }], nextCursor: null },
  })
  await useModels.getState().load('p')
  expect(deck.of('model/list')[0]).toMatchObject({ includeHidden: true })
  expect(useModels.getState().byProject['p']?.models?.map(({ slug }) => slug)).toEqual(['a', 'b'])
  fakeDeck({ 'model/list': refusal('no') })
  await useModels.getState().load('p')
  expect(useModels.getState().byProject['p']).toMatchObject({
    models: [{ slug: 'a' }, { slug: 'b' }],
    problem: { message: 'no' },
  })
})
