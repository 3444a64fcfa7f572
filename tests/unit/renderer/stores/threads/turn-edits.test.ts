// The bricks of a thread's changes: what is read leniently, and what keeps its identity.
import { describe, expect, it } from 'vitest'
import { localMessage } from '../../../../../renderer/stores/threads/placeholder'
import type { Item, TurnState } from '../../../../../renderer/stores/threads/model'
import {
  findTurn,
  newTurn,
  nothingLive,
  placeOf,
  putItem,
  readError,
  readSeconds,
  readStatus,
  readTurn,
  withLive,
  withTurn,
} from '../../../../../renderer/stores/threads/turn-edits'
import { fresh, input, itemsByType, turn } from '../samples'

const item = (id: string): Item => ({ type: 'plan', id, text: id })
const turnWith = (...items: Item[]): TurnState => ({ ...newTurn('turn'), items })

describe('a turn as Codex brings it', () => {
  it('has its times in milliseconds and its items in order', () => {
    const read = readTurn(turn('a', 'completed', { startedAt: 2, durationMs: 45, items: [item('x'), item('y')] }))
    expect(read).toMatchObject({ id: 'a', status: 'completed', startedAtMs: 2000, durationMs: 45, error: null })
    expect(read?.items.map((one) => one.id)).toEqual(['x', 'y'])
  })

  it('knows what is live in it only while it runs', () => {
    const running = { ...itemsByType.commandExecution, type: 'commandExecution', id: 'x', status: 'inProgress' }
    const items = [item('done'), running]
    expect([...(readTurn(turn('a', 'inProgress', { items }))?.live ?? [])]).toEqual(['x'])
    expect(readTurn(turn('a', 'interrupted', { items }))?.live.size).toBe(0)
  })

  it('is none without an id', () => {
    for (const value of [null, undefined, 7, 'a', [], {}, { id: 7 }]) expect(readTurn(value)).toBeNull()
  })

  it('is read as far as it can be', () => {
    const read = readTurn({ id: 'a', status: {}, items: [null, 5, { id: 'no type' }, item('x')], startedAt: 'soon' })
    expect(read).toMatchObject({ status: 'completed', startedAtMs: null, durationMs: null, items: [{ id: 'x' }] })
    expect(readTurn({ id: 'a', items: 'none' })?.items).toEqual([])
  })
})

describe('parts of a turn', () => {
  it('a status that nobody knows counts as completed', () => {
    expect(['inProgress', 'failed', 'interrupted', 'paused', null, 3].map(readStatus)).toEqual([
      'inProgress',
      'failed',
      'interrupted',
      'completed',
      'completed',
      'completed',
    ])
  })

  it('an error keeps its kind, be it a word or an object', () => {
    expect(readError({ message: 'm', codexErrorInfo: 'other' })?.codexErrorInfo).toBe('other')
    expect(readError({ message: 'm', codexErrorInfo: { http: { httpStatusCode: 401 } } })?.codexErrorInfo).toEqual({
      http: { httpStatusCode: 401 },
    })
    expect(readError({ message: 'm' })).toEqual({
      message: 'm',
      codexErrorInfo: null,
      additionalDetails: null,
      misalignment: null,
    })
    expect([readError(null), readError('broken'), readError({ message: 5 })]).toEqual([null, null, null])
  })

  it('seconds are a number or nothing', () => {
    expect([1.5, 0, NaN, Infinity, '1', null].map(readSeconds)).toEqual([1500, 0, null, null, null, null])
  })
})

describe('changing a turn', () => {
  const state = { ...fresh(), turns: [newTurn('a'), newTurn('b')] }

  it('leaves the others as they are', () => {
    const after = withTurn(state, 'b', (one) => ({ ...one, status: 'failed' }))
    expect(after.turns[0]).toBe(state.turns[0])
    expect(findTurn(after, 'b')?.status).toBe('failed')
    expect(findTurn(state, 'b')?.status).toBe('inProgress')
  })

  it('changes nothing at all when the turn stays the same', () => {
    expect(withTurn(state, 'a', (one) => one)).toBe(state)
  })

  it('makes the turn when an event overtook its beginning', () => {
    const after = withTurn(state, 'c', (one) => ({ ...one, diff: 'd' }))
    expect(after.turns.map((one) => one.id)).toEqual(['a', 'b', 'c'])
    expect(findTurn(after, 'c')).toMatchObject({ status: 'inProgress', diff: 'd' })
    expect(findTurn(after, 'd')).toBeNull()
  })
})

describe('what is live', () => {
  it('is the same set when nothing changes, and a new one when something does', () => {
    const one = { ...newTurn('a'), live: new Set(['x']) }
    expect(withLive(one, 'x', true)).toBe(one.live)
    expect(withLive(one, 'y', false)).toBe(one.live)
    expect([...withLive(one, 'y', true)]).toEqual(['x', 'y'])
    expect([...one.live]).toEqual(['x'])
  })

  it('is the one empty set when the last has ended', () => {
    expect(withLive({ ...newTurn('a'), live: new Set(['x']) }, 'x', false)).toBe(nothingLive)
    expect(nothingLive.size).toBe(0)
  })
})

describe('where an item goes', () => {
  const drawn = localMessage('c1', input)
  const confirmed = (clientId: string | null): Item => ({ type: 'userMessage', id: 'real', clientId, content: [] })

  it('is its own place', () => {
    expect(placeOf(turnWith(item('x'), item('y')), item('y'))).toBe(1)
    expect(placeOf(turnWith(item('x')), item('z'))).toBe(-1)
  })

  it('of a message is over the one that was drawn for it', () => {
    const one = turnWith(item('x'), localMessage('c0', input), drawn)
    expect(placeOf(one, confirmed('c1'))).toBe(2)
    expect(placeOf(one, confirmed('somebody else'))).toBe(-1)
  })

  it('of a message without a client id is over the first drawn one', () => {
    expect(placeOf(turnWith(item('x'), drawn), confirmed(null))).toBe(1)
    expect(placeOf(turnWith(item('x')), confirmed(null))).toBe(-1)
  })

  it('of an item that is no message is never over a drawn message', () => {
    expect(placeOf(turnWith(drawn), { type: 'hologram', id: 'h', clientId: 'c1' })).toBe(-1)
  })

  it('is the end when it has no place, and the others stay what they are', () => {
    const one = turnWith(item('x'), item('y'))
    expect(putItem(one, -1, item('z')).map(({ id }) => id)).toEqual(['x', 'y', 'z'])
    const replaced = putItem(one, 0, item('new'))
    expect(replaced.map(({ id }) => id)).toEqual(['new', 'y'])
    expect(replaced[1]).toBe(one.items[1])
    expect(one.items.map(({ id }) => id)).toEqual(['x', 'y'])
  })
})
