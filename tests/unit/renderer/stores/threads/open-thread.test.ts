// @vitest-environment jsdom
// Opening a thread: with which rights, what happens when it can't be, letting go of it, and reading it anew.
// The usual way is tested in threads.test.ts.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { app } from '../../../../../renderer/bridge'
import { emptyDraft, useComposer } from '../../../../../renderer/stores/composer/composer'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, fresh, project, projectId, threadId, turn } from '../samples'

const acts = () => useThreads.getState()
const open = () => acts().threads[threadId]
const openIt = () => acts().openThread(projectId, threadId)
const resumed = (id = threadId) => ({ thread: codexThread(id), model: 'gpt-6' })
const resumedAny = (params: Record<string, unknown>) => resumed(String(params['threadId']))
const page = { data: [turn('a', 'completed')], nextCursor: null }
const busy = refusal('thread x already has an active writer')

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useComposer.setState({ drafts: {}, history: {} })
  useServers.setState({ byProject: {} })
})
afterEach(() => vi.unstubAllGlobals())

it('a sleeping server is not woken before the window is usable', async () => {
  const sleeps = {
    projectId,
    state: 'idle' as const,
    code: null,
    reason: null,
    detail: null,
    attempt: 0,
    retryAtMs: null,
  }
  useServers.setState({ byProject: { [projectId]: sleeps } })
  const deck = fakeDeck({ 'thread/resume': resumedAny, 'thread/turns/list': page })
  const opening = openIt()
  // One of a server that runs goes all the way meanwhile.
  await acts().openThread('awake', 'other')
  expect(open()?.loading).toBe('opening')
  expect(deck.of('thread/resume').map((params) => params['threadId'])).toEqual(['other'])
  await app('app/usable', { projectId })
  await opening
  expect(open()?.loading).toBe('none')
})

describe('the rights that a thread is resumed with', () => {
  const rights = async () => {
    const deck = fakeDeck({ 'thread/resume': resumed(), 'thread/turns/list': page })
    await openIt()
    const [params] = deck.of('thread/resume')
    return [params?.['sandbox'], params?.['approvalPolicy']]
  }
  const choose = (preset: 'auto' | 'full-access') =>
    useComposer.setState({ drafts: { [threadId]: { ...emptyDraft, preset } } })

  it('are to ask, when nothing was chosen', async () => {
    expect(await rights()).toEqual(['read-only', 'on-request'])
  })

  it('are those of the draft', async () => {
    choose('auto')
    expect(await rights()).toEqual(['workspace-write', 'on-request'])
  })

  it('are never full access', async () => {
    choose('full-access')
    expect(await rights()).toEqual(['read-only', 'on-request'])
  })

  it('are reading only in a folder that is not trusted', async () => {
    choose('auto')
    useProjects.setState({ projects: [{ ...project, trust: 'restricted' }] })
    expect(await rights()).toEqual(['read-only', 'never'])
    useThreads.setState({ threads: {} })
    useProjects.setState({ projects: [] })
    expect(await rights()).toEqual(['read-only', 'never'])
  })
})

describe('a thread that another Codex writes in', () => {
  it('is taken over when it has become free', async () => {
    let isFree = false
    const deck = fakeDeck({
      'thread/resume': () => (isFree ? resumed() : busy),
      'thread/read': resumed(),
      'thread/turns/list': page,
    })
    await openIt()
    expect(open()).toMatchObject({ writtenElsewhere: true, archived: false, loading: 'none' })
    isFree = true
    await openIt()
    expect(open()).toMatchObject({ writtenElsewhere: false, readOnlyReason: null, loading: 'none' })
    await openIt()
    expect(deck.of('thread/resume')).toHaveLength(2)
  })

  it('stays read only when it has not', async () => {
    fakeDeck({ 'thread/resume': busy, 'thread/read': resumed(), 'thread/turns/list': page })
    await openIt()
    await openIt()
    expect(open()).toMatchObject({ writtenElsewhere: true, turns: [{ id: 'a' }] })
    expect(open()?.readOnlyReason).not.toBeNull()
  })

  it('that cannot even be read says why it could not be opened', async () => {
    fakeDeck({ 'thread/resume': busy, 'thread/read': refusal('torn'), 'thread/turns/list': page })
    await openIt()
    expect(open()).toMatchObject({ loading: 'failed', problem: { message: 'thread x already has an active writer' } })
  })

  it('whose turns cannot be read says why, and can be tried again', async () => {
    let isBroken = true
    fakeDeck({
      'thread/resume': busy,
      'thread/read': resumed(),
      'thread/turns/list': () => (isBroken ? refusal('torn') : page),
    })
    await openIt()
    expect(open()).toMatchObject({ loading: 'failed', problem: { message: 'torn' }, title: 'First words' })
    isBroken = false
    await openIt()
    expect(open()).toMatchObject({ loading: 'none', problem: null, turns: [{ id: 'a' }] })
  })
})

describe('a thread that is gone', () => {
  it.each(['no rollout found for thread id x', 'thread not loaded: x'])('leaves the list: "%s"', async (message) => {
    const deck = fakeDeck({
      'thread/resume': refusal(message),
      'thread/list': { data: [codexThread('other')], nextCursor: null },
    })
    await openIt()
    expect(open()?.problem).toMatchObject({ code: 'thread.gone', detail: message })
    await vi.waitFor(() => expect(acts().lists[projectId]?.summaries.map(({ id }) => id)).toEqual(['other']))
    expect(deck.of('thread/list').length).toBeGreaterThan(0)
  })

  it('is not what another failure is taken for', async () => {
    const deck = fakeDeck({ 'thread/resume': refusal('disk on fire') })
    await openIt()
    expect(open()?.problem).toMatchObject({ code: 'test', message: 'disk on fire' })
    expect(deck.of('thread/list')).toEqual([])
  })
})

