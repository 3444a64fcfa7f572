import { afterEach, describe, expect, it } from 'vitest'
import { DEMO_MODEL, DEMO_PROVIDER_ID, DemoProvider } from '../../../../main/demo/provider'
import { ThreadSource } from '../../../../main/projects/thread-source'

const demo = new DemoProvider()
afterEach(() => demo.close())

const answer = (id: string, modelProvider: string) => ({ thread: { id, modelProvider } })
const source = (stored: Record<string, string> = {}) =>
  new ThreadSource({
    demo,
    read: (id) => {
      const provider = stored[id]
      return provider === undefined
        ? Promise.reject(new Error('no such thread'))
        : Promise.resolve(answer(id, provider))
    },
  })

describe('where a thread’s answers come from', () => {
  it('is the demo for new threads of a demo project, started only then', async () => {
    const threads = source()
    expect(demo.running).toBe(false)
    expect(await threads.adapt('demo', 'thread/start', { cwd: '/p' })).toMatchObject({
      cwd: '/p',
      modelProvider: DEMO_PROVIDER_ID,
    })
    expect(demo.running).toBe(true)
    threads.release()
    await expect.poll(() => demo.running).toBe(false)
  })

  it('stays what the thread was started with, whatever the project says now', async () => {
    const threads = source({ old: DEMO_PROVIDER_ID, real: 'openai' })
    expect(await threads.adapt('account', 'thread/resume', { threadId: 'old' })).toMatchObject({
      modelProvider: DEMO_PROVIDER_ID,
    })
    expect(await threads.adapt('demo', 'thread/resume', { threadId: 'real' })).toEqual({ threadId: 'real' })
    expect(await threads.adapt('demo', 'thread/fork', { threadId: 'unknown' })).toEqual({ threadId: 'unknown' })
    threads.release()
  })

  it('keeps the picked model out of demo turns, also in plan mode', async () => {
    const threads = source()
    threads.learn(answer('t', DEMO_PROVIDER_ID))
    const params = {
      threadId: 't',
      model: 'gpt-6',
      effort: 'high',
      collaborationMode: { mode: 'plan', settings: { model: 'gpt-6' } },
    }
    expect(await threads.adapt('demo', 'turn/start', params)).toEqual({
      threadId: 't',
      collaborationMode: { mode: 'plan', settings: { model: DEMO_MODEL } },
    })
    expect(await threads.adapt('demo', 'turn/start', { ...params, threadId: 'other' })).toMatchObject({
      model: 'gpt-6',
    })
  })

  it('is there again before a new server takes the demo’s threads up', async () => {
    const threads = source()
    threads.learn(answer('t', DEMO_PROVIDER_ID))
    expect(threads.resumeOverrides('t')).toBeNull()
    await threads.prepare(['other'])
    expect(demo.running).toBe(false)
    await threads.prepare(['other', 't'])
    expect(threads.resumeOverrides('t')).toMatchObject({ modelProvider: DEMO_PROVIDER_ID })
    expect(threads.resumeOverrides('other')).toBeNull()
    threads.release()
  })
})
