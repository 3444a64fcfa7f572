// @vitest-environment jsdom
// Older turns: one page at a time, however many ask; a failure leaves what is there and can be tried again.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { fakeDeck, later, refusal } from '../fake-deck'
import { fresh, threadId, turn } from '../samples'

const acts = () => useThreads.getState()
const open = () => acts().threads[threadId]
const ids = () => open()?.turns.map((one) => one.id)
const never = () => new AbortController().signal

/** Pages of a thread whose turns are z (here), y, x, … to a; the cursor is the place of the next one. */
const before = ['y', 'x', 'w', 'v', 'u']
const pages = (params: Record<string, unknown>) => {
  const place = Number(params['cursor'])
  const next = place + 1
  return { data: [turn(before[place] ?? '?', 'completed')], nextCursor: next < before.length ? String(next) : null }
}

beforeEach(() =>
  useThreads.setState({
    threads: { [threadId]: { ...fresh(), turns: [newTurn('z')], olderCursor: '0' } },
    lists: {},
  }),
)
afterEach(() => vi.unstubAllGlobals())

describe('a page of older turns', () => {
  it('goes before what is there and moves the cursor', async () => {
    const deck = fakeDeck({ 'thread/turns/list': pages })
    const here = open()?.turns[0]
    const reading = acts().loadOlder(threadId)
    expect(open()?.loading).toBe('older')
    await reading
    expect(open()).toMatchObject({ loading: 'none', olderCursor: '1', problem: null })
    expect(ids()).toEqual(['y', 'z'])
    expect(open()?.turns[1]).toBe(here)
    expect(deck.of('thread/turns/list')).toEqual([
      { threadId, cursor: '0', limit: 20, sortDirection: 'desc', itemsView: 'full' },
    ])
  })

  it('is asked for once, however often the reader scrolls', async () => {
    const answer = later()
    const deck = fakeDeck({ 'thread/turns/list': () => answer.promise })
    const all = Promise.all([acts().loadOlder(threadId), acts().loadOlder(threadId), acts().loadOlder(threadId)])
    answer.settle({ data: [turn('y', 'completed')], nextCursor: null })
    await all
    expect(deck.of('thread/turns/list')).toHaveLength(1)
    await acts().loadOlder(threadId)
    expect(deck.of('thread/turns/list')).toHaveLength(1)
  })

  it('that cannot be read says why, leaves the turns and can be tried again', async () => {
    let isBroken = true
    fakeDeck({ 'thread/turns/list': (params: Record<string, unknown>) => (isBroken ? refusal('torn') : pages(params)) })
    await acts().loadOlder(threadId)
    expect(open()).toMatchObject({ loading: 'none', olderCursor: '0', problem: { message: 'torn' } })
    expect(ids()).toEqual(['z'])
    isBroken = false
    await acts().loadOlder(threadId)
    expect(open()).toMatchObject({ problem: null, turns: [{ id: 'y' }, { id: 'z' }] })
  })

  it('is not asked for while the thread opens, and not for a thread that is not open', async () => {
    const deck = fakeDeck({ 'thread/turns/list': pages })
    useThreads.setState({ threads: { [threadId]: { ...fresh(), olderCursor: '0', loading: 'opening' } } })
    await acts().loadOlder(threadId)
    await acts().loadOlder('nowhere')
    expect(deck.calls).toEqual([])
    expect(open()?.loading).toBe('opening')
  })

  it('is dropped when the thread was closed meanwhile', async () => {
    const answer = later()
    fakeDeck({ 'thread/turns/list': () => answer.promise })
    const reading = acts().loadOlder(threadId)
    useThreads.setState({ threads: {} })
    answer.settle({ data: [turn('y', 'completed')], nextCursor: null })
    await reading
    expect(acts().threads).toEqual({})
  })

  it('that holds nothing readable is the end of it, not of the thread', async () => {
    fakeDeck({ 'thread/turns/list': { data: 'no list' } })
    await acts().loadOlder(threadId)
    expect(open()).toMatchObject({ loading: 'none', olderCursor: null, turns: [{ id: 'z' }] })
  })
})

describe('reading back to a turn', () => {
  it('stops as soon as the turn is there, in big pages', async () => {
    const deck = fakeDeck({ 'thread/turns/list': pages })
    expect(await acts().loadUntil(threadId, 'x', never())).toBe(true)
    expect(ids()).toEqual(['x', 'y', 'z'])
    expect(deck.of('thread/turns/list').map((params) => params['limit'])).toEqual([100, 100])
  })

  it('reads all of them when none is named', async () => {
    fakeDeck({ 'thread/turns/list': pages })
    expect(await acts().loadUntil(threadId, null, never())).toBe(false)
    expect(ids()).toEqual(['u', 'v', 'w', 'x', 'y', 'z'])
    expect(open()?.olderCursor).toBeNull()
  })

  it('waits for the page that is being read already', async () => {
    const first = later()
    const deck = fakeDeck({
      'thread/turns/list': (params: Record<string, unknown>) =>
        params['cursor'] === '0' ? first.promise : pages(params),
    })
    const scrolled = acts().loadOlder(threadId)
    const searched = acts().loadUntil(threadId, 'x', never())
    first.settle(pages({ cursor: '0' }))
    expect(await searched).toBe(true)
    await scrolled
    expect(deck.of('thread/turns/list').map((params) => params['cursor'])).toEqual(['0', '1'])
    expect(ids()).toEqual(['x', 'y', 'z'])
  })

  it('ends after the page under way when it is called off, and keeps that page', async () => {
    const stop = new AbortController()
    const deck = fakeDeck({
      'thread/turns/list': (params: Record<string, unknown>) => {
        if (params['cursor'] === '1') stop.abort()
        return pages(params)
      },
    })
    expect(await acts().loadUntil(threadId, 'u', stop.signal)).toBe(false)
    expect(deck.of('thread/turns/list')).toHaveLength(2)
    expect(ids()).toEqual(['x', 'y', 'z'])
    expect(open()?.loading).toBe('none')
  })

  it('gives up when a page cannot be read', async () => {
    const deck = fakeDeck({ 'thread/turns/list': refusal('torn') })
    expect(await acts().loadUntil(threadId, 'u', never())).toBe(false)
    expect(deck.of('thread/turns/list')).toHaveLength(1)
    expect(open()?.problem?.message).toBe('torn')
  })

  it('asks for nothing when the turn is here, even if it was called off', async () => {
    const deck = fakeDeck()
    expect(await acts().loadUntil(threadId, 'z', AbortSignal.abort())).toBe(true)
    expect(deck.calls).toEqual([])
  })

  it('ends when the thread is closed under it', async () => {
    const answer = later()
    fakeDeck({ 'thread/turns/list': () => answer.promise })
    const reading = acts().loadUntil(threadId, 'x', never())
    useThreads.setState({ threads: {} })
    answer.settle(pages({ cursor: '0' }))
    expect(await reading).toBe(false)
  })
})
