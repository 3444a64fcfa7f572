// @vitest-environment jsdom
// How a place stands with git.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useGitFacts } from '../../../../../renderer/stores/changes/facts'
import { placeKey } from '../../../../../renderer/stores/changes/place'
import { fakeDeck, later, refusal } from '../fake-deck'
import { factsOf, place } from './samples'

const key = placeKey(place)
const now = () => useGitFacts.getState().facts[key]

beforeEach(() => useGitFacts.setState({ facts: {}, refs: {} }))
afterEach(() => vi.unstubAllGlobals())

describe('the facts of a place', () => {
  it('are asked for once more, not many times, when they are asked for while they are read', async () => {
    const first = later()
    let calls = 0
    const deck = fakeDeck({ 'changes/facts': () => ((calls += 1) === 1 ? first.promise : factsOf({ staged: 7 })) })
    const loading = useGitFacts.getState().load(place)
    await useGitFacts.getState().load(place)
    await useGitFacts.getState().load(place)
    first.settle(factsOf())
    await loading
    expect(deck.of('changes/facts')).toHaveLength(2)
    expect(now()).toMatchObject({ value: { staged: 7 }, reading: false })
  })

  it('stay as they were when they can’t be read again', async () => {
    fakeDeck({ 'changes/facts': factsOf({ branch: 'main' }) })
    await useGitFacts.getState().load(place)
    fakeDeck({ 'changes/facts': refusal('git is gone') })
    await useGitFacts.getState().load(place)
    expect(now()).toMatchObject({ value: { branch: 'main' }, problem: { message: 'git is gone' } })
  })

  it('of a worktree are not those of its project', async () => {
    fakeDeck({ 'changes/facts': factsOf() })
    await useGitFacts.getState().load({ ...place, worktreeId: 'e'.repeat(16) })
    expect(now()).toBeUndefined()
  })
})

it('branches and commits are read when somebody wants to choose', async () => {
  const deck = fakeDeck({ 'changes/refs': { branches: [], commits: [] } })
  await useGitFacts.getState().loadRefs(place)
  expect(deck.of('changes/refs')).toEqual([{ place }])
  expect(useGitFacts.getState().refs[key]).toMatchObject({ value: { branches: [], commits: [] }, reading: false })
})
