// @vitest-environment jsdom
// Reading lists at size: 10,000 sessions page by page, clocks that are ahead, sections, sessions that Codex lists twice.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, completed, event, project, projectId, started, threadId, turn, note } from '../samples'
import { other, summary, listOf, statusOf } from '../session-samples'

const acts = () => useThreads.getState()
const list = () => acts().lists[projectId]
const ids = () => list()?.summaries.map(({ id }) => id) ?? []
const nameOf = (place: number) => `session-${place}`
const count = 10_000

/** A server with this many threads, newest first, 100 a page; a last page may be empty, as Codex's is. */
function manyThreads() {
  return fakeDeck({
    'threadSection/list': { data: [] },
    'thread/list': (params: Record<string, unknown>) => {
      const from = Number(params['cursor'] ?? 0)
      const data = Array.from({ length: Math.min(100, count - from) }, (_, place) =>
        codexThread(nameOf(from + place), { recencyAt: 1_000_000 - from - place }),
      )
      return { data, nextCursor: data.length < 100 ? null : String(from + 100) }
    },
  })
}
/** The files of a home with this many sessions. */
function manyFiles() {
  return fakeDeck({
    'sessions/index': (params: Record<string, unknown>) => {
      const from = Number(params['offset'])
      const limit = Number(params['limit'])
      const sessions = Array.from({ length: Math.min(limit, count - from) }, (_, place) => ({
        threadId: nameOf(from + place),
        title: nameOf(from + place),
        preview: '',
        updatedAtMs: 1_000_000 - from - place,
        cwd: '/',
        branch: null,
        modelProvider: null,
        parentThreadId: null,
      }))
      const next = from + sessions.length
      return { sessions, nextOffset: next < count ? next : null, total: count, problems: [], problemCount: 0 }
    },
  })
}
async function readAll() {
  await acts().refreshList(projectId)
  for (let pages = 0; list()?.cursor !== null && pages < 200; pages += 1) await acts().loadMoreList(projectId)
}
const inOrder = () => ids().every((id, place) => id === nameOf(place))

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useServers.setState({ byProject: { [projectId]: statusOf('ready') } })
})
afterEach(() => vi.unstubAllGlobals())

describe('10,000 sessions', () => {
  it('come page by page from the server, each once and in order', async () => {
    const deck = manyThreads()
    await readAll()
    expect(ids()).toHaveLength(count)
    expect(inOrder()).toBe(true)
    expect(list()).toMatchObject({ cursor: null, loading: 'none', source: 'server' })
    const asked = deck.calls.length
    await acts().loadMoreList(projectId)
    expect(deck.calls).toHaveLength(asked)
  })

  it('come page by page from the files while no server runs', async () => {
    useServers.setState({ byProject: {} })
    useProjects.setState({ activeId: other.id })
    const deck = manyFiles()
    await readAll()
    expect(ids()).toHaveLength(count)
    expect(inOrder()).toBe(true)
    expect(deck.of('thread/list')).toEqual([])
    // As many at once as the border lets through.
    for (const { limit } of deck.of('sessions/index')) expect(Number(limit)).toBeLessThanOrEqual(500)
  })

  it('that were read stay when the first page is read anew', async () => {
    manyThreads()
    await readAll()
    await acts().refreshList(projectId)
    expect(ids()).toHaveLength(count)
    expect(inOrder()).toBe(true)
    expect(list()?.cursor).toBeNull()
  })

  it('ask for one further page at a time, however often the end comes into view', async () => {
    manyThreads()
    await acts().refreshList(projectId)
    const slow = later()
    const deck = fakeDeck({ 'thread/list': () => slow.promise })
    const first = acts().loadMoreList(projectId)
    await acts().loadMoreList(projectId)
    await acts().loadMoreList(projectId)
    expect(deck.of('thread/list')).toHaveLength(1)
    slow.settle({ data: [codexThread('next', { recencyAt: 1 })], nextCursor: null })
    await first
    expect(ids()).toHaveLength(101)
  })

  it('are not doubled by a row that moved up between two pages', async () => {
    fakeDeck({
      'thread/list': (params: Record<string, unknown>) =>
        params['cursor'] === null
          ? { data: [codexThread('a'), codexThread('b')], nextCursor: 'c' }
          : { data: [codexThread('b'), codexThread('c')], nextCursor: null },
    })
    await readAll()
    expect(ids()).toEqual(['a', 'b', 'c'])
  })

  it('say so when a page can’t be read, keep what is there and can be asked again', async () => {
    manyThreads()
    await acts().refreshList(projectId)
    fakeDeck({ 'thread/list': refusal('out of order') })
    await acts().loadMoreList(projectId)
    expect(list()).toMatchObject({ loading: 'failed', problem: { message: 'out of order' } })
    expect(ids()).toHaveLength(100)
    manyThreads()
    await acts().loadMoreList(projectId)
    expect(ids()).toHaveLength(200)
  })

  it('lose a page that comes after the archive was asked for', async () => {
    manyThreads()
    await acts().refreshList(projectId)
    const slow = later()
    fakeDeck({
      'thread/list': (params: Record<string, unknown>) =>
        params['archived'] === true ? { data: [codexThread('kept')], nextCursor: null } : slow.promise,
    })
    const more = acts().loadMoreList(projectId)
    await acts().refreshList(projectId, { archived: true })
    slow.settle({ data: [codexThread('late')], nextCursor: null })
    await more
    expect(ids()).toEqual(['kept'])
    expect(list()?.archived).toBe(true)
  })
})

