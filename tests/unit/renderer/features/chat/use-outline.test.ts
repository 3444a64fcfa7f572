// @vitest-environment jsdom
// The turns of a chat in a line each: those here at once, the others as they are read.
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useOutline } from '../../../../../renderer/features/chat/use-outline'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { turn as page } from '../../stores/samples'
import { asked, said, threadOf, turnOf } from './sample-turns'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const here = [turnOf('y', [asked('1', 'Newer'), said('2', 'answer')]), turnOf('z', [asked('3', 'Newest')])]
const outline = (given: ThreadState, on = true) =>
  renderHook((props: { given: ThreadState; on: boolean }) => useOutline(props.given, props.on), {
    initialProps: { given, on },
  })
type Hook = ReturnType<typeof outline>['result']
const lines = ({ current }: Hook) => current.entries.map(({ turnId, words }) => `${turnId}: ${words}`)
const older = (id: string) => page(id, 'completed', { items: [asked(`${id}1`, `Asked in ${id}`)] })

describe('the outline of a chat', () => {
  it('is what was asked in each turn, oldest first', () => {
    const deck = fakeDeck()
    const { result } = outline(threadOf({ turns: here }))
    expect(lines(result)).toEqual(['y: Newer', 'z: Newest'])
    expect(result.current.reading).toBe(false)
    expect(deck.calls).toEqual([])
  })

  it('is one short line, whatever was asked', () => {
    fakeDeck()
    const long = turnOf('a', [asked('1', ` two\n\n\t lines ${'x'.repeat(500)}`)])
    const { result } = outline(threadOf({ turns: [long, turnOf('b', [said('2', 'nobody asked')])] }))
    const [first, second] = result.current.entries
    expect(first?.words).toMatch(/^two lines x+$/)
    expect(first?.words).toHaveLength(160)
    expect(second?.words).toBe('')
  })

  it('grows by the older turns, page by page', async () => {
    const last = later()
    const deck = fakeDeck({
      'thread/turns/list': (params: Record<string, unknown>) =>
        params['cursor'] === 'c' ? { data: [older('x'), older('w')], nextCursor: 'd' } : last.promise,
    })
    const { result } = outline(threadOf({ turns: here, olderCursor: 'c' }))
    expect(lines(result)).toEqual(['y: Newer', 'z: Newest'])
    expect(result.current.reading).toBe(true)
    const two = ['w: Asked in w', 'x: Asked in x', 'y: Newer', 'z: Newest']
    await waitFor(() => expect(lines(result)).toEqual(two))
    expect(result.current.reading).toBe(true)
    last.settle({ data: [older('v')], nextCursor: null })
    await waitFor(() => expect(result.current.reading).toBe(false))
    expect(lines(result)).toEqual(['v: Asked in v', ...two])
    expect(deck.of('thread/turns/list')[0]).toMatchObject({ limit: 100, sortDirection: 'desc', itemsView: 'summary' })
  })

  it('has a turn once that was read here meanwhile, and does not read again', async () => {
    const deck = fakeDeck({ 'thread/turns/list': { data: [older('x')], nextCursor: null } })
    const { result, rerender } = outline(threadOf({ turns: here, olderCursor: 'c' }))
    await waitFor(() => expect(lines(result)).toHaveLength(3))
    rerender({ given: threadOf({ turns: [turnOf('x', [asked('x1', 'As read')]), ...here] }), on: true })
    expect(lines(result)).toEqual(['x: As read', 'y: Newer', 'z: Newest'])
    expect(deck.of('thread/turns/list')).toHaveLength(1)
  })

  it.each([
    ['cannot be read', refusal('torn')],
    ['has another shape', { data: {} }],
  ])('ends where a page %s, with what there is', async (_where, answer) => {
    const deck = fakeDeck({ 'thread/turns/list': answer })
    const { result } = outline(threadOf({ turns: here, olderCursor: 'c' }))
    await waitFor(() => expect(result.current.reading).toBe(false))
    expect(deck.of('thread/turns/list')).toHaveLength(1)
    expect(lines(result)).toEqual(['y: Newer', 'z: Newest'])
  })

  it('reads nothing while it is closed, and anew when it is opened', async () => {
    const deck = fakeDeck({ 'thread/turns/list': { data: [older('x')], nextCursor: null } })
    const given = threadOf({ turns: here, olderCursor: 'c' })
    const { result, rerender } = outline(given, false)
    expect([lines(result), deck.calls]).toEqual([[], []])
    rerender({ given, on: true })
    await waitFor(() => expect(lines(result)).toHaveLength(3))
    rerender({ given, on: false })
    expect(lines(result)).toEqual([])
    rerender({ given, on: true })
    await waitFor(() => expect(lines(result)).toHaveLength(3))
    expect(deck.of('thread/turns/list')).toHaveLength(2)
  })

  it('stops reading when it closes', async () => {
    const first = later()
    const deck = fakeDeck({
      'thread/turns/list': (params: Record<string, unknown>) =>
        params['threadId'] === 't' ? first.promise : { data: [older('x')], nextCursor: null },
    })
    outline(threadOf({ turns: here, olderCursor: 'c' })).unmount()
    first.settle({ data: [older('x')], nextCursor: 'd' })
    // Another one goes all the way meanwhile.
    const { result } = outline({ ...threadOf({ turns: here, olderCursor: 'c' }), id: 'other' })
    await waitFor(() => expect(lines(result)).toHaveLength(3))
    expect(deck.of('thread/turns/list').map((params) => params['threadId'])).toEqual(['t', 'other'])
  })

  it('of the next chat has nothing of the one before, nor waits for it', async () => {
    const never = later()
    fakeDeck({
      'thread/turns/list': (params: Record<string, unknown>) =>
        params['cursor'] === 'c' ? { data: [older('x')], nextCursor: 'd' } : never.promise,
    })
    const { result, rerender } = outline(threadOf({ turns: here, olderCursor: 'c' }))
    await waitFor(() => expect(lines(result)).toHaveLength(3))
    rerender({ given: { ...threadOf({ turns: here.slice(0, 1) }), id: 'other' }, on: true })
    expect(lines(result)).toEqual(['y: Newer'])
    expect(result.current.reading).toBe(false)
  })
})
