import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PendingRequest } from '../../../../../preload/contract/model'
import {
  captureLive,
  forgetLive,
  liveBounds,
  liveEventsOf,
  mostEvents,
  onLiveEvents,
} from '../../../../../renderer/stores/threads/live-events'
import { delta, event, itemStarted, projectId, started, threadId, turnId } from '../samples'

beforeEach(() => {
  vi.useFakeTimers()
  forgetLive()
})
afterEach(() => {
  forgetLive()
  vi.useRealTimers()
})

const request: PendingRequest = {
  key: 'p:1:7',
  projectId,
  method: 'item/fileChange/requestApproval',
  params: { threadId, turnId, itemId: 'i' },
  threadId,
  itemId: 'i',
  item: null,
  receivedAtMs: 50,
}

describe('what reached this window', () => {
  it('is kept by thread, in order, deltas included', () => {
    captureLive([event(started()), event(itemStarted({ id: 'a', type: 'agentMessage' }))])
    captureLive([event({ method: 'turn/started', params: { threadId: 'other' } }), event(delta('a', 'Hi'))])
    expect(liveEventsOf(threadId).map(({ method }) => method)).toEqual([
      'turn/started',
      'item/started',
      'item/agentMessage/delta',
    ])
    expect(liveEventsOf('other')).toHaveLength(1)
  })

  it('leaves out what names no thread', () => {
    captureLive([event({ method: 'configWarning', params: { summary: 'x' } }), { type: 'projects', projects: [] }])
    expect(liveBounds(threadId).firstSeq).toBe(0)
  })

  it('hands out only what is new', () => {
    captureLive([event(started())])
    const last = liveEventsOf(threadId).at(-1)?.seq ?? 0
    captureLive([event(delta('a', 'Hi'))])
    expect(liveEventsOf(threadId, last + 1).map(({ method }) => method)).toEqual(['item/agentMessage/delta'])
  })

  it('holds requests and their end, which names the key only', () => {
    captureLive([{ type: 'request-added', request }])
    captureLive([
      { type: 'request-removed', key: request.key },
      { type: 'request-removed', key: 'unknown' },
    ])
    expect(liveEventsOf(threadId).map(({ source, requestKey }) => [source, requestKey])).toEqual([
      ['request', request.key],
      ['resolved', request.key],
    ])
  })

  it('tells that a turn ended with its server', () => {
    captureLive([{ type: 'turns-interrupted', projectId, turns: [{ threadId, turnId }], reason: 'Codex ended.' }])
    expect(liveEventsOf(threadId)[0]).toMatchObject({ source: 'app', params: { turnId, reason: 'Codex ended.' } })
  })
})

describe('the bounds', () => {
  it('drop the oldest events and count them by thread', () => {
    captureLive([event(started())])
    captureLive(
      Array.from({ length: mostEvents }, () => event({ method: 'x', params: { threadId: 'noisy', delta: 'a' } })),
    )
    expect(liveEventsOf(threadId)).toEqual([])
    expect(liveBounds(threadId).dropped).toBe(1)
    expect(liveBounds('noisy').dropped).toBe(0)
    expect(liveEventsOf('noisy')).toHaveLength(mostEvents)
  })

  it('hold for the size too', () => {
    for (let at = 0; at < 30; at += 1)
      captureLive([event({ method: 'turn/diff/updated', params: { threadId, diff: 'x'.repeat(1024 * 1024) } })])
    expect(liveEventsOf(threadId).length).toBeLessThan(9)
    expect(liveBounds(threadId).dropped).toBeGreaterThan(20)
  })

  it('are kept though nobody looks', () => {
    captureLive(Array.from({ length: mostEvents + 5 }, () => event({ method: 'x', params: { threadId } })))
    vi.advanceTimersByTime(1000)
    expect(liveBounds(threadId).dropped).toBe(5)
  })
})

it('tells listeners of each message until they leave', () => {
  const told = vi.fn()
  const leave = onLiveEvents(told)
  captureLive([event(started())])
  captureLive([])
  leave()
  captureLive([event(started())])
  expect(told).toHaveBeenCalledTimes(1)
})
