// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useWorktrees } from '../../../../../renderer/stores/changes/worktrees'
import { fakeDeck, later, refusal } from '../fake-deck'
import { sampleWorktree } from '../sample-worktree'
import {
  codexThread,
  completed,
  delta,
  event,
  input,
  itemStarted,
  note,
  project,
  projectId,
  started,
  threadId,
  turn,
  turnId,
} from '../samples'

const acts = () => useThreads.getState()
const open = () => acts().threads[threadId]
const resumed = (more: object = {}) => ({
  thread: codexThread(threadId),
  model: 'gpt-6',
  reasoningEffort: 'low',
  approvalPolicy: 'on-request',
  sandbox: { type: 'readOnly' },
  ...more,
})
/** Answers of a thread that can be opened: its newest page, then its older one. */
const openable = {
  'thread/resume': resumed(),
  'thread/turns/list': (params: Record<string, unknown>) =>
    params['cursor'] === undefined
      ? { data: [turn('b', 'completed'), turn('a', 'completed')], nextCursor: 'older' }
      : { data: [turn('z', 'completed')], nextCursor: null },
}

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useComposer.setState({ drafts: {}, history: {} })
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

describe('opening a thread', () => {
  it('reads its newest page while it resumes it without turns', async () => {
    const deck = fakeDeck({ ...openable, 'thread/queue/list': { data: [] } })
    const opening = acts().openThread(projectId, threadId)
    expect(open()?.loading).toBe('opening')
    await opening
    expect(deck.of('thread/resume')[0]).toMatchObject({ threadId, excludeTurns: true })
    // Read before the resume is answered, and not again after it.
    expect(deck.of('thread/turns/list')).toEqual([{ threadId, limit: 10, sortDirection: 'desc', itemsView: 'full' }])
    expect(open()).toMatchObject({
      loading: 'none',
      title: 'First words',
      model: 'gpt-6',
      effort: 'low',
      preset: 'ask',
      olderCursor: 'older',
      readOnlyReason: null,
    })
    expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b'])
    await acts().openThread(projectId, threadId)
    expect(deck.of('thread/resume')).toHaveLength(1)
  })

  it('draws the newest turns before the resume is answered', async () => {
    const answer = later()
    fakeDeck({ ...openable, 'thread/resume': () => answer.promise })
    const opening = acts().openThread(projectId, threadId)
    await vi.waitFor(() => expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b']))
    expect(open()?.loading).toBe('opening')
    answer.settle(resumed())
    await opening
    expect(open()?.loading).toBe('none')
  })

  it('reads the page again after the resume of a thread that was never resumed here', async () => {
    let isResumed = false
    const deck = fakeDeck({
      'thread/resume': () => {
        isResumed = true
        return resumed()
      },
      'thread/turns/list': () => ({ data: isResumed ? [turn('a', 'completed')] : [], nextCursor: null }),
    })
    await acts().openThread(projectId, threadId)
    expect(open()?.turns.map((one) => one.id)).toEqual(['a'])
    expect(deck.of('thread/turns/list')).toHaveLength(2)
  })

  it('reads a thread of the archive, which cannot be resumed', async () => {
    fakeDeck({
      ...openable,
      'thread/resume': refusal(`session ${threadId} is archived. Run \`codex unarchive\` to restore it`),
      'thread/read': { thread: codexThread(threadId) },
    })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({
      loading: 'none',
      archived: true,
      readOnlyReason: null,
      turns: [{ id: 'a' }, { id: 'b' }],
    })
  })

  it('says in words that a thread is gone', async () => {
    fakeDeck({ 'thread/resume': refusal('no rollout found for thread id x') })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'failed', problem: { code: 'thread.gone' } })
  })

  it('reads it only when another process writes in it', async () => {
    const deck = fakeDeck({
      'thread/resume': refusal('thread x already has an active writer'),
      'thread/read': { thread: codexThread(threadId) },
      'thread/turns/list': { data: [turn('a', 'completed')], nextCursor: null },
    })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'none', turns: [{ id: 'a' }] })
    expect(open()?.readOnlyReason).toContain('Another Codex')
    expect(await acts().send(projectId, threadId, input)).toMatchObject({
      ok: false,
      error: { code: 'thread.read-only' },
    })
    expect(deck.of('turn/start')).toEqual([])
  })

  it('says why it failed and can be tried again', async () => {
    let broken = true
    fakeDeck({ 'thread/resume': () => (broken ? refusal('out of order') : resumed()) })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'failed', problem: { message: 'out of order' } })
    broken = false
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'none', problem: null })
  })

  it('takes a running turn over, with what streams meanwhile', async () => {
    const page = later()
    fakeDeck({
      'thread/resume': () => page.promise,
      'thread/turns/list': { data: [turn(turnId, 'inProgress')], nextCursor: null },
    })
    const opening = acts().openThread(projectId, threadId)
    acts().receive([event(started()), event(delta('m', 'live'))])
    page.settle(
      resumed({
        thread: codexThread(threadId, { status: { type: 'active', activeFlags: [] } }),
      }),
    )
    await opening
    expect(open()).toMatchObject({ runningTurnId: turnId, turns: [{ id: turnId, items: [{ text: 'live' }] }] })
  })

  it('loads older turns on demand', async () => {
    const deck = fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    await acts().loadOlder(threadId)
    expect(deck.of('thread/turns/list')[1]).toMatchObject({ cursor: 'older', sortDirection: 'desc' })
    expect(open()?.turns.map((one) => one.id)).toEqual(['z', 'a', 'b'])
    await acts().loadOlder(threadId)
    expect(deck.of('thread/turns/list')).toHaveLength(2)
  })

  it('loads older turns until one far up is there, and says when it never comes', async () => {
    const deck = fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    expect(await acts().loadUntil(threadId, 'b', new AbortController().signal)).toBe(true)
    expect(deck.of('thread/turns/list')).toHaveLength(1)
    expect(await acts().loadUntil(threadId, 'z', new AbortController().signal)).toBe(true)
    expect(await acts().loadUntil(threadId, 'nowhere', new AbortController().signal)).toBe(false)
  })

  it('stops loading older turns when it is told to', async () => {
    fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    expect(await acts().loadUntil(threadId, 'z', AbortSignal.abort())).toBe(false)
    expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b'])
  })

  it('lets go of threads that nobody looks at', async () => {
    fakeDeck({
      'thread/resume': (params: Record<string, unknown>) =>
        resumed({ thread: codexThread(String(params['threadId'])) }),
    })
    for (let number = 0; number < 12; number += 1) await acts().openThread(projectId, `t${number}`)
    expect(Object.keys(acts().threads)).toEqual(['t6', 't7', 't8', 't9', 't10', 't11'])
  })
})

