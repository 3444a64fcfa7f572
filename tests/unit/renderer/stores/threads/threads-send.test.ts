// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useProjects } from '../../../../../renderer/stores/app/projects'
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
import { acts, open, openable, resumed, useEmptyStores } from './thread-stage'

useEmptyStores()

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
