import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CodeColours } from '../../../../renderer/text/highlight-looks'
import type { colourCode as colourCodeType } from '../../../../renderer/text/highlight-queue'
import type { FromWorker, ToWorker } from '../../../../renderer/text/highlight-messages'

/** A worker that does what the test says, and nothing by itself. */
class Puppet extends EventTarget {
  static all: Puppet[] = []
  readonly heard: ToWorker[] = []
  ended = false
  constructor() {
    super()
    Puppet.all.push(this)
  }
  postMessage(message: ToWorker) {
    this.heard.push(message)
  }
  terminate() {
    this.ended = true
  }
  say(data: FromWorker) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  fail() {
    this.dispatchEvent(new Event('error', { cancelable: true }))
  }
  get job() {
    const last = this.heard.findLast((message) => message.type === 'colour')
    if (last?.type !== 'colour') throw new Error('no job')
    return last
  }
}

const none: CodeColours = { starts: new Uint32Array(2), ends: new Uint32Array(), looks: new Uint8Array() }
const puppet = (place = -1): Puppet => {
  const found = Puppet.all.at(place)
  if (!found) throw new Error('no worker')
  return found
}
let colourCode: typeof colourCodeType
const ask = (code: string, signal = new AbortController().signal) => colourCode(code, 'typescript', signal)

beforeEach(async () => {
  Puppet.all = []
  vi.stubGlobal('Worker', Puppet)
  vi.useFakeTimers()
  vi.resetModules()
  ;({ colourCode } = await import('../../../../renderer/text/highlight-queue'))
  return () => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

describe('the queue', () => {
  it('starts one worker when first needed and gives it one text at a time', async () => {
    expect(Puppet.all).toHaveLength(0)
    const first = ask('a')
    const second = ask('b')
    expect(puppet().heard).toHaveLength(1)
    puppet().say({ type: 'done', id: puppet().job.id, colours: none })
    expect(await first).toBe(none)
    expect(puppet().job.code).toBe('b')
    puppet().say({ type: 'done', id: puppet().job.id, colours: null })
    expect(await second).toBeNull()
    expect(Puppet.all).toHaveLength(1)
  })

  it('never sends what was let go of while it waited', async () => {
    const stop = new AbortController()
    void ask('first')
    const dropped = ask('scrolled away', stop.signal)
    void ask('third')
    stop.abort()
    expect(await dropped).toBeNull()
    puppet().say({ type: 'done', id: puppet().job.id, colours: none })
    expect(puppet().heard.map((message) => (message.type === 'colour' ? message.code : message.type))).toEqual([
      'first',
      'third',
    ])
  })

  it('tells the worker when the text under way is let go of, and goes on once it has stopped', async () => {
    const stop = new AbortController()
    const dropped = ask('under way', stop.signal)
    const next = ask('next')
    const { id } = puppet().job
    stop.abort()
    expect(await dropped).toBeNull()
    expect(puppet().heard.at(-1)).toEqual({ type: 'stop', id })
    puppet().say({ type: 'done', id, colours: null })
    puppet().say({ type: 'done', id: puppet().job.id, colours: none })
    expect(await next).toBe(none)
  })

  it('asks nothing of a text that is far too long, or that nobody wants already', async () => {
    expect(await ask('x'.repeat(500_000))).toBeNull()
    expect(await ask('x', AbortSignal.abort())).toBeNull()
    expect(Puppet.all).toHaveLength(0)
  })
})

describe('a worker that hangs', () => {
  it('is ended, its text stays plain for good, and the next text gets a new worker', async () => {
    const hung = ask('catastrophe')
    const next = ask('harmless')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await hung).toBeNull()
    expect(puppet(0).ended).toBe(true)
    expect(Puppet.all).toHaveLength(2)
    puppet().say({ type: 'done', id: puppet().job.id, colours: none })
    expect(await next).toBe(none)
    expect(await ask('catastrophe')).toBeNull()
    expect(puppet().heard).toHaveLength(1)
  })

  it('is let work while it gives signs of life, but not for ever', async () => {
    const slow = ask('slow')
    const { id } = puppet().job
    for (let sign = 0; sign < 6; sign += 1) {
      await vi.advanceTimersByTimeAsync(3_000)
      puppet().say({ type: 'going', id })
    }
    expect(puppet(0).ended).toBe(false)
    await vi.advanceTimersByTimeAsync(3_000)
    puppet().say({ type: 'going', id })
    expect(puppet(0).ended).toBe(true)
    expect(await slow).toBeNull()
  })

  it('is not listened to any more', async () => {
    const hung = ask('catastrophe')
    const next = ask('harmless')
    const late = puppet(0).job.id
    await vi.advanceTimersByTimeAsync(5_000)
    puppet(0).say({ type: 'done', id: late, colours: none })
    expect(await hung).toBeNull()
    puppet().say({ type: 'done', id: puppet().job.id, colours: none })
    expect(await next).toBe(none)
  })
})

it('gives up on workers that can not be started', async () => {
  for (let time = 0; time < 3; time += 1) {
    const failed = ask(`text ${time}`)
    puppet().fail()
    expect(await failed).toBeNull()
  }
  expect(await ask('one more')).toBeNull()
  expect(Puppet.all).toHaveLength(3)
})

it('lets the worker go when nothing was asked of it for two minutes', async () => {
  const work = ask('a')
  puppet().say({ type: 'done', id: puppet().job.id, colours: none })
  await work
  await vi.advanceTimersByTimeAsync(119_000)
  expect(puppet().ended).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(puppet().ended).toBe(true)
  void ask('b')
  expect(Puppet.all).toHaveLength(2)
})
