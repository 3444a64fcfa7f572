// When a server is started anew for settings that changed: with a supervisor that is only pretended.
import { beforeEach, expect, it, vi } from 'vitest'
import type { HomeSupervisor } from '../../../../main/codex/server/supervisor'
import { ServerEntry } from '../../../../main/projects/server-entry'
import type { ThreadSource } from '../../../../main/projects/thread-source'

let state: 'idle' | 'starting' | 'ready'
let isBusy: boolean
/** What was done to the server, oldest first. */
let done: string[]
let whileStarting: () => void
/** Turns that run. */
let turns: object[]
let answer: () => void
let entry: ServerEntry

const supervisor = {
  get isBusy() {
    return isBusy
  },
  get runningTurns() {
    return turns
  },
  get status() {
    return { state }
  },
  rest: async () => {
    if (state !== 'ready') return
    state = 'idle'
    done.push('ended')
  },
  requestRaw: () => {
    isBusy = true
    return new Promise<void>((resolve) => {
      answer = () => {
        isBusy = false
        resolve()
      }
    })
  },
  connection: async () => {
    if (state === 'ready') return
    if (state === 'idle') done.push('started')
    state = 'starting'
    whileStarting()
    await Promise.resolve()
    state = 'ready'
  },
} as unknown as HomeSupervisor // what an entry uses of it

beforeEach(() => {
  state = 'idle'
  isBusy = false
  done = []
  turns = []
  answer = () => undefined
  whileStarting = () => undefined
  entry = new ServerEntry('p', {} as unknown as ThreadSource) // carried along, not used
  entry.take('home', supervisor)
})

it('is started once when nothing has changed', async () => {
  await entry.ready(supervisor)
  await entry.ready(supervisor)
  expect(done).toEqual(['started'])
})

it('is started anew at once when settings change during its very first start', async () => {
  whileStarting = () => {
    if (done.length === 1) entry.outdate()
  }
  await entry.ready(supervisor)
  expect(done).toEqual(['started', 'ended', 'started'])
  await entry.ready(supervisor)
  expect(done).toHaveLength(3)
})

it('keeps in mind that it is outdated while a start is under way that nobody waits for', async () => {
  state = 'starting' // brought back after a crash
  entry.outdate()
  await entry.ready(supervisor)
  expect(done).toEqual(['ended', 'started'])
})

it('leaves a busy server alone until it has nothing to do', async () => {
  await entry.ready(supervisor)
  entry.outdate()
  isBusy = true
  await entry.ready(supervisor)
  expect(done).toEqual(['started'])
  isBusy = false
  await entry.ready(supervisor)
  expect(done).toEqual(['started', 'ended', 'started'])
})

it('waits for a call that is under way rather than leaving the next one to the old server', async () => {
  await entry.ready(supervisor)
  const call = entry.call(supervisor, 'model/list', {})
  entry.outdate()
  const next = entry.ready(supervisor)
  await Promise.resolve()
  expect(done).toEqual(['started'])
  answer()
  await Promise.all([call, next])
  expect(done).toEqual(['started', 'ended', 'started'])
})

it('a call that takes very long holds nobody up', async () => {
  vi.useFakeTimers()
  await entry.ready(supervisor)
  void entry.call(supervisor, 'thread/resume', {})
  entry.outdate()
  const next = entry.ready(supervisor)
  await vi.advanceTimersByTimeAsync(3000)
  await next
  expect(done).toEqual(['started'])
  vi.useRealTimers()
})

it('while a turn runs it is not waited for at all', async () => {
  await entry.ready(supervisor)
  void entry.call(supervisor, 'model/list', {})
  turns = [{}]
  entry.outdate()
  await entry.ready(supervisor)
  expect(done).toEqual(['started'])
})

it('takes a supervisor once, and what was changed before its first start is no reason to start it twice', async () => {
  const other = new ServerEntry('p', {} as unknown as ThreadSource) // carried along, not used
  other.outdate()
  expect(other.take('home', supervisor)).toBe(true)
  expect(other.take('home', supervisor)).toBe(false)
  expect(other.key).toBe('home')
  await other.ready(supervisor)
  expect(done).toEqual(['started'])
})