describe('a clock that is ahead', () => {
  const future = Math.round(Date.now() / 1000) + 10 * 365 * 86_400

  it('puts its session first and hides no other', async () => {
    fakeDeck({
      'thread/list': { data: [codexThread('ahead', { recencyAt: future }), codexThread('now')], nextCursor: null },
    })
    await acts().refreshList(projectId)
    expect(ids()).toEqual(['ahead', 'now'])
  })

  it('is not turned back by a turn of today', () => {
    fakeDeck()
    useThreads.setState({
      lists: { [projectId]: listOf([summary(threadId, { updatedAtMs: future * 1000 }), summary('b')]) },
    })
    acts().receive([event(started()), event(completed())])
    expect(list()?.summaries[0]).toMatchObject({ id: threadId, updatedAtMs: future * 1000, activity: 'idle' })
    acts().receive([event({ method: 'turn/started', params: { threadId: 'b', turn: turn('t', 'inProgress') } })])
    expect(ids()).toEqual([threadId, 'b'])
  })

  it('survives times that are none', async () => {
    const odd = [
      codexThread('text', { recencyAt: null, updatedAt: 'today' }),
      codexThread('soon', { recencyAt: 'soon' }),
    ]
    fakeDeck({ 'thread/list': { data: odd, nextCursor: null } })
    await acts().refreshList(projectId)
    expect(list()?.summaries.map(({ updatedAtMs }) => Number.isFinite(updatedAtMs))).toEqual([true, true])
  })
})

describe('what Codex lists', () => {
  it('twice stands in the list once', async () => {
    fakeDeck({ 'thread/list': { data: [codexThread('a', { name: 'newer' }), codexThread('a')], nextCursor: null } })
    await acts().refreshList(projectId)
    expect(list()?.summaries.map(({ title }) => title)).toEqual(['newer'])
  })

  it('with read states has the marks of its own threads', async () => {
    const readStates = {
      a: { revision: '3', firstUnread: { type: 'turn' } },
      b: { revision: '4', firstUnread: null },
      c: 'x',
    }
    fakeDeck({ 'thread/list': { data: ['a', 'b', 'c'].map((id) => codexThread(id)), readStates, nextCursor: null } })
    await acts().refreshList(projectId)
    expect(list()?.summaries.map(({ readState }) => readState)).toEqual([
      { revision: '3', unread: true },
      { revision: '4', unread: false },
      null,
    ])
  })

  it('in sections is there though it is older than the first page', async () => {
    fakeDeck({
      'threadSection/list': { data: [{ id: 's1', name: 'Work' }, { name: 'no id' }, 7] },
      'thread/list': (params: Record<string, unknown>) =>
        params['sectionId'] === 's1'
          ? { data: [codexThread('old', { recencyAt: 1, section: { id: 's1' } })], nextCursor: null }
          : { data: [codexThread('new', { recencyAt: 99 })], nextCursor: 'c' },
    })
    await acts().refreshList(projectId)
    expect(list()).toMatchObject({ sections: [{ id: 's1', name: 'Work' }], cursor: 'c' })
    expect(list()?.summaries.map(({ id, sectionId }) => [id, sectionId])).toEqual([
      ['new', null],
      ['old', 's1'],
    ])
    acts().receive([event(note('thread/section/changed', { threadId: 'old', sectionId: null }))])
    expect(list()?.summaries.at(-1)?.sectionId).toBeNull()
  })
})
