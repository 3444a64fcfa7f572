import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PushEvent } from '@contract/events'
import { Push } from '../../../../main/ipc/push'

class FakeContents extends EventEmitter {
  readonly sent: PushEvent[][] = []
  send(_channel: string, events: PushEvent[]): void {
    this.sent.push(events)
  }
  isDestroyed(): boolean {
    return false
  }
}

const delta = (text: string): PushEvent => ({
  type: 'codex',
  projectId: 'p',
  notification: { method: 'item/agentMessage/delta', params: { threadId: 't', itemId: 'i', delta: text } },
})

let contents: FakeContents
let push: Push
beforeEach(() => {
  vi.useFakeTimers()
  contents = new FakeContents()
  push = new Push()
  // Only the parts of WebContents that Push uses are there.
  push.attach(contents as unknown as WebContents)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('pushing', () => {
  it('sends nothing before the page has asked for its snapshot', () => {
    push.send(delta('early'))
    vi.advanceTimersByTime(1000)
    expect(contents.sent).toEqual([])
  })

  it('sends at most one message a frame, however much comes', () => {
    push.start()
    // 14,000 deltas a second for a tenth of a second, in slices of a millisecond.
    for (let ms = 0; ms < 100; ms += 1) {
      for (let n = 0; n < 14; n += 1) push.send(delta('x'))
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(100)
    expect(contents.sent.length).toBeLessThanOrEqual(8)
    const text = contents.sent.flat().map((event) => {
      const params: unknown = event.type === 'codex' ? event.notification.params : null
      return typeof params === 'object' && params !== null && 'delta' in params ? String(params.delta) : ''
    })
    expect(text.join('')).toHaveLength(1400)
  })

  it('goes slower while the page is hidden and catches up at once when it shows', () => {
    push.start()
    push.send(delta('a'))
    vi.advanceTimersByTime(20)
    push.hidden = true
    push.send(delta('b'))
    vi.advanceTimersByTime(100)
    expect(contents.sent).toHaveLength(1)
    push.hidden = false
    expect(contents.sent).toHaveLength(2)
  })

  it('falls silent when the page is loaded anew, until that page asks', () => {
    push.start()
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    push.send(delta('lost with the old page'))
    vi.advanceTimersByTime(1000)
    expect(contents.sent).toEqual([])
    push.start()
    push.send(delta('new'))
    vi.advanceTimersByTime(1000)
    expect(contents.sent).toHaveLength(1)
  })
})
