// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { useProviders } from '../../../../../renderer/stores/config/providers'
import { fakeDeck, later, refusal } from '../fake-deck'

beforeEach(() => useProviders.setState({ trials: {}, local: null, looking: false, localProblem: null }))
const result = { ok: true, ms: 5, message: 'x answered.', detail: null }

describe('trying a provider', () => {
  it('shows the last trial, and nothing of one that was stopped', async () => {
    const answer = later<typeof result>()
    const deck = fakeDeck({ 'providers/test': answer.promise })
    const trial = useProviders.getState().test('p', 'house', 'm')
    expect(useProviders.getState().trials['p']).toMatchObject({ provider: 'house', result: null, problem: null })
    await useProviders.getState().cancel('p')
    expect(deck.of('providers/cancelTest')).toEqual([{ projectId: 'p' }])
    answer.settle(result)
    await trial
    expect(useProviders.getState().trials['p']).toBeUndefined()
  })

  it('tells what came of it, or why it could not be tried', async () => {
    fakeDeck({ 'providers/test': result })
    await useProviders.getState().test('p', 'house', 'm')
    expect(useProviders.getState().trials['p']?.result).toEqual(result)
    fakeDeck({ 'providers/test': refusal('There is no provider.') })
    await useProviders.getState().test('p', 'house', 'm')
    expect(useProviders.getState().trials['p']).toMatchObject({ result: null, problem: 'There is no provider.' })
  })
})

it('looks for model servers one look at a time', async () => {
  const answer = later<unknown[]>()
  const deck = fakeDeck({ 'providers/local': answer.promise })
  const looks = [useProviders.getState().find(), useProviders.getState().find()]
  answer.settle([])
  await Promise.all(looks)
  expect(deck.of('providers/local')).toHaveLength(1)
  expect(useProviders.getState()).toMatchObject({ local: [], looking: false })
})