describe('sending', () => {
  it('draws the message at once and gives the new thread its id', async () => {
    const answer = later()
    const deck = fakeDeck({ 'thread/start': () => answer.promise, 'turn/start': { turn: turn(turnId, 'inProgress') } })
    const sending = acts().send(projectId, null, input)
    expect(acts().threads[newThreadKey(projectId)]).toMatchObject({ title: 'Hello', turns: [{ local: true }] })
    answer.settle(resumed())
    expect(await sending).toEqual({ ok: true, value: { threadId } })
    expect(deck.calls.map(([name]) => name)).toEqual(['thread/start', 'turn/start'])
    expect(deck.of('thread/start')[0]).toMatchObject({
      cwd: project.path,
      sandbox: 'read-only',
      approvalPolicy: 'on-request',
    })
    expect(Object.keys(acts().threads)).toEqual([threadId])
    expect(open()).toMatchObject({ runningTurnId: turnId, turns: [{ id: turnId, items: [{ type: 'userMessage' }] }] })
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
    expect(acts().lists[projectId]?.summaries[0]).toMatchObject({ id: threadId })
  })

  it('begins in the worktree that was chosen, and in no other folder when that is gone', async () => {
    const deck = fakeDeck({ 'thread/start': resumed(), 'turn/start': { turn: turn(turnId, 'inProgress') } })
    const worktree = sampleWorktree({ projectId })
    useWorktrees.setState({ byProject: { [projectId]: [worktree] }, chosen: { [projectId]: worktree.id } })
    expect((await acts().send(projectId, null, input)).ok).toBe(true)
    expect(deck.of('thread/start')[0]).toMatchObject({ cwd: worktree.path })
    expect(deck.of('worktrees/adopt')).toEqual([{ worktreeId: worktree.id, threadId }])
    useWorktrees.setState({ byProject: { [projectId]: [] }, chosen: { [projectId]: worktree.id } })
    expect(await acts().send(projectId, null, input)).toMatchObject({ ok: false, error: { code: 'worktree.gone' } })
    expect(deck.of('thread/start')).toHaveLength(1)
    useWorktrees.setState({ byProject: {}, chosen: {} })
  })

  it('takes everything back when the thread could not start', async () => {
    fakeDeck({ 'thread/start': refusal('config.toml is broken') })
    expect(await acts().send(projectId, null, input)).toMatchObject({
      ok: false,
      error: { message: 'config.toml is broken' },
    })
    expect(acts().threads).toEqual({})
  })

  it('takes everything back when the first turn could not start', async () => {
    fakeDeck({ 'thread/start': resumed(), 'turn/start': refusal('no model') })
    expect((await acts().send(projectId, null, input)).ok).toBe(false)
    expect(acts().threads).toEqual({})
    expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
  })

  it('takes the message back in a thread that goes on', async () => {
    fakeDeck({ ...openable, 'turn/start': refusal('overloaded') })
    await acts().openThread(projectId, threadId)
    expect((await acts().send(projectId, threadId, input)).ok).toBe(false)
    expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b'])
    expect(open()?.runningTurnId).toBeNull()
  })

  it('loads the thread again when its server was replaced meanwhile', async () => {
    let isLoaded = true
    const deck = fakeDeck({
      'thread/resume': () => {
        isLoaded = true
        return resumed()
      },
      'turn/start': () => (isLoaded ? { turn: turn(turnId, 'inProgress') } : refusal('thread not found: thread-1')),
    })
    await acts().openThread(projectId, threadId)
    isLoaded = false
    expect((await acts().send(projectId, threadId, input)).ok).toBe(true)
    expect(
      deck.calls.map(([name]) => name).filter((name) => name === 'thread/resume' || name === 'turn/start'),
    ).toEqual(['thread/resume', 'turn/start', 'thread/resume', 'turn/start'])
  })

  it('does not start a second thread while the first is on its way', async () => {
    const answer = later()
    fakeDeck({ 'thread/start': () => answer.promise, 'turn/start': { turn: turn(turnId, 'inProgress') } })
    const first = acts().send(projectId, null, input)
    expect(await acts().send(projectId, null, input)).toMatchObject({ ok: false, error: { code: 'thread.starting' } })
    answer.settle(resumed())
    await first
  })

  it('refuses for a project that is gone', async () => {
    fakeDeck()
    expect(await acts().send('ffffffffffffffff', null, input)).toMatchObject({
      ok: false,
      error: { code: 'project.gone' },
    })
  })
})

