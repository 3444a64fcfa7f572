// When a server is started anew for settings that changed: with a supervisor that is only pretended.
import { beforeEach, expect, it } from 'vitest'
import type { HomeSupervisor } from '../../../../main/codex/server/supervisor'
import { ServerEntry } from '../../../../main/projects/server-entry'
import type { ThreadSource } from '../../../../main/projects/thread-source'

let state: 'idle' | 'starting' | 'ready'
let isBusy: boolean
/** What was done to the server, oldest first. */
let done: string[]
let whileStarting: () => void
let entry: ServerEntry

const supervisor = {
  get isBusy() {
    return isBusy
  },
  get status() {
    return { state }
  },
  rest: async () => {
    if (state !== 'ready') return
    state = 'idle'
    done.push('ended')
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

it('takes a supervisor once, and what was changed before its first start is no reason to start it twice', async () => {
  const other = new ServerEntry('p', {} as unknown as ThreadSource) // carried along, not used
  other.outdate()
  expect(other.take('home', supervisor)).toBe(true)
  expect(other.take('home', supervisor)).toBe(false)
  expect(other.key).toBe('home')
  await other.ready(supervisor)
  expect(done).toEqual(['started'])
})
