// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useFeatureDrift } from '../../../../../renderer/stores/config/feature-drift'
import { useRenewal } from '../../../../../renderer/stores/config/renewal'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId } from './sample-config'

type Thread = ReturnType<typeof emptyThread>

const chat = (part: Partial<Pick<Thread, 'runningTurnId' | 'queue'>> = {}) =>
  useThreads.setState({ threads: { t1: { ...emptyThread(projectId, 't1'), ...part } } })
const queued: Thread['queue'] = [Object.assign(Object.create(null), { id: 'q1' })]
const drifted = (names: readonly string[]) => useFeatureDrift.setState({ byProject: { [projectId]: names } })
const step = () => useRenewal.getState().byProject[projectId]
let deck: ReturnType<typeof fakeDeck>

beforeEach(() => {
  deck = fakeDeck({ 'server/restart': null })
  useRenewal.setState(useRenewal.getInitialState(), true)
  useNotices.setState({ notices: [] })
  drifted(['goals'])
  chat({ runningTurnId: 'turn-1' })
})

describe('renewing open chats', () => {
  it('waits for the turn that runs and for those that wait after it, then says that it was done', async () => {
    useRenewal.getState().whenIdle(projectId)
    chat({ runningTurnId: 'turn-1', queue: queued })
    chat({ queue: queued })
    expect(step()).toBe('waiting')
    expect(deck.of('server/restart')).toEqual([])
    chat()
    expect(step()).toBe('renewing')
    await vi.waitFor(() => expect(step()).toBeUndefined())
    expect(deck.of('server/restart')).toEqual([{ projectId }])
    expect(useNotices.getState().notices).toMatchObject([{ level: 'info', projectId }])
  })

  it('does nothing once nobody wants it, or nothing is left to renew', () => {
    useRenewal.getState().whenIdle(projectId)
    useRenewal.getState().cancel(projectId)
    chat()
    expect(deck.of('server/restart')).toEqual([])
    chat({ runningTurnId: 'turn-2' })
    useRenewal.getState().whenIdle(projectId)
    drifted([])
    expect(step()).toBeUndefined()
    chat()
    expect(deck.of('server/restart')).toEqual([])
  })

  it('says nothing but why it failed when Codex can’t be started', async () => {
    fakeDeck({ 'server/restart': refusal('No such folder.') })
    useRenewal.getState().whenIdle(projectId)
    chat()
    await vi.waitFor(() => expect(step()).toBeUndefined())
    expect(useNotices.getState().notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('No such folder.'),
    ])
  })

  it('waits for turns of its own project only', async () => {
    useThreads.setState({ threads: { t2: { ...emptyThread('f'.repeat(16), 't2'), runningTurnId: 'other' } } })
    useRenewal.getState().whenIdle(projectId)
    await vi.waitFor(() => expect(deck.of('server/restart')).toEqual([{ projectId }]))
  })
})
