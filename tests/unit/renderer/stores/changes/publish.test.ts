// @vitest-environment jsdom
// Push and pull request after a commit.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PublishPlan } from '../../../../../preload/contract/git-work'
import { placeKey } from '../../../../../renderer/stores/changes/place'
import { usePublish } from '../../../../../renderer/stores/changes/publish'
import { fakeDeck, later, refusal } from '../fake-deck'
import { factsOf, place } from './samples'

const plan: PublishPlan = {
  branch: 'feature',
  remote: 'origin',
  upstream: null,
  ahead: 1,
  behind: 0,
  pushCommand: 'git push -u origin feature',
  pullRequestCommand: 'gh pr create',
  gh: true,
  base: 'main',
  problem: null,
}
const now = () => usePublish.getState().byPlace[placeKey(place)]

beforeEach(() => usePublish.setState({ byPlace: {} }))
afterEach(() => vi.unstubAllGlobals())

const deckOf = (answers: Record<string, unknown>) =>
  fakeDeck({ 'git/publishPlan': plan, 'changes/facts': factsOf(), ...answers })

describe('publishing', () => {
  it('knows how before it does anything', async () => {
    const deck = deckOf({})
    await usePublish.getState().look(place)
    expect(now()).toMatchObject({ plan, busy: null, pushed: false })
    expect(deck.of('git/push')).toEqual([])
  })

  it('pushes once, and says what git said', async () => {
    const answer = later()
    const deck = deckOf({ 'git/push': () => answer.promise })
    const first = usePublish.getState().push(place)
    expect(await usePublish.getState().push(place)).toBe(false)
    answer.settle({ output: 'new branch' })
    await first
    expect(deck.of('git/push')).toEqual([{ place }])
    expect(now()).toMatchObject({ pushed: true, output: 'new branch', busy: null })
    expect(deck.of('changes/facts')).toHaveLength(1)
  })

  it('that fails says why and can be tried again', async () => {
    deckOf({ 'git/push': refusal('rejected: fetch first') })
    expect(await usePublish.getState().push(place)).toBe(false)
    expect(now()).toMatchObject({ pushed: false, problem: { message: 'rejected: fetch first' }, busy: null })
  })

  it('opens a pull request against the base of the plan', async () => {
    const deck = deckOf({ 'git/pullRequest': { url: 'https://example.com/1', output: '' } })
    await usePublish.getState().look(place)
    await usePublish.getState().openPullRequest(place, { title: 'T', body: 'B', draft: true })
    expect(deck.of('git/pullRequest')).toEqual([{ place, title: 'T', body: 'B', draft: true, base: 'main' }])
    expect(now()?.url).toBe('https://example.com/1')
  })
})
