import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readInGulps, type Gulps } from '../../../../../main/codex/rpc/gulps'

let input: PassThrough
let chunks: string[]
let gulps: Gulps
/** Streams hand on in microtasks and immediates, which stay real. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  input = new PassThrough()
  chunks = []
  gulps = readInGulps(input, (chunk) => chunks.push(chunk.toString()))
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
    for (const line of ['a\n', 'b\n', 'c\n', 'd\n']) {
      input.write(line)
      await settle()
    }
    expect(input.isPaused()).toBe(true)
    for (const line of ['e\n', 'f\n', 'g\n']) input.write(line)
    await settle()
    expect(chunks).toEqual(['a\n', 'b\n', 'c\n', 'd\n'])
    vi.advanceTimersByTime(20)
    await settle()
    vi.advanceTimersByTime(20)
    await settle()
    vi.advanceTimersByTime(20)
    await settle()
    expect(chunks.join('')).toBe('a\nb\nc\nd\ne\nf\ng\n')
  })

  it('hands the answers of two calls that follow one another on at once', async () => {
    for (const line of ['one\n', 'two\n', 'three\n']) {
      input.write(line)
      await settle()
      expect(chunks.at(-1)).toBe(line)
    }
    expect(input.isPaused()).toBe(false)
  })

  it('hands any number of answers on at once when each is asked for after the one before', async () => {
    for (let call = 0; call < 12; call += 1) {
      gulps.hurry()
      input.write(`answer ${call}\n`)
      await settle()
      expect(chunks.at(-1)).toBe(`answer ${call}\n`)
    }
    expect(input.isPaused()).toBe(false)
  })

  it('ends its pause for a call, and pauses again while the stream goes on', async () => {
    for (const line of ['1\n', '2\n', '3\n', '4\n']) {
      input.write(line)
      await settle()
    }
    expect(input.isPaused()).toBe(true)
    gulps.hurry()
    expect(input.isPaused()).toBe(false)
    for (const line of ['answer\n', '5\n', '6\n', '7\n']) {
      input.write(line)
      await settle()
      expect(chunks.at(-1)).toBe(line)
    }
    expect(input.isPaused()).toBe(true)
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
    for (const line of ['1\n', '2\n', 'a\n', 'b\n']) {
      input.write(line)
      await settle()
    }
    expect(input.isPaused()).toBe(true)
    input.end('c')
    for (let step = 0; step < 5; step += 1) {
      vi.advanceTimersByTime(20)
      await settle()
    }
    expect(chunks.join('')).toBe('1\n2\na\nb\nc')
    expect(ended).toHaveBeenCalledOnce()
  })
})
