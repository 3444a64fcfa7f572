// @vitest-environment jsdom
// What a search is narrowed to, as main gets it and as titles are found here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { noFilters, searchQuery, useSearch, type SearchFilters } from '../../../../../renderer/stores/sessions/search'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, type FakeDeck } from '../fake-deck'
import { project, projectId } from '../samples'
import { found, hit, listOf, other, summary } from '../session-samples'

const search = () => useSearch.getState()
const ids = () => search().hits.map((one) => `${one.projectId === other.id ? 'other/' : ''}${one.threadId}`)
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime()
const query = (filters: Partial<SearchFilters>, nowMs: number) =>
  searchQuery('s', 'x', { ...noFilters, ...filters }, nowMs)
const started = (deck: FakeDeck) => vi.waitFor(() => expect(deck.of('search/start')).not.toHaveLength(0))

beforeEach(() => {
  fakeDeck()
  useSearch.getState().ask('')
  useSearch.setState({ filters: noFilters })
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

describe('the query for main', () => {
  const now = at(2026, 6, 15, 13, 20)

  it('asks for all projects and any time, without the archive', () => {
    expect(query({}, now)).toEqual({
      searchId: 's',
      query: 'x',
      regex: false,
      archived: 'without',
      projectIds: null,
      sinceMs: null,
      untilMs: null,
    })
  })

  it('counts days from local midnight and leaves the future in', () => {
    expect(query({ date: 'today' }, now)).toMatchObject({ sinceMs: at(2026, 6, 15), untilMs: null })
    expect(query({ date: 'week' }, now)).toMatchObject({ sinceMs: at(2026, 6, 9), untilMs: null })
    expect(query({ date: 'month' }, now)).toMatchObject({ sinceMs: at(2026, 5, 16) })
    expect(query({ date: 'year' }, now)).toMatchObject({ sinceMs: at(2025, 6, 16) })
  })

  it('takes a range with both its days whole', () => {
    const range = { date: 'range', from: '2026-03-01', to: '2026-03-03' } as const
    expect(query(range, now)).toMatchObject({ sinceMs: at(2026, 2, 1), untilMs: at(2026, 2, 4) - 1 })
    expect(query({ ...range, from: '' }, now)).toMatchObject({ sinceMs: null, untilMs: at(2026, 2, 4) - 1 })
    expect(query({ ...range, to: '' }, now)).toMatchObject({ sinceMs: at(2026, 2, 1), untilMs: null })
  })

  it('leaves a bound open that is no day', () => {
    expect(query({ date: 'range', from: '2026-13-45', to: 'yesterday' }, now)).toMatchObject({
      sinceMs: null,
      untilMs: null,
    })
  })

  it('takes a day of 25 or 23 hours for a day', () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const autumn = { date: 'range', from: '2026-10-25', to: '2026-10-25' } as const
    expect(query(autumn, now)).toMatchObject({
      sinceMs: Date.parse('2026-10-24T22:00:00Z'),
      untilMs: Date.parse('2026-10-25T23:00:00Z') - 1,
    })
    expect(query({ date: 'week' }, Date.parse('2026-03-31T10:00:00Z')).sinceMs).toBe(Date.parse('2026-03-24T23:00:00Z'))
  })
})

describe('titles of the lists', () => {
  const lists = {
    [projectId]: listOf([
      summary('Fix the ÄRGER', { updatedAtMs: 10 }),
      summary('a.b', { updatedAtMs: 20 }),
      summary('axb', { updatedAtMs: 30 }),
    ]),
    [other.id]: listOf([summary('a.b', { updatedAtMs: 40 })]),
  }

  it('are found at once, whatever their case, and no character means anything but itself', () => {
    useThreads.setState({ lists })
    search().ask(' ärger ')
    expect(ids()).toEqual(['Fix the ÄRGER'])
    search().ask('A.B')
    expect(ids()).toEqual(['other/a.b', 'a.b'])
  })

  it('are left to main when the query is an expression, and come back without', async () => {
    useThreads.setState({ lists })
    const deck = fakeDeck()
    search().ask('a.b')
    await started(deck)
    search().filter({ regex: true })
    expect(ids()).toEqual([])
    await vi.waitFor(() => expect(deck.of('search/start').at(-1)).toMatchObject({ query: 'a.b', regex: true }))
    found(deck.of('search/start').at(-1)?.['searchId'], hit('axb'))
    expect(ids()).toEqual(['axb'])
    search().filter({ regex: false })
    expect(ids()).toEqual(['other/a.b', 'a.b'])
    await vi.waitFor(() => expect(deck.of('search/start').at(-1)).toMatchObject({ regex: false }))
  })

  it('and snippets of the same session are one result', async () => {
    useThreads.setState({ lists: { [projectId]: listOf([summary('t', { title: 'My words' })]) } })
    const deck = fakeDeck()
    search().ask('words')
    await started(deck)
    const said = { text: 'words', marks: [[0, 5] as [number, number]], kind: 'user' as const, fileId: 't', offset: 4 }
    found(deck.of('search/start')[0]?.['searchId'], hit('t', { title: 'as its file has it', snippets: [said] }))
    expect(search().hits).toMatchObject([{ threadId: 't', title: 'My words', snippets: [said] }])
  })

  it('follow the filters of project, time and archive', () => {
    const now = Date.now()
    useThreads.setState({
      lists: {
        [projectId]: listOf([
          summary('x old', { updatedAtMs: at(2020, 0, 1) }),
          summary('x now', { updatedAtMs: now }),
          summary('x ahead', { updatedAtMs: now + 1e11 }),
        ]),
        [other.id]: listOf([summary('x kept', { updatedAtMs: now - 1 })], { archived: true }),
      },
    })
    search().ask('x')
    expect(ids()).toEqual(['x ahead', 'x now', 'x old'])
    search().filter({ date: 'today' })
    expect(ids()).toEqual(['x ahead', 'x now'])
    search().filter({ archived: 'with' })
    expect(ids()).toEqual(['x ahead', 'x now', 'other/x kept'])
    search().filter({ archived: 'only', date: 'any' })
    expect(ids()).toEqual(['other/x kept'])
    search().filter({ projectId })
    expect(ids()).toEqual([])
    search().filter({ archived: 'without', date: 'range', from: '2019-12-31', to: '2020-01-01' })
    expect(ids()).toEqual(['x old'])
  })

  it('of 10,000 sessions are looked through without a pause that is felt', () => {
    const many = Array.from({ length: 10_000 }, (_, place) => summary(`chat ${place}`, { updatedAtMs: place }))
    useThreads.setState({ lists: { [projectId]: listOf(many) } })
    const before = performance.now()
    search().ask('chat 999')
    // Generous, for a busy machine; a look through takes a few ms.
    expect(performance.now() - before).toBeLessThan(250)
    expect(ids()).toEqual([...Array.from({ length: 10 }, (_, place) => `chat ${9999 - place}`), 'chat 999'])
  })
})

it('a filter on an empty box asks for nothing', () => {
  const deck = fakeDeck()
  search().filter({ projectId })
  expect(search().state).toBe('idle')
  expect(deck.of('search/start')).toEqual([])
})

it('opening the box reads what lists show of each project, one after the other', async () => {
  const deck = fakeDeck()
  await search().warm()
  expect(deck.of('sessions/index').map((params) => [params['projectId'], params['limit']])).toEqual([
    [projectId, 1],
    [other.id, 1],
  ])
})
