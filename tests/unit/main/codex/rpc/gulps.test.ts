import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readInGulps } from '../../../../../main/codex/rpc/gulps'

let input: PassThrough
let chunks: string[]
/** Streams hand on in microtasks and immediates, which stay real. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  input = new PassThrough()
  chunks = []
  readInGulps(input, (chunk) => chunks.push(chunk.toString()))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('reading in gulps', () => {
  it('hands a line that comes alone on at once', async () => {
    for (const line of ['a', 'b', 'c']) {
      input.write(line)
      await settle()
      expect(chunks.at(-1)).toBe(line)
      vi.advanceTimersByTime(50)
    }
    expect(input.isPaused()).toBe(false)
  })

  it('lets the pipe fill while chunks follow closely, and loses nothing', async () => {
    input.write('a\n')
    await settle()
    input.write('b\n')
    await settle()
    expect(input.isPaused()).toBe(true)
    for (const line of ['c\n', 'd\n', 'e\n']) input.write(line)
    await settle()
    expect(chunks).toEqual(['a\n', 'b\n'])
    vi.advanceTimersByTime(20)
    await settle()
    vi.advanceTimersByTime(20)
    await settle()
    vi.advanceTimersByTime(20)
    await settle()
    expect(chunks.join('')).toBe('a\nb\nc\nd\ne\n')
  })

  it('reads on through a long line: that is one message, not a stream of many', async () => {
    for (const piece of ['{"result":"', 'x'.repeat(1000), 'x'.repeat(1000)]) {
      input.write(piece)
      await settle()
      expect(chunks.at(-1)).toBe(piece)
    }
    expect(input.isPaused()).toBe(false)
  })

  it('comes to the end of a stream that ends while it pauses', async () => {
    const ended = vi.fn()
    input.once('end', ended)
    input.write('a\n')
    await settle()
    input.write('b\n')
    await settle()
    input.end('c')
    for (let step = 0; step < 5; step += 1) {
      vi.advanceTimersByTime(20)
      await settle()
    }
    expect(chunks.join('')).toBe('a\nb\nc')
    expect(ended).toHaveBeenCalledOnce()
  })
})
