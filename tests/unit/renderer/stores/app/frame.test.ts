// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FrameInbox } from '../../../../../renderer/stores/app/frame'

const taken: string[][] = []
beforeEach(() => {
  taken.length = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a page’s frame of events', () => {
  it('takes what came since the last step in one go and in order', () => {
    const inbox = new FrameInbox<string>((events) => taken.push([...events]))
    for (let ms = 0; ms < 200; ms += 4) {
      inbox.add([String(ms)])
      vi.advanceTimersByTime(4)
    }
    vi.advanceTimersByTime(200)
    expect(taken.flat()).toEqual(Array.from({ length: 50 }, (_, step) => String(step * 4)))
    // At most one step in 25 ms.
    expect(taken.length).toBeLessThanOrEqual(9)
  })

  it('does not wait for frames that never come', () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    const inbox = new FrameInbox<string>((events) => taken.push([...events]))
    inbox.add(['a'])
    vi.advanceTimersByTime(150)
    expect(taken).toEqual([['a']])
    vi.unstubAllGlobals()
  })

  it('drops what waits when it is stopped', () => {
    const inbox = new FrameInbox<string>((events) => taken.push([...events]))
    inbox.add(['a'])
    inbox.stop()
    vi.advanceTimersByTime(500)
    expect(taken).toEqual([])
  })
})
