// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../../../preload/contract/model'
import { app } from '../../../../../renderer/bridge'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useRequests } from '../../../../../renderer/stores/app/requests'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useSettings } from '../../../../../renderer/stores/app/settings'
import { startStores } from '../../../../../renderer/stores/app/start'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, project, projectId, threadId } from '../samples'

const other = { ...project, id: 'fedcba9876543210', path: '/o', name: 'other' }
const status = (state: 'idle' | 'ready', id = projectId) => ({
  projectId: id,
  state,
  reason: null,
  detail: null,
  attempt: 0,
  retryAtMs: null,
  code: null,
})
const snapshot: Snapshot = {
  appVersion: '1',
  codexVersion: '0.169.0',
  platform: 'linux',
  homeFolder: '/home/me',
  settings: { theme: 'dark', notifications: true },
  projects: [project, other],
  servers: [status('idle'), status('idle', other.id)],
  accounts: [],
  requests: [],
  notices: [],
}
const answers = {
  'app/snapshot': snapshot,
  'thread/list': { data: [], nextCursor: null },
  'model/list': { data: [], nextCursor: null },
  'thread/resume': { thread: codexThread(threadId) },
}

let stop: () => void = () => undefined
const start = async () => {
  const result = await startStores()
  if (result.ok) stop = result.value
  return result
}

beforeEach(() => {
  useProjects.setState({ projects: [], activeId: null, activeThreadId: {} })
  useThreads.setState({ threads: {}, lists: {} })
  useServers.setState({ byProject: {} })
})
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

describe('the start', () => {
  it('takes the snapshot and asks no server anything', async () => {
    const deck = fakeDeck(answers)
    expect((await start()).ok).toBe(true)
    expect(useProjects.getState()).toMatchObject({ projects: [project, other], activeId: projectId })
    expect(useSettings.getState()).toMatchObject({ settings: { theme: 'dark' }, facts: { codexVersion: '0.169.0' } })
    expect(deck.calls.map(([name]) => name)).toEqual(['app/snapshot'])
  })

  it('starts no server for what is in view before the window is usable', async () => {
    const deck = fakeDeck(answers)
    await start()
    const opening = useThreads.getState().openThread(projectId, threadId)
    expect(useThreads.getState().threads[threadId]?.loading).toBe('opening')
    expect(deck.calls.map(([name]) => name)).toEqual(['app/snapshot'])
    await app('app/usable', { projectId })
    await opening
    expect(useThreads.getState().threads[threadId]?.loading).toBe('none')
  })

  it('says why it failed', async () => {
    fakeDeck({ 'app/snapshot': refusal('no') })
    expect(await start()).toMatchObject({ ok: false, error: { message: 'no' } })
  })

  it('keeps events that come before the snapshot, in order', async () => {
    const answer = later()
    const deck = fakeDeck({ ...answers, 'app/snapshot': () => answer.promise })
    const starting = start()
    const request = {
      key: 'k',
      projectId,
      method: 'm',
      params: {},
      threadId: null,
      itemId: null,
      item: null,
      receivedAtMs: 1,
    }
    deck.push(
      { type: 'request-added', request },
      { type: 'request-added', request: { ...request, key: 'l' } },
      { type: 'request-removed', key: 'k' },
    )
    answer.settle(snapshot)
    await starting
    expect(useRequests.getState().requests.map((waiting) => waiting.key)).toEqual(['l'])
  })

  it('reads list, catalog and the thread in view once the server is ready', async () => {
    useProjects.setState({ activeThreadId: { [projectId]: threadId } })
    const deck = fakeDeck(answers)
    await start()
    deck.push({ type: 'server', status: status('ready') })
    await vi.waitFor(() => expect(useThreads.getState().threads[threadId]?.loading).toBe('none'))
    expect(deck.calls.map(([name]) => name)).toEqual(
      expect.arrayContaining(['thread/list', 'model/list', 'thread/resume']),
    )
  })

  it('looking at another project reads it', async () => {
    const deck = fakeDeck(answers)
    await start()
    useProjects.getState().select(other.id)
    await vi.waitFor(() => expect(deck.of('thread/list').length).toBeGreaterThan(0))
    useProjects.getState().selectThread(other.id, threadId)
    await vi.waitFor(() => expect(deck.of('thread/resume')).toHaveLength(1))
    expect(useThreads.getState().threads[threadId]?.projectId).toBe(other.id)
  })

  it('carries out commands of the menu', async () => {
    const deck = fakeDeck(answers)
    await start()
    useProjects.setState({ activeThreadId: { [projectId]: threadId } })
    deck.push(
      { type: 'command', command: { name: 'new-thread' } },
      { type: 'command', command: { name: 'settings' } },
      { type: 'command', command: { name: 'palette' } },
    )
    await vi.waitFor(() => expect(useProjects.getState().activeThreadId[projectId]).toBeNull())
    expect(useUi.getState()).toMatchObject({ page: 'settings', paletteOpen: true })
  })
})