describe('what Codex answers in another shape', () => {
  it('leaves the thread usable', async () => {
    fakeDeck({
      'thread/resume': { thread: 'none', model: 7, sandbox: [], collaborationMode: 'plan' },
      'thread/turns/list': { data: [null, { id: 4 }, turn('a', 'completed')], nextCursor: undefined },
      'thread/queue/list': { data: [null, 5, { id: 'q' }, { id: 'r', input: [] }] },
      'thread/goal/get': { goal: 'words' },
    })
    await openIt()
    expect(open()).toMatchObject({ loading: 'none', turns: [{ id: 'a' }], model: null, preset: null, planMode: false })
    await vi.waitFor(() => expect(open()?.queue).toMatchObject([{ id: 'r' }]))
    expect(open()?.goal).toBeNull()
  })

  it('keeps the title of the list where the thread has none', async () => {
    fakeDeck({
      'thread/list': { data: [codexThread(threadId, { name: 'Named' })], nextCursor: null },
      'thread/resume': { thread: codexThread(threadId, { preview: '' }) },
      'thread/turns/list': page,
    })
    await acts().refreshList(projectId)
    const opening = openIt()
    expect(open()?.title).toBe('Named')
    await opening
    expect(open()?.title).toBe('Named')
  })
})

describe('opening twice at once', () => {
  it('asks once', async () => {
    const answer = later()
    const deck = fakeDeck({ 'thread/resume': () => answer.promise, 'thread/turns/list': page })
    const both = Promise.all([openIt(), openIt()])
    answer.settle(resumed())
    await both
    expect(deck.of('thread/resume')).toHaveLength(1)
  })
})

describe('closing a thread', () => {
  const put = (part: object) => useThreads.setState({ threads: { [threadId]: { ...fresh(), ...part } } })

  it('unsubscribes', () => {
    const deck = fakeDeck()
    put({})
    acts().closeThread(threadId)
    expect(open()).toBeUndefined()
    expect(deck.of('thread/unsubscribe')).toEqual([{ threadId }])
  })

  it('leaves a running one alone', () => {
    const deck = fakeDeck()
    put({ turns: [newTurn('a')], runningTurnId: 'a' })
    acts().closeThread(threadId)
    expect(open()).toBeDefined()
    expect(deck.calls).toEqual([])
  })

  it('does not unsubscribe from what was only read', () => {
    const deck = fakeDeck()
    put({ readOnlyReason: 'busy' })
    acts().closeThread(threadId)
    acts().closeThread('nowhere')
    expect(deck.calls).toEqual([])
  })

  it('spares those in view, those that run and a question on the side', async () => {
    fakeDeck({ 'thread/resume': resumedAny, 'thread/turns/list': page })
    const thread = (id: string, part: object = {}) => ({ ...fresh(), id, ...part })
    useProjects.setState({ activeThreadId: { [projectId]: 'seen' } })
    await acts().openThread(projectId, 'aside')
    useThreads.setState(({ threads }) => {
      const { aside } = threads
      if (!aside?.thread) throw new Error('the thread was opened')
      return {
        threads: {
          seen: thread('seen'),
          runs: thread('runs', { runningTurnId: 'a' }),
          opens: thread('opens', { loading: 'opening' }),
          aside: { ...aside, thread: { ...aside.thread, ephemeral: true } },
        },
      }
    })
    for (let number = 0; number < 8; number += 1) await acts().openThread(projectId, `t${number}`)
    expect(Object.keys(acts().threads)).toEqual(['seen', 'runs', 'opens', 'aside', 't2', 't3', 't4', 't5', 't6', 't7'])
  })
})

describe('reading a thread anew', () => {
  beforeEach(() => useThreads.setState({ threads: { [threadId]: { ...fresh(), turns: [newTurn('old')] } } }))

  it('tells why it could not, and keeps what is drawn', async () => {
    fakeDeck({
      'thread/read': refusal('torn'),
      'thread/turns/list': refusal('torn'),
      'thread/queue/list': refusal('x'),
    })
    await acts().reread(threadId)
    expect(open()).toMatchObject({ problem: { message: 'torn' }, turns: [{ id: 'old' }], queue: [] })
  })

  it('asks nothing about a thread that is not open', async () => {
    const deck = fakeDeck()
    await acts().reread('nowhere')
    expect(deck.calls).toEqual([])
  })
})

describe('asking about a thread that the server has forgotten', () => {
  beforeEach(() => useThreads.setState({ threads: { [threadId]: fresh() } }))

  it('loads it and asks again, once', async () => {
    const deck = fakeDeck({ 'thread/compact/start': refusal('thread not found: x'), 'thread/resume': resumed() })
    expect(await acts().compact(threadId)).toMatchObject({ ok: false, error: { message: 'thread not found: x' } })
    expect(deck.calls.map(([name]) => name)).toEqual(['thread/compact/start', 'thread/resume', 'thread/compact/start'])
  })

  it('says why it could not be loaded', async () => {
    fakeDeck({ 'thread/compact/start': refusal('thread not found: x'), 'thread/resume': busy })
    expect(await acts().compact(threadId)).toMatchObject({
      error: { message: 'thread x already has an active writer' },
    })
  })

  it('is not what another refusal is taken for', async () => {
    const deck = fakeDeck({ 'thread/compact/start': refusal('too small') })
    expect(await acts().compact(threadId)).toMatchObject({ error: { message: 'too small' } })
    expect(deck.of('thread/resume')).toEqual([])
  })
})
