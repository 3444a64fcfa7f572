// The entries of servers, without servers.
import type { PushEvent } from '@contract/events'
import type { HomeSupervisor } from '../../../../main/codex/server/supervisor'
import { expect, it } from 'vitest'
import { idleStatus } from '../../../../main/projects/forward'
import { ServerEntries } from '../../../../main/projects/server-entries'
import { ServerEntry } from '../../../../main/projects/server-entry'
import type { ThreadSource } from '../../../../main/projects/thread-source'

function entries() {
  const pushed: PushEvent[] = []
  // Neither is asked anything here.
  const known = new ServerEntries(
    (id) => new ServerEntry(id, {} as ThreadSource),
    (event) => void pushed.push(event),
  )
  return { known, pushed }
}
// What the pool would give; only its turns are counted.
const supervisor = (turns: number) => ({ runningTurns: Array.from({ length: turns }) }) as unknown as HomeSupervisor

it('are made once for each project, and counted together', () => {
  const { known } = entries()
  expect(known.known('a')).toBeUndefined()
  expect(known.of('a')).toBe(known.of('a'))
  known.of('a').take('key-a', supervisor(2))
  known.of('b').take('key-b', supervisor(1))
  expect(known.runningTurns).toBe(3)
  expect(known.statuses().map(({ projectId }) => projectId)).toEqual(['a', 'b'])
})

it('tell the window of a project that is in the list, and of no other', () => {
  const { known, pushed } = entries()
  known.setStatus({ ...idleStatus('gone'), state: 'ready' })
  known.of('a')
  known.setStatus({ ...idleStatus('a'), state: 'ready' })
  expect(pushed).toEqual([{ type: 'server', status: { ...idleStatus('a'), state: 'ready' } }])
  expect(known.of('a').status.state).toBe('ready')
})

it('let who asks meanwhile wait for the end of one that leaves, and make a new one then', async () => {
  const { known } = entries()
  const before = known.of('a')
  before.take('key-a', supervisor(0))
  let end: () => void = () => undefined
  const removed = known.remove('a', () => new Promise((resolve) => (end = resolve)))
  expect(known.of('a')).not.toBe(before)
  const heard: string[] = []
  const waited = known.gone('a').then(() => heard.push('gone'))
  void removed.then(() => heard.push('removed'))
  await Promise.resolve()
  expect(heard).toEqual([])
  end()
  await Promise.all([waited, removed])
  expect(heard).toContain('gone')
  // One that never had a home has nothing to end.
  await known.remove('never', () => Promise.reject(new Error('not to be asked')))
})
