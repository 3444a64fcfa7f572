// @vitest-environment jsdom
// Finding in a chat whose older turns are not here: Codex is asked once the person has stopped typing.
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useFind } from '../../../../../renderer/features/chat/use-find'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { codexThread } from '../../stores/samples'
import { said, threadOf, turnOf } from './sample-turns'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const turns = [turnOf('new', [said('n', 'a needle')])]
const thread = (part: Partial<ThreadState> = {}): ThreadState =>
  threadOf({ turns, olderCursor: 'c', thread: readThread(codexThread('t')), ...part })
const asks = 'thread/searchOccurrences'
const found = (...places: [turnId: string, itemId: string][]) => ({
  data: places.map(([turnId, itemId]) => ({ turnId, itemId })),
  nextCursor: null,
})
const find = (given: ThreadState, words: string) =>
  renderHook((props: { given: ThreadState; words: string }) => useFind(props.given, props.words), {
    initialProps: { given, words },
  })
type Hook = ReturnType<typeof find>['result']
const places = ({ current }: Hook) => current.matches.map(({ turnId, itemId, nth }) => `${turnId}/${itemId}/${nth}`)

describe('finding in a chat', () => {
  it('has what is here at once, and what Codex finds before it', async () => {
    const deck = fakeDeck({ [asks]: found(['old', 'o'], ['old', 'o'], ['new', 'n']) })
    const { result } = find(thread(), 'needle')
    expect(places(result)).toEqual(['new/n/0'])
    expect(result.current).toMatchObject({ searching: true, partial: true })
    await waitFor(() => expect(places(result)).toEqual(['old/o/0', 'old/o/1', 'new/n/0']))
    expect(result.current.searching).toBe(false)
    expect(deck.of(asks)).toEqual([{ threadId: 't', searchTerm: 'needle', cursor: null, limit: 250 }])
  })

  it('asks for the words that were typed last, only', async () => {
    const deck = fakeDeck({ [asks]: found(['old', 'o']) })
    const { result, rerender } = find(thread(), 'n')
    for (const words of ['ne', 'nee', 'need']) rerender({ given: thread(), words })
    await waitFor(() => expect(places(result)).toEqual(['old/o/0', 'new/n/0']))
    expect(deck.of(asks).map((params) => params['searchTerm'])).toEqual(['need'])
  })

  it('never shows an answer to other words', async () => {
    const first = later()
    const deck = fakeDeck({
      [asks]: (params: Record<string, unknown>) =>
        params['searchTerm'] === 'need' ? first.promise : found(['older', 'right']),
    })
    const { result, rerender } = find(thread(), 'need')
    await waitFor(() => expect(deck.of(asks)).toHaveLength(1))
    rerender({ given: thread(), words: 'needle' })
    await waitFor(() => expect(places(result)).toEqual(['older/right/0', 'new/n/0']))
    await act(async () => first.settle(found(['older', 'wrong'])))
    expect(places(result)).toEqual(['older/right/0', 'new/n/0'])
    rerender({ given: thread(), words: 'a' })
    expect(places(result)).toEqual(['new/n/0'])
  })

  it('reads page after page, but not for ever', async () => {
    const deck = fakeDeck({ [asks]: { ...found(['old', 'o']), nextCursor: 'again' } })
    const { result } = find(thread(), 'needle')
    await waitFor(() => expect(result.current.searching).toBe(false))
    expect(deck.of(asks)).toHaveLength(20)
    expect(deck.of(asks)[1]).toMatchObject({ cursor: 'again' })
    expect(result.current.matches).toHaveLength(21)
  })

  it.each([
    ['cannot search', refusal('not supported yet')],
    ['answers in another shape', { data: 'none' }],
  ])('keeps what is here when Codex %s', async (_when, answer) => {
    const deck = fakeDeck({ [asks]: answer })
    const { result } = find(thread(), 'needle')
    await waitFor(() => expect(result.current.searching).toBe(false))
    expect(places(result)).toEqual(['new/n/0'])
    expect(result.current.partial).toBe(true)
    expect(deck.of(asks)).toHaveLength(1)
  })

  it('shows an older place once when its turn is read', async () => {
    fakeDeck({ [asks]: found(['old', 'o']) })
    const { result, rerender } = find(thread(), 'needle')
    await waitFor(() => expect(places(result)).toHaveLength(2))
    const read = thread({ turns: [turnOf('old', [said('o', 'needle')]), ...turns], olderCursor: null })
    rerender({ given: read, words: 'needle' })
    expect(places(result)).toEqual(['old/o/0', 'new/n/0'])
    expect(result.current.partial).toBe(false)
  })
})

describe('Codex is not asked', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['when all turns are here', thread({ olderCursor: null }), 'needle', false],
    [
      'about a chat of an older Codex, which it cannot search',
      thread({ thread: readThread(codexThread('t', { historyMode: 'legacy' })) }),
      'needle',
      true,
    ],
    ['for no words', thread(), '  ', true],
  ])('%s', (_when, given, words, partial) => {
    const deck = fakeDeck()
    const { result } = find(given, words)
    expect(result.current).toMatchObject({ searching: false, partial })
    vi.runAllTimers()
    expect(deck.calls).toEqual([])
  })

  it('before the person has stopped typing, and not when the bar was closed meanwhile', () => {
    const deck = fakeDeck()
    const { unmount } = find(thread(), 'needle')
    vi.advanceTimersByTime(60)
    expect(deck.calls).toEqual([])
    unmount()
    vi.runAllTimers()
    expect(deck.calls).toEqual([])
  })

  it('unless none of this holds', () => {
    const deck = fakeDeck({ [asks]: found() })
    const { unmount } = find(thread(), 'needle')
    vi.runAllTimers()
    expect(deck.of(asks)).toHaveLength(1)
    unmount()
  })
})
