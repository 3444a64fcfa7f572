// @vitest-environment jsdom
// The course of a search: which events count, how hits add up, and where opening one leads.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { searchQuerySchema } from '../../../../../preload/contract/search'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { noFilters, useSearch, withHits } from '../../../../../renderer/stores/sessions/search'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck, refusal, type FakeDeck } from '../fake-deck'
import { project, projectId, threadId } from '../samples'
import { ended, found, hit, listOf, other, snippet, summary } from '../session-samples'

const search = () => useSearch.getState()
const ids = () => search().hits.map((one) => one.threadId)
/** Longer than any pause of the search, in ms. */
const aWhile = () => vi.advanceTimersByTimeAsync(1000)
const starts = (deck: FakeDeck) => deck.of('search/start')
const lastId = (deck: FakeDeck) => starts(deck).at(-1)?.['searchId']

let clock = 0
beforeEach(() => {
  vi.useFakeTimers()
  // The store remembers when it last asked: each test begins long after the one before.
  clock += 100_000
  vi.advanceTimersByTime(clock)
  fakeDeck()
  useSearch.getState().ask('')
  useSearch.setState({ filters: noFilters })
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useNotices.setState({ notices: [] })
  useUi.setState({ searchOpen: true, page: 'settings', goTo: null })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('asking', () => {
  it('starts at once after a pause, and once for keys that follow quickly', async () => {
    const deck = fakeDeck()
    search().ask('s')
    expect(starts(deck)).toHaveLength(1)
    search().ask('sq')
    search().ask('squ')
    expect(starts(deck)).toHaveLength(1)
    await aWhile()
    expect(starts(deck).map(({ query }) => query)).toEqual(['s', 'squ'])
  })

  it('cancels the search before it, by its own id', async () => {
    const deck = fakeDeck()
    search().ask('one')
    const first = lastId(deck)
    search().ask('two')
    await aWhile()
    expect(deck.of('search/cancel')).toEqual([{ searchId: first }])
    expect(lastId(deck)).not.toBe(first)
  })

  it('cancels nothing when the search before it was through', async () => {
    const deck = fakeDeck()
    search().ask('one')
    ended(lastId(deck))
    search().ask('two')
    await aWhile()
    expect(deck.of('search/cancel')).toEqual([])
  })

  it('for nothing but spaces ends the search and forgets what was found', async () => {
    const deck = fakeDeck()
    search().ask('one')
    found(lastId(deck), hit('a'))
    search().ask('  \t ')
    await aWhile()
    expect(search()).toMatchObject({ state: 'idle', hits: [], done: null, problem: null })
    expect(starts(deck)).toHaveLength(1)
    expect(deck.of('search/cancel')).toHaveLength(1)
  })

  it('sends 10,000 characters as they are, and no more than main takes', async () => {
    const deck = fakeDeck()
    const long = '(.*+?^${}|[]\\ß漢x'.repeat(625)
    expect(long).toHaveLength(10_000)
    search().ask(long)
    await aWhile()
    expect(starts(deck).at(-1)?.['query']).toBe(long)
    search().ask('x'.repeat(1_000_000))
    await aWhile()
    expect(String(starts(deck).at(-1)?.['query'])).toHaveLength(20_000)
    for (const params of starts(deck)) expect(searchQuerySchema.safeParse(params).error).toBeUndefined()
  })

  it('tells why main refused, unless that was an older search', async () => {
    fakeDeck({
      'search/start': (params: Record<string, unknown>) =>
        params['query'] === '(' ? refusal('The expression has no end.') : null,
    })
    search().filter({ regex: true })
    search().ask('(')
    await aWhile()
    expect(search()).toMatchObject({ state: 'done', problem: { message: 'The expression has no end.' } })
    search().ask('()')
    await aWhile()
    expect(search()).toMatchObject({ state: 'running', problem: null })
  })

  it('does not take an older search’s refusal for its own', async () => {
    let refuse: (value: unknown) => void = () => undefined
    fakeDeck({
      'search/start': (params: Record<string, unknown>) =>
        params['query'] === 'old' ? new Promise((resolve) => (refuse = resolve)) : null,
    })
    search().ask('old')
    search().ask('new')
    await aWhile()
    refuse(refusal('too late'))
    await aWhile()
    expect(search()).toMatchObject({ state: 'running', problem: null })
  })
})

describe('what is found', () => {
  it('of an older search is let fall, hits and end', async () => {
    const deck = fakeDeck()
    search().ask('old')
    const old = lastId(deck)
    search().ask('new')
    // In the pause before the new one has begun, and after it.
    found(old, hit('late'))
    ended(old)
    expect(search()).toMatchObject({ state: 'running', hits: [] })
    await aWhile()
    found(old, hit('later'))
    ended(old, { problem: 'stopped' })
    expect(search()).toMatchObject({ state: 'running', hits: [], done: null })
    found(lastId(deck), hit('mine'))
    expect(ids()).toEqual(['mine'])
  })

  it('is drawn at once, then in batches, and all of it within a moment though nothing more comes', async () => {
    const deck = fakeDeck()
    const drawn = vi.fn()
    search().ask('x')
    found(lastId(deck), hit('a'))
    expect(ids()).toEqual(['a'])
    const stop = useSearch.subscribe(drawn)
    for (let count = 0; count < 50; count += 1) found(lastId(deck), hit(`b${count}`))
    expect(drawn).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(150)
    expect(drawn).toHaveBeenCalledTimes(1)
    expect(ids()).toHaveLength(51)
    stop()
  })

  it('adds up per session, and one thread id in two projects is two sessions', async () => {
    const deck = fakeDeck()
    search().ask('x')
    const mine = hit(threadId, { snippets: [snippet('one x', 'x')] })
    found(lastId(deck), mine, { ...mine, projectId: other.id })
    found(lastId(deck), { ...mine, snippets: [snippet('two x', 'x')] })
    await aWhile()
    expect(search().hits.map((one) => [one.projectId, one.snippets.map(({ text }) => text)])).toEqual([
      [projectId, ['one x', 'two x']],
      [other.id, ['one x']],
    ])
  })

  it('keeps its place while the search runs and stands by time once it is through', async () => {
    const deck = fakeDeck()
    search().ask('x')
    found(lastId(deck), hit('old', { updatedAtMs: 1 }), hit('new', { updatedAtMs: 9 }))
    // Not drawn yet when the end comes.
    found(lastId(deck), hit('ahead', { updatedAtMs: Date.now() + 1e12 }))
    expect(ids()).toEqual(['old', 'new'])
    ended(lastId(deck), { sessions: 3 })
    expect(ids()).toEqual(['ahead', 'new', 'old'])
    expect(search()).toMatchObject({ state: 'done', done: { sessions: 3 } })
  })

  it('does not repeat a title as a snippet, and leaves what was given as it was', () => {
    const title = snippet('A title', 'title', { kind: 'title' })
    const before = [hit('a')]
    const after = withHits(before, [
      hit('a', { snippets: [title, snippet('said', 'said')] }),
      hit('b', { snippets: [title] }),
    ])
    expect(after.map((one) => one.snippets.length)).toEqual([1, 0])
    expect(before).toEqual([hit('a')])
  })
})

describe('opening a hit', () => {
  const place = { turnId: 'turn-7', itemId: null, text: 'whole' }

  it('goes to the session in its project, then to the place with the words that were marked', async () => {
    const deck = fakeDeck({ 'search/locate': place })
    useThreads.setState({ lists: { [other.id]: listOf([summary(threadId)]) } })
    await search().open(
      hit(threadId, { projectId: other.id }),
      snippet('an Xyz here', 'Xyz', { fileId: 'f', offset: 77 }),
    )
    expect(useProjects.getState()).toMatchObject({ activeId: other.id, activeThreadId: { [other.id]: threadId } })
    expect(useProjects.getState().activeThreadId[projectId]).toBeUndefined()
    expect(deck.of('search/locate')).toEqual([{ projectId: other.id, threadId, fileId: 'f', offset: 77 }])
    expect(useUi.getState()).toMatchObject({
      searchOpen: false,
      page: 'chat',
      goTo: { threadId, turnId: 'turn-7', itemId: null, text: 'Xyz' },
    })
  })

  it('without a snippet shows the session as it was left', async () => {
    const deck = fakeDeck()
    await search().open(hit(threadId), null)
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
    expect(deck.of('search/locate')).toEqual([])
    expect(useUi.getState().goTo).toBeNull()
  })

  it('tells when the place is not there any more, and still shows the session', async () => {
    fakeDeck({ 'search/locate': refusal('The file was changed.') })
    await search().open(hit(threadId), snippet('x', 'x'))
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
    expect(useNotices.getState().notices).toMatchObject([
      { level: 'error', message: expect.stringContaining('The file was changed.') },
    ])
    expect(useUi.getState().goTo).toBeNull()
  })
})
