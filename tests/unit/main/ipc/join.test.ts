import { describe, expect, it } from 'vitest'
import type { PushEvent } from '@contract/events'
import { FrameQueue } from '../../../../main/ipc/join'

const delta = (itemId: string, text: string, method = 'item/agentMessage/delta', extra: object = {}): PushEvent => ({
  type: 'codex',
  projectId: 'p',
  notification: { method, params: { threadId: 't', turnId: 'u', itemId, delta: text, ...extra } },
})
const other = (method: string): PushEvent => ({
  type: 'codex',
  projectId: 'p',
  notification: { method, params: { threadId: 't' } },
})

const taken = (...events: PushEvent[]): unknown[] => {
  const queue = new FrameQueue()
  for (const event of events) queue.add(event)
  return queue.take().map((event) => {
    if (event.type !== 'codex') return event.type
    const params: unknown = event.notification.params
    return typeof params === 'object' && params !== null && 'delta' in params ? params.delta : event.notification.method
  })
}

describe('a frame of events', () => {
  it('joins the deltas of one item, also when another item speaks between', () => {
    expect(taken(delta('a', 'hel'), delta('b', '1'), delta('a', 'lo'), delta('b', '2'))).toEqual(['hello', '12'])
  })

  it('keeps every character of overlapping deltas', () => {
    expect(taken(delta('a', 'hel'), delta('a', 'lo'), delta('a', 'lo'))).toEqual(['hellolo'])
  })

  it('never lets text overtake another event', () => {
    expect(taken(delta('a', 'x'), other('item/completed'), delta('a', 'y'))).toEqual(['x', 'item/completed', 'y'])
  })

  it('keeps the parts of a reasoning summary apart', () => {
    const method = 'item/reasoning/summaryTextDelta'
    expect(taken(delta('a', '1', method, { summaryIndex: 0 }), delta('a', '2', method, { summaryIndex: 1 }))).toEqual([
      '1',
      '2',
    ])
  })

  it('keeps projects apart that happen to use one id', () => {
    const foreign = delta('a', 'y')
    if (foreign.type === 'codex') foreign.projectId = 'q'
    expect(taken(delta('a', 'x'), foreign)).toEqual(['x', 'y'])
  })

  it('passes a delta of the wrong shape on as it is', () => {
    const odd: PushEvent = {
      type: 'codex',
      projectId: 'p',
      notification: { method: 'item/agentMessage/delta', params: { delta: 3 } },
    }
    const queue = new FrameQueue()
    queue.add(odd)
    expect(queue.take()).toEqual([odd])
  })

  it('does not append to what was already sent', () => {
    const queue = new FrameQueue()
    queue.add(delta('a', 'x'))
    const sent = queue.take()
    queue.add(delta('a', 'y'))
    expect(queue.take()).toHaveLength(1)
    expect(sent).toEqual([delta('a', 'x')])
  })
})
