// @vitest-environment jsdom
// A review's two turns are one to the reader: as it runs, in the history, and when it is stopped. Shapes as the real binary sends them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turnsOfPage } from '../../../../../renderer/stores/threads/history'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { reduce } from '../../../../../renderer/stores/threads/reduce'
import {
  innerTurnIn,
  innerTurnsIn,
  isReviewEcho,
  isReviewing,
} from '../../../../../renderer/stores/threads/review-turn'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, refusal } from '../fake-deck'
import { note, projectId, threadId, turn } from '../samples'

const outer = '01a1fda9-b97d-7e03-b992-c62a5b9bcb7c'
const inner = '01a1fda9-b98b-7483-b349-6fdb0d8db2d3'
const entered = { type: 'enteredReviewMode', id: 'in', review: 'current changes' }
const orders = {
  type: 'userMessage',
  id: 'orders',
  clientId: null,
  content: [{ type: 'text', text: 'Review the current code changes', text_elements: [] }],
}
const item = (method: string, given: object) => note(`item/${method}`, { turnId: outer, item: given })
const begin = [
  item('started', entered),
  item('completed', entered),
  note('turn/started', { turn: turn(inner, 'inProgress', { rootTurnId: outer, startedAt: 7 }) }),
  item('started', orders),
  item('completed', orders),
]
const play = (notes: readonly ReturnType<typeof note>[]) =>
  notes.reduce((state, one) => reduce(state, one), emptyThread(projectId, threadId))

describe('a review that runs', () => {
  it('is one turn, with the inner one known for stopping it', () => {
    const state = play(begin)
    expect(state.turns.map(({ id }) => id)).toEqual([outer])
    expect(state).toMatchObject({ runningTurnId: outer, innerTurnId: inner })
    expect(state.turns[0]?.startedAtMs).toBe(7_000)
    expect(isReviewing(state)).toBe(true)
  })

  it('shows no message that nobody wrote', () => {
    expect(play(begin).turns[0]?.items.map(({ type }) => type)).toEqual(['enteredReviewMode'])
  })

  it('ends as one, and the next turn is an ordinary one', () => {
    const state = play([...begin, note('turn/completed', { turn: turn(outer, 'completed') })])
    expect(state).toMatchObject({ runningTurnId: null, innerTurnId: null })
    expect(isReviewing(state)).toBe(false)
    const next = reduce(state, note('turn/started', { turn: turn('t2', 'inProgress', { rootTurnId: outer }) }))
    // Work that came of a review is no part of it.
    expect(next.turns.map(({ id }) => id)).toEqual([outer, 't2'])
    expect(next.runningTurnId).toBe('t2')
  })
})

describe('a review in the history', () => {
  const review = turn(outer, 'interrupted', { items: [entered] })
  const innerTurn = turn(inner, 'interrupted', { rootTurnId: outer, items: [orders] })

  it('has no second turn', () => {
    expect(turnsOfPage([review, innerTurn]).map(({ id }) => id)).toEqual([outer])
    expect(turnsOfPage([review, { ...innerTurn, items: [] }]).map(({ id }) => id)).toEqual([outer])
    expect([...innerTurnsIn([innerTurn])]).toEqual([inner])
  })

  it('hides no turn that is not the inner one of a review', () => {
    const said = { ...orders, clientId: 'mine' }
    const plain = turn('a', 'completed', { items: [said] })
    expect(innerTurnsIn([plain, turn('b', 'interrupted', { rootTurnId: 'a', items: [] })]).size).toBe(0)
    expect(innerTurnsIn([review, { ...innerTurn, items: [said] }]).size).toBe(0)
    expect(innerTurnsIn([review, { ...innerTurn, status: 'completed' }]).size).toBe(0)
    expect(innerTurnsIn([turn('c', 'inProgress', { rootTurnId: 'gone', items: [] })]).size).toBe(0)
    expect(innerTurnsIn([null, 7, {}]).size).toBe(0)
  })
})

it('the result once more, and the words after a stop, are not drawn beside the result', () => {
  const exited = { type: 'exitedReviewMode' as const, id: 'out', review: 'All good.' }
  const says = (text: string) => ({ type: 'agentMessage', id: text, text })
  const items = [{ ...entered, type: 'enteredReviewMode' as const }, exited]
  expect(isReviewEcho({ items }, says('All good.'))).toBe(true)
  expect(
    isReviewEcho({ items }, says('Review was interrupted. Please re-run /review and wait for it to complete.')),
  ).toBe(true)
  expect(isReviewEcho({ items }, says('Something else.'))).toBe(false)
  expect(isReviewEcho({ items: [] }, says('All good.'))).toBe(false)
})

describe('stopping a review', () => {
  const setRunning = (part: object) =>
    useThreads.setState({ threads: { [threadId]: { ...play(begin), ...part } }, lists: {} })
  beforeEach(() => setRunning({}))
  afterEach(() => vi.unstubAllGlobals())

  it('names the inner turn', async () => {
    const deck = fakeDeck()
    expect((await useThreads.getState().interrupt(threadId)).ok).toBe(true)
    expect(deck.of('turn/interrupt')).toEqual([{ threadId, turnId: inner }])
  })

  it('learns the inner turn from the refusal where it was not told of', async () => {
    setRunning({ innerTurnId: null })
    const words = `expected active turn id \`${outer}\` but found \`${inner}\``
    expect(innerTurnIn(words)).toBe(inner)
    const deck = fakeDeck({
      'turn/interrupt': (given: { turnId?: unknown }) => (given.turnId === outer ? refusal(words) : {}),
    })
    expect((await useThreads.getState().interrupt(threadId)).ok).toBe(true)
    expect(deck.of('turn/interrupt').map(({ turnId }) => turnId)).toEqual([outer, inner])
  })

  it('asks again while it is only just beginning', async () => {
    setRunning({ innerTurnId: null })
    let asked = 0
    const deck = fakeDeck({ 'turn/interrupt': () => ((asked += 1) < 3 ? refusal('no active turn to interrupt') : {}) })
    expect((await useThreads.getState().interrupt(threadId)).ok).toBe(true)
    expect(deck.of('turn/interrupt')).toHaveLength(3)
  })
})
