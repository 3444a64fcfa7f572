// From a choice to what main is asked for.
import { describe, expect, it } from 'vitest'
import { canChange, lastTurnOf, sourceKey, sourceOf, usualChoice } from '../../../../../renderer/stores/changes/sources'
import { completed, fresh, reduceAll, started } from '../samples'
import { factsOf } from './samples'

const thread = reduceAll([started('one'), completed('one'), started('two'), completed('two')])
const withDiff = { ...thread, turns: thread.turns.map((turn) => ({ ...turn, diff: `diff of ${turn.id}` })) }

describe('a choice', () => {
  it('of the last turn names that turn, with what is known of its patch', () => {
    expect(sourceOf({ kind: 'turn', turnId: null }, withDiff, null)).toEqual({
      kind: 'turn',
      threadId: thread.id,
      turnId: 'two',
      patch: 'diff of two\n',
    })
  })

  it('of an older turn that is not read yet goes without a patch', () => {
    expect(sourceOf({ kind: 'turn', turnId: 'far' }, withDiff, null)).toMatchObject({ turnId: 'far', patch: null })
  })

  it('of a chat has all its turns', () => {
    expect(sourceOf({ kind: 'session' }, withDiff, null)).toMatchObject({ patch: 'diff of one\ndiff of two\n' })
  })

  it('of the last turn passes over reviews, which change nothing', () => {
    const items = [{ type: 'enteredReviewMode', id: 'e', review: 'x' }]
    const turns = thread.turns.map((turn) => (turn.id === 'two' ? { ...turn, items } : turn))
    expect(lastTurnOf({ turns })?.id).toBe('one')
    expect(lastTurnOf({ turns: turns.slice(1) })).toBeNull()
  })

  it('of a turn or chat is nothing where there is none', () => {
    expect(sourceOf({ kind: 'turn', turnId: null }, null, null)).toBeNull()
    expect(sourceOf({ kind: 'turn', turnId: null }, fresh(), null)).toBeNull()
    expect(sourceOf({ kind: 'session' }, fresh(), null)).toBeNull()
  })

  it('of git’s needs no chat', () => {
    expect(sourceOf({ kind: 'branch', base: 'main' }, null, null)).toEqual({ kind: 'branch', base: 'main' })
  })

  it('is not a turn that Codex has not taken yet', () => {
    const sending = { turns: thread.turns.map((turn, at) => ({ ...turn, local: at === 1 })) }
    expect(lastTurnOf(sending)?.id).toBe('one')
  })
})

it('without a choice what Codex did last is shown, else what is to be staged or committed', () => {
  expect(usualChoice(thread, factsOf())).toEqual({ kind: 'turn', turnId: null })
  expect(usualChoice(null, factsOf())).toEqual({ kind: 'unstaged' })
  expect(usualChoice(null, factsOf({ staged: 2, unstaged: 0, untracked: 0 }))).toEqual({ kind: 'staged' })
  expect(usualChoice(null, null)).toEqual({ kind: 'unstaged' })
})

it('the same source with another patch is the same view', () => {
  const turn = { kind: 'turn', threadId: 't', turnId: 'x' } as const
  expect(sourceKey({ ...turn, patch: 'a' })).toBe(sourceKey({ ...turn, patch: null }))
  expect(sourceKey({ ...turn, patch: null })).not.toBe(sourceKey({ ...turn, turnId: 'y', patch: null }))
  expect(canChange({ kind: 'commit', revision: 'a' })).toBe(false)
  expect(canChange({ ...turn, patch: null })).toBe(true)
})