describe('while a turn runs', () => {
  const run = async (answers: Record<string, unknown> = {}) => {
    const deck = fakeDeck({
      'thread/resume': resumed(),
      ...answers,
    })
    await acts().openThread(projectId, threadId)
    acts().receive([event(started())])
    return deck
  }

  it('steers it, drawing the message at once', async () => {
    const deck = await run()
    const steering = acts().steer(threadId, input)
    expect(open()?.turns[0]?.items).toMatchObject([{ type: 'userMessage', content: [{ text: 'Hello' }] }])
    expect((await steering).ok).toBe(true)
    const clientId = deck.of('turn/steer')[0]?.['clientUserMessageId']
    expect(deck.of('turn/steer')[0]).toMatchObject({ threadId, expectedTurnId: turnId })
    acts().receive([event(itemStarted({ type: 'userMessage', id: 'u', clientId, content: [] }))])
    expect(open()?.turns[0]?.items.map((item) => item.id)).toEqual(['u'])
  })

  it('starts the next turn when the running one ended under way', async () => {
    const deck = await run({
      'turn/steer': () => {
        acts().receive([event(completed())])
        return refusal('no active turn to steer')
      },
      'turn/start': { turn: turn('next', 'inProgress') },
    })
    expect((await acts().steer(threadId, input)).ok).toBe(true)
    expect(deck.of('turn/start')).toHaveLength(1)
    expect(open()?.turns.map((one) => [one.id, one.items.length])).toEqual([
      [turnId, 0],
      ['next', 1],
    ])
  })

  it('starts the next turn also when Codex says so before the end of the turn has come', async () => {
    const deck = await run({
      'turn/steer': refusal('no active turn to steer'),
      'turn/start': { turn: turn('next', 'inProgress') },
    })
    expect((await acts().steer(threadId, input)).ok).toBe(true)
    expect(deck.of('turn/start')).toHaveLength(1)
    acts().receive([event(completed())])
    expect(open()?.turns.map((one) => [one.id, one.status])).toEqual([
      [turnId, 'completed'],
      ['next', 'inProgress'],
    ])
    expect(open()?.runningTurnId).toBe('next')
  })

  it('says why it could not be steered', async () => {
    await run({ 'turn/steer': refusal('a review cannot be steered') })
    expect(await acts().steer(threadId, input)).toMatchObject({ ok: false })
    expect(open()?.turns[0]?.items).toEqual([])
  })

  it('leaves a message in Codex’s queue and reads the queue when it changes', async () => {
    let queue: object[] = []
    const deck = await run({ 'thread/queue/list': () => ({ data: queue }) })
    queue = [{ id: 'q1', input: [], clientUserMessageId: 'c', responsesapiClientMetadata: null }]
    expect((await acts().queue(threadId, input)).ok).toBe(true)
    expect(open()?.queue.map((entry) => entry.id)).toEqual(['q1'])
    queue = []
    acts().receive([event(note('thread/queue/changed'))])
    await vi.waitFor(() => expect(open()?.queue).toEqual([]))
    await acts().unqueue(threadId, 'q1')
    expect(deck.of('thread/queue/delete')).toEqual([{ threadId, queuedSubmissionId: 'q1' }])
  })

  it('stops it, also before Codex has given it an id', async () => {
    const deck = await run()
    await acts().interrupt(threadId)
    expect(deck.of('turn/interrupt')).toEqual([{ threadId, turnId }])
    acts().receive([event(completed())])
    const answer = later()
    const second = fakeDeck({ 'turn/start': () => answer.promise })
    const sending = acts().send(projectId, threadId, input)
    expect((await acts().interrupt(threadId)).ok).toBe(true)
    expect(second.of('turn/interrupt')).toEqual([])
    answer.settle({ turn: turn('t2', 'inProgress') })
    await sending
    expect(second.of('turn/interrupt')).toEqual([{ threadId, turnId: 't2' }])
  })

  it('marks it as interrupted when the server ended, and reads it anew when it is back', async () => {
    let isBack = false
    const deck = await run({
      'thread/read': { thread: codexThread(threadId) },
      'thread/turns/list': () => ({ data: isBack ? [turn(turnId, 'interrupted')] : [], nextCursor: null }),
    })
    const before = deck.of('thread/turns/list').length
    isBack = true
    acts().receive([event(delta('m', 'half'))])
    acts().receive([{ type: 'turns-interrupted', projectId, turns: [{ threadId, turnId }], reason: 'Codex ended.' }])
    expect(open()).toMatchObject({
      runningTurnId: null,
      turns: [{ status: 'interrupted', stoppedBecause: 'Codex ended.' }],
    })
    acts().receive([{ type: 'threads-reattached', projectId, threadIds: [threadId] }])
    await vi.waitFor(() => expect(deck.of('thread/turns/list').length).toBeGreaterThan(before))
    await vi.waitFor(() => expect(deck.of('thread/list').length).toBeGreaterThan(0))
    expect(open()?.turns[0]).toMatchObject({ status: 'interrupted', items: [{ text: 'half' }] })
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
})

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

describe('other acts', () => {
  it('archive leaves the thread, rename shows the name, fork opens the copy', async () => {
    fakeDeck({
      'thread/resume': resumed(),
      'thread/list': { data: [codexThread(threadId)], nextCursor: null },
      'thread/fork': resumed({ thread: codexThread('copy') }),
      'thread/turns/list': { data: [turn('a', 'completed')], nextCursor: null },
    })
    await acts().refreshList(projectId)
    await acts().openThread(projectId, threadId)
    await acts().rename(projectId, threadId, 'Better')
    expect([open()?.title, acts().lists[projectId]?.summaries[0]?.title]).toEqual(['Better', 'Better'])
    expect(await acts().fork(projectId, threadId, { through: 'a' })).toEqual({ ok: true, value: { threadId: 'copy' } })
    expect(acts().threads['copy']?.turns.map((one) => one.id)).toEqual(['a'])
    expect(useProjects.getState().activeThreadId[projectId]).toBe('copy')
    await acts().archive(projectId, 'copy')
    expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
  })

  it('revert drops a turn and what came after it, and reads what is left', async () => {
    let isReverted = false
    const deck = fakeDeck({
      'thread/resume': resumed(),
      'thread/read': { thread: codexThread(threadId) },
      'thread/revert': () => {
        isReverted = true
        return { thread: codexThread(threadId) }
      },
      'thread/turns/list': () => ({
        data: isReverted ? [turn('a', 'completed')] : [turn('b', 'completed'), turn('a', 'completed')],
        nextCursor: null,
      }),
    })
    await acts().openThread(projectId, threadId)
    expect(await acts().revert(threadId, 'b')).toMatchObject({ ok: true })
    expect(deck.of('thread/revert')).toEqual([{ threadId, beforeTurnId: 'b' }])
    expect(open()?.turns.map((one) => one.id)).toEqual(['a'])
  })

  it('a copy on the side can only read, is kept out of the list and is not selected', async () => {
    const deck = fakeDeck({
      ...openable,
      'thread/fork': resumed({ thread: codexThread('aside', { ephemeral: true }) }),
    })
    await acts().openThread(projectId, threadId)
    useProjects.getState().selectThread(projectId, threadId)
    expect(await acts().forkAside(projectId, threadId)).toEqual({ ok: true, value: { threadId: 'aside' } })
    expect(deck.of('thread/fork')[0]).toMatchObject({ ephemeral: true, sandbox: 'read-only', approvalPolicy: 'never' })
    expect(acts().lists[projectId]?.summaries ?? []).toEqual([])
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
  })

  it('a chat that is deleted while it is open says so', async () => {
    fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    acts().receive([event(note('thread/deleted', { threadId }))])
    expect(open()).toMatchObject({ loading: 'failed', problem: { code: 'thread.gone' } })
  })

  it('answer with an error for a thread that is not open', async () => {
    fakeDeck()
    for (const result of await Promise.all([
      acts().compact('x'),
      acts().review('x', { type: 'uncommittedChanges' }),
      acts().setGoal('x', 'g'),
      acts().steer('x', input),
      acts().queue('x', input),
    ]))
      expect(result).toMatchObject({ ok: false, error: { code: 'thread.not-open' } })
  })
})
