import { describe, expect, it } from 'vitest'
import { ThreadTracker } from '../../../../../main/codex/server/thread-tracker'

const started = (threadId: string, turnId: string) => ({
  method: 'turn/started',
  params: { threadId, turn: { id: turnId } },
})
const completed = (threadId: string, turnId: string) => ({
  method: 'turn/completed',
  params: { threadId, turn: { id: turnId } },
})

function holding(threadId = 't') {
  const tracker = new ThreadTracker()
  tracker.observeResult(
    'thread/start',
    { cwd: '/p', config: { a: 1 }, ephemeral: false },
    { thread: { id: threadId }, cwd: '/p', sandbox: { type: 'readOnly' }, reasoningEffort: 'low' },
  )
  return tracker
}

describe('threads', () => {
  it('are held from start, resume and fork on, with what must be given again', () => {
    expect(holding().threads).toEqual([
      {
        threadId: 't',
        overrides: { cwd: '/p', config: { a: 1 } },
        settings: { cwd: '/p', sandboxPolicy: { type: 'readOnly' }, effort: 'low' },
      },
    ])
  })

  it('remember their latest settings', () => {
    const tracker = holding()
    tracker.observeNotification({
      method: 'thread/settings/updated',
      params: { threadId: 't', threadSettings: { effort: 'high' } },
    })
    expect(tracker.threads[0]?.settings).toMatchObject({ cwd: '/p', effort: 'high' })
  })

  it.each(['thread/unsubscribe', 'thread/archive', 'thread/delete'])('are let go by %s', (method) => {
    const tracker = holding()
    tracker.observeResult(method, { threadId: 't' }, {})
    expect(tracker.hasThreads).toBe(false)
  })

  it.each(['thread/closed', 'thread/archived', 'thread/deleted'])('are let go when Codex says %s', (method) => {
    const tracker = holding()
    tracker.observeNotification({ method, params: { threadId: 't' } })
    expect(tracker.hasThreads).toBe(false)
  })

  it('are not made up from answers that make no sense', () => {
    const tracker = new ThreadTracker()
    for (const result of [null, 'x', {}, { thread: null }, { thread: { id: 7 } }])
      tracker.observeResult('thread/start', {}, result)
    expect(tracker.threads).toEqual([])
  })
})

describe('turns', () => {
  it('run from their start to their end', () => {
    const tracker = holding()
    tracker.observeNotification(started('t', '1'))
    expect(tracker.runningTurns).toEqual([{ threadId: 't', turnId: '1' }])
    tracker.observeNotification(completed('t', '0'))
    expect(tracker.hasRunningTurn).toBe(true)
    tracker.observeNotification(completed('t', '1'))
    expect(tracker.hasRunningTurn).toBe(false)
  })

  it('run from the answer to turn/start, unless that is handled after their end', () => {
    const tracker = holding()
    const answer = { turn: { id: '1', status: 'inProgress' } }
    tracker.observeResult('turn/start', { threadId: 't' }, answer)
    expect(tracker.hasRunningTurn).toBe(true)
    tracker.observeNotification(completed('t', '1'))
    tracker.observeResult('turn/start', { threadId: 't' }, answer)
    expect(tracker.hasRunningTurn).toBe(false)
  })

  it('are cut off when the server is gone; the threads stay held', () => {
    const tracker = holding()
    tracker.observeNotification(started('t', '1'))
    tracker.observeNotification(started('sub-agent', '2'))
    expect(tracker.serverGone()).toHaveLength(2)
    expect(tracker.hasRunningTurn).toBe(false)
    expect(tracker.hasThreads).toBe(true)
  })
})

it('a thread without a turn would be lost with its server', () => {
  const tracker = holding()
  expect(tracker.hasUnsavedThread).toBe(true)
  tracker.observeNotification(started('t', '1'))
  expect(tracker.hasUnsavedThread).toBe(false)
  const other = holding()
  other.observeResult('thread/delete', { threadId: 't' }, {})
  expect(other.hasUnsavedThread).toBe(false)
})

it('a login waits until it is completed or cancelled', () => {
  const tracker = new ThreadTracker()
  tracker.observeResult('account/login/start', { type: 'apiKey' }, { type: 'apiKey' })
  expect(tracker.hasLogin).toBe(false)
  for (const loginId of ['a', 'b']) tracker.observeResult('account/login/start', {}, { type: 'chatgpt', loginId })
  tracker.observeNotification({ method: 'account/login/completed', params: { loginId: 'a' } })
  expect(tracker.hasLogin).toBe(true)
  tracker.observeResult('account/login/cancel', { loginId: 'b' }, {})
  expect(tracker.hasLogin).toBe(false)
})

it('lets an announced turn go when its thread rests: a review never completes its inner one', () => {
  const tracker = holding()
  tracker.observeNotification(started('t', 'inner'))
  expect(tracker.hasRunningTurn).toBe(true)
  tracker.observeNotification({ method: 'thread/status/changed', params: { threadId: 't', status: { type: 'idle' } } })
  expect(tracker.hasRunningTurn).toBe(false)
})
