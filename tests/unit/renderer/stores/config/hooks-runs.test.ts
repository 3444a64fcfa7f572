// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PushEvent } from '../../../../../preload/contract/events'
import { mostRuns, useHookRuns } from '../../../../../renderer/stores/config/hooks-runs'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId } from './sample-config'

beforeEach(() => useHookRuns.setState({ runs: [] }))
afterEach(() => vi.unstubAllGlobals())

const event = (method: string, run: object, turnId = 't1'): PushEvent => ({
  type: 'codex',
  projectId,
  notification: {
    method,
    params: { threadId: 'th', turnId, run: { id: 'r', eventName: 'stop', sourcePath: '/h', startedAt: 100, ...run } },
    emittedAtMs: 5,
  },
})
const receive = (...events: PushEvent[]) => useHookRuns.getState().receive(events)
const runs = () => useHookRuns.getState().runs

describe('runs of hooks', () => {
  it('begin and end as one', () => {
    receive(event('hook/started', { status: 'running' }))
    expect(runs()).toMatchObject([{ status: 'running', startedAtMs: 100_000, durationMs: null }])
    receive(
      event('hook/completed', { status: 'blocked', durationMs: 12, entries: [{ kind: 'feedback', text: 'no' }, null] }),
    )
    expect(runs()).toMatchObject([
      {
        status: 'blocked',
        durationMs: 12,
        entries: [
          { kind: 'feedback', text: 'no' },
          { kind: '', text: '' },
        ],
      },
    ])
  })

  it('of another turn are others, though Codex gives them the same id', () => {
    receive(event('hook/started', { status: 'running' }), event('hook/completed', { status: 'completed' }))
    receive(event('hook/started', { status: 'running' }, 't2'))
    expect(runs().map(({ turnId, status }) => [turnId, status])).toEqual([
      ['t2', 'running'],
      ['t1', 'completed'],
    ])
  })

  it('are bounded, in number and in words', () => {
    receive(
      ...Array.from({ length: mostRuns + 20 }, (_, n) => event('hook/completed', { id: `r${n}`, status: 'completed' })),
    )
    expect(runs()).toHaveLength(mostRuns)
    expect(runs()[0]?.runId).toBe(`r${mostRuns + 19}`)
    receive(event('hook/completed', { status: 'failed', entries: [{ kind: 'error', text: 'x'.repeat(1_000_000) }] }))
    expect(runs()[0]?.entries[0]?.text.length).toBe(4000)
  })

  it('come from nothing else', () => {
    receive(event('turn/completed', {}), {
      type: 'codex',
      projectId,
      notification: { method: 'hook/started', params: null },
    })
    expect(runs()).toEqual([])
  })

  it('are forgotten project by project', async () => {
    fakeDeck()
    receive(event('hook/completed', { status: 'completed' }))
    await useHookRuns.getState().forget('another')
    expect(runs()).toHaveLength(1)
    await useHookRuns.getState().forget(projectId)
    expect(runs()).toEqual([])
  })
})

describe('runs from before the window was opened', () => {
  const kept = (runId: string, startedAtMs: number) => ({
    threadId: 'th',
    turnId: 't1',
    runId,
    event: 'stop',
    file: '/h',
    status: 'completed',
    startedAtMs,
    durationMs: 1,
    entries: [],
  })

  it('come after those that were seen, and none twice', async () => {
    fakeDeck({ 'hooks/runs': [kept('r', 100_000), kept('old', 50_000)] })
    receive(event('hook/completed', { status: 'completed' }))
    await useHookRuns.getState().load(projectId)
    await useHookRuns.getState().load(projectId)
    expect(runs().map(({ runId }) => runId)).toEqual(['r', 'old'])
    expect(new Set(runs().map(({ seq }) => seq)).size).toBe(2)
  })

  it('are forgotten with the log; a log that can’t be read changes nothing', async () => {
    const deck = fakeDeck({ 'hooks/runs': refusal('No disk.') })
    receive(event('hook/completed', { status: 'completed' }))
    await useHookRuns.getState().load(projectId)
    expect(runs()).toHaveLength(1)
    await useHookRuns.getState().forget(projectId)
    expect(runs()).toEqual([])
    expect(deck.of('hooks/forgetRuns')).toEqual([{ projectId }])
  })
})
