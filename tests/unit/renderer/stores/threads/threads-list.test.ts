// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, completed, delta, event, note, projectId, started, threadId } from '../samples'
import { acts, open, resumed, useEmptyStores } from './thread-stage'

useEmptyStores()

describe('the list', () => {
  it('asks for the threads of all providers, page by page', async () => {
    const deck = fakeDeck({
      'thread/list': (params: Record<string, unknown>) =>
        params['cursor'] === null
          ? { data: [codexThread('a'), null, { bad: 1 }], nextCursor: 'c' }
          : { data: [codexThread('b', { recencyAt: 5 })], nextCursor: null },
    })
    await acts().refreshList(projectId)
    expect(deck.of('thread/list')[0]).toMatchObject({
      modelProviders: [],
      limit: 100,
      sortKey: 'recency_at',
      archived: false,
      useStateDbOnly: true,
    })
    // Then once through the files, which finds what a terminal or an import added.
    expect(deck.of('thread/list')[1]).toMatchObject({ useStateDbOnly: false, cursor: null })
    await acts().loadMoreList(projectId)
    await acts().loadMoreList(projectId)
    expect(acts().lists[projectId]).toMatchObject({ loading: 'none', cursor: null })
    expect(acts().lists[projectId]?.summaries.map((summary) => summary.id)).toEqual(['a', 'b'])
  })

  it('reads a project from its files while its server does not run, and from the server once it does', async () => {
    const deck = fakeDeck({
      'thread/list': { data: [codexThread('from-server')], nextCursor: null },
      'sessions/index': (params: Record<string, unknown>) => ({
        sessions: [
          {
            threadId: `s${String(params['offset'])}`,
            title: 'A',
            preview: '',
            updatedAtMs: 9,
            cwd: '/',
            branch: null,
            modelProvider: null,
            parentThreadId: null,
          },
          {
            threadId: 'agent',
            title: 'B',
            preview: '',
            updatedAtMs: 8,
            cwd: '/',
            branch: null,
            modelProvider: null,
            parentThreadId: 's0',
          },
        ],
        nextOffset: params['offset'] === 0 ? 200 : null,
        total: 400,
        problems: [{ file: 'x', reason: 'It is empty.' }],
        problemCount: 1,
      }),
    })
    useProjects.setState({ activeId: null })
    await acts().refreshList(projectId)
    expect(deck.of('thread/list')).toEqual([])
    await acts().loadMoreList(projectId)
    expect(acts().lists[projectId]).toMatchObject({ source: 'index', cursor: null, problemCount: 1 })
    expect(acts().lists[projectId]?.summaries.map((row) => row.id)).toEqual(['s0', 's200'])
    useProjects.setState({ activeId: projectId })
    await acts().refreshList(projectId)
    expect(acts().lists[projectId]).toMatchObject({ source: 'server', summaries: [{ id: 'from-server' }] })
  })

  it('asks again when the server was ended on purpose meanwhile', async () => {
    let asked = 0
    fakeDeck({
      'thread/list': () =>
        asked++ === 0
          ? { failed: { code: 'stopped', message: 'stopped' } }
          : { data: [codexThread('a')], nextCursor: null },
    })
    await acts().refreshList(projectId)
    expect(acts().lists[projectId]).toMatchObject({ loading: 'none', summaries: [{ id: 'a' }] })
  })

  it('keeps the pages that were read further down when the first one is read anew', async () => {
    let isSecond = false
    fakeDeck({
      'thread/list': (params: Record<string, unknown>) =>
        params['cursor'] === 'c'
          ? { data: [codexThread('old', { recencyAt: 5 })], nextCursor: 'd' }
          : {
              data: isSecond
                ? [codexThread('new', { recencyAt: 30 }), codexThread('a', { recencyAt: 20 })]
                : [codexThread('a', { recencyAt: 20 })],
              nextCursor: 'c',
            },
    })
    await acts().refreshList(projectId)
    await acts().loadMoreList(projectId)
    isSecond = true
    await acts().refreshList(projectId)
    expect(acts().lists[projectId]).toMatchObject({ cursor: 'd' })
    expect(acts().lists[projectId]?.summaries.map((row) => row.id)).toEqual(['new', 'a', 'old'])
  })

  it('never lets an older answer overwrite a newer one', async () => {
    const slow = later()
    let first = true
    fakeDeck({
      'thread/list': () => {
        if (!first) return { data: [codexThread('archived')], nextCursor: null }
        first = false
        return slow.promise
      },
    })
    const old = acts().refreshList(projectId)
    await acts().refreshList(projectId, { archived: true })
    slow.settle({ data: [codexThread('usual')], nextCursor: null })
    await old
    expect(acts().lists[projectId]?.summaries.map((summary) => summary.id)).toEqual(['archived'])
  })

  it('keeps its rows when it cannot be read', async () => {
    let broken = false
    fakeDeck({
      'thread/list': () => (broken ? refusal('server failed') : { data: [codexThread('a')], nextCursor: null }),
    })
    await acts().refreshList(projectId)
    broken = true
    await acts().refreshList(projectId)
    expect(acts().lists[projectId]).toMatchObject({
      loading: 'failed',
      problem: { message: 'server failed' },
      summaries: [{ id: 'a' }],
    })
  })
})

describe('events', () => {
  it('of another project do not touch a thread', async () => {
    fakeDeck({ 'thread/resume': resumed() })
    await acts().openThread(projectId, threadId)
    const before = open()
    acts().receive([event(started(), 'ffffffffffffffff')])
    expect(open()).toBe(before)
  })

  it('of a frame change the store once', async () => {
    fakeDeck({ 'thread/resume': resumed() })
    await acts().openThread(projectId, threadId)
    const changed = vi.fn()
    const stop = useThreads.subscribe(changed)
    acts().receive([event(started()), ...Array.from({ length: 50 }, () => event(delta('m', 'x'))), event(completed())])
    stop()
    expect(changed).toHaveBeenCalledTimes(1)
    acts().receive([event(note('future/thing'))])
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('that warn without a thread become notices, but the harmless one does not', () => {
    fakeDeck()
    const warn = (summary: string) =>
      event({ method: 'configWarning', params: { summary, details: 'd', path: '/c.toml' } })
    acts().receive([warn('Bad key'), warn('could not find bubblewrap on PATH, using the bundled one')])
    expect(useNotices.getState().notices).toMatchObject([{ message: 'Bad key', detail: 'd\n/c.toml', projectId }])
  })
  it('that warn of a configuration become notices for the project in view, and once', () => {
    fakeDeck()
    const warn = event({ method: 'configWarning', params: { summary: 'Bad key' } })
    const other = event({ method: 'warning', params: { message: 'Low disk' } })
    acts().receive([warn, other, warn])
    expect(useNotices.getState().notices.map(({ message }) => message)).toEqual(['Bad key', 'Low disk'])
    useNotices.setState({ notices: [] })
    useProjects.setState({ activeId: 'another' })
    acts().receive([warn, other])
    expect(useNotices.getState().notices.map(({ message }) => message)).toEqual(['Low disk'])
  })
})
