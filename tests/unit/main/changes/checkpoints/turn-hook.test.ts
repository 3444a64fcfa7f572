// Which calls and notifications begin and end a turn for its snapshots.
import { beforeEach, describe, expect, it } from 'vitest'
import { TurnHook } from '../../../../../main/changes/checkpoints/turn-hook'
import type { Folder } from '../../../../../main/changes/view-model'
import { gate, until } from '../../../../support/waiting'

const folder: Folder = { place: { projectId: '0123456789abcdef', worktreeId: null }, path: '/p', trusted: true }
let told: string[]
let hook: TurnHook
let slow: Promise<void>

const params = { threadId: 't' }
const turn = (id: string, more: object = {}): object => ({ threadId: 't', turn: { id, rootTurnId: id, ...more } })

beforeEach(() => {
  told = []
  slow = Promise.resolve()
  hook = new TurnHook({
    folderOf: (_project, threadId) => (threadId === 'elsewhere' ? null : folder),
    onFailure: (what, reason) => told.push(`${what}: ${String(reason)}`),
    checkpoints: () =>
      Promise.resolve({
        before: async (_folder, threadId, late) => {
          told.push(`before ${threadId}${late ? ' late' : ''}`)
          await slow
          return {
            begun: (turnId) => {
              told.push(`begun ${turnId}`)
              return Promise.resolve()
            },
          }
        },
        after: (_folder, _threadId, turnId) => {
          told.push(`after ${turnId}`)
          return Promise.resolve()
        },
      }),
  })
})

describe('a turn that the window begins', () => {
  it('goes out after its snapshot, gets its id from the answer, and ends with one', async () => {
    const answer = await hook.around('p', 'turn/start', params, () => {
      told.push('sent')
      return Promise.resolve({ turn: { id: 'u' } })
    })
    expect(answer).toEqual({ turn: { id: 'u' } })
    hook.notification('p', 'turn/started', turn('u'))
    hook.notification('p', 'turn/completed', turn('u'))
    hook.notification('p', 'thread/status/changed', { threadId: 't', status: { type: 'idle' } })
    await until(() => told.includes('after u'), 'the end')
    expect(told).toEqual(['before t', 'sent', 'begun u', 'after u'])
  })

  it('is known by its notification when that comes before the answer', async () => {
    const call = await hook.beforeCall('p', 'turn/start', params)
    hook.notification('p', 'turn/started', turn('u'))
    hook.notification('p', 'turn/completed', turn('u'))
    call.answered({ turn: { id: 'u' } })
    await until(() => told.includes('after u'), 'the end')
    expect(told).toEqual(['before t', 'begun u', 'after u'])
  })

  it('that Codex refuses is forgotten, and the refusal passes on', async () => {
    const refused = hook.around('p', 'turn/start', params, () => Promise.reject(new Error('no')))
    await expect(refused).rejects.toThrow('no')
    hook.notification('p', 'turn/started', turn('other'))
    await until(() => told.includes('begun other'), 'the other turn')
    expect(told).toEqual(['before t', 'before t late', 'begun other'])
  })

  it('takes no second snapshot for what is said during the turn', async () => {
    await hook.around('p', 'turn/start', params, () => Promise.resolve({ turn: { id: 'u' } }))
    await hook.around('p', 'turn/start', params, () => Promise.resolve({ turn: { id: 'u' } }))
    expect(told).toEqual(['before t', 'begun u'])
  })
})

describe('a review', () => {
  it('is the turn of the answer, not the inner one that Codex announces', async () => {
    const call = await hook.beforeCall('p', 'review/start', params)
    hook.notification('p', 'turn/started', turn('inner', { rootTurnId: 'review' }))
    call.answered({ turn: { id: 'review' }, reviewThreadId: 't' })
    hook.notification('p', 'turn/started', turn('inner', { rootTurnId: 'review' }))
    hook.notification('p', 'turn/completed', turn('review'))
    await until(() => told.includes('after review'), 'the end')
    expect(told).toEqual(['before t', 'begun review', 'after review'])
  })

  it('that fails without an end is over when its thread is', async () => {
    await hook.around('p', 'review/start', params, () => Promise.resolve({ turn: { id: 'r' }, reviewThreadId: 't' }))
    hook.notification('p', 'thread/status/changed', { threadId: 't', status: { type: 'systemError' } })
    await until(() => told.includes('after r'), 'the end')
  })
})

describe('a turn that begins by itself', () => {
  it('gets a snapshot at once, marked as late', async () => {
    hook.notification('p', 'turn/started', turn('queued'))
    await until(() => told.includes('begun queued'), 'the snapshot')
    hook.notification('p', 'turn/completed', turn('queued'))
    await until(() => told.includes('after queued'), 'the end')
    expect(told[0]).toBe('before t late')
  })

  it('has an end also when it was over before its snapshot was there', async () => {
    const taken = gate()
    slow = taken.opened
    hook.notification('p', 'turn/started', turn('short'))
    await until(() => told.includes('before t late'), 'the snapshot to begin')
    hook.notification('p', 'turn/completed', turn('short'))
    taken.open()
    await until(() => told.at(-1) === 'after short' && told.includes('begun short'), 'the end after the beginning')
  })
})

it('ends the turns of a server that is gone, and of no other project', async () => {
  for (const project of ['p', 'pp'])
    await hook.around(project, 'turn/start', params, () => Promise.resolve({ turn: { id: `in ${project}` } }))
  hook.serverGone('p')
  await until(() => told.includes('after in p'), 'the end')
  expect(told).not.toContain('after in pp')
})

it('lets all other calls, and threads without a folder, pass at once', async () => {
  expect(await hook.around('p', 'thread/read', params, () => Promise.resolve(1))).toBe(1)
  expect(await hook.around('p', 'turn/start', { threadId: 'elsewhere' }, () => Promise.resolve(2))).toBe(2)
  expect(told).toEqual([])
})

it('sends a turn though its snapshot could not even be begun', async () => {
  const broken = new TurnHook({
    folderOf: () => folder,
    onFailure: (what, reason) => told.push(`${what}: ${String(reason)}`),
    checkpoints: () => Promise.reject(new Error('gone')),
  })
  expect(await broken.around('p', 'turn/start', params, () => Promise.resolve('sent'))).toBe('sent')
  expect(told).toEqual(['the snapshot before a turn: Error: gone'])
})
