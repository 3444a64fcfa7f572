// Threads that Codex made for its helpers: found under their parent, hidden elsewhere, archived and deleted with it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf, type CodexSession } from '../../support/codex-session'
import { events, functionCall, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('sub-agent threads', () => {
  let scene: Scene
  let codex: CodexSession
  let parent: string
  let child: string

  beforeAll(async () => {
    scene = await setScene({ config: 'multi_agent_v2 = false\n' })
    codex = scene.codex
    parent = await codex.startThread()
    scene.model.queue(events(functionCall('a_1', 'spawn_agent', { message: 'look around' }, 'multi_agent_v1')))
    scene.model.queue(say('one of the two'), say('the other'))
    const { items } = await codex.runTurn(parent, 'delegate')
    child = itemOf(items, 'collabAgentToolCall').receiverThreadIds[0] ?? ''
    await codex.seen('turn/completed', ({ threadId }) => threadId === child)
  })
  afterAll(() => scene.end())

  const list = async (params: object) =>
    (await codex.request('thread/list', { modelProviders: [], ...params })).data.map((thread) => thread.id)

  test('are not among the chats', async () => {
    expect(await list({})).toEqual([parent])
    expect(await list({ useStateDbOnly: true })).toEqual([parent])
  })

  test('are listed under their parent, with a name of their own', async () => {
    const { data } = await codex.request('thread/list', { modelProviders: [], parentThreadId: parent })
    expect(data).toMatchObject([{ id: child, parentThreadId: parent, preview: 'look around' }])
    expect(data[0]?.agentNickname).toEqual(expect.any(String))
    expect(await list({ ancestorThreadId: parent })).toEqual([child])
    expect(await list({ sourceKinds: ['subAgent'] })).toEqual([child])
    expect(await list({ parentThreadId: child })).toEqual([])
  })

  test('can be read like any other', async () => {
    const { data } = await codex.request('thread/turns/list', { threadId: child, itemsView: 'full' })
    expect(data[0]?.items.map(({ type }) => type)).toEqual(['userMessage', 'agentMessage'])
  })

  test('go into the archive and out of it with their parent', async () => {
    await codex.request('thread/archive', { threadId: parent })
    expect(await list({ archived: true, sourceKinds: ['subAgent'] })).toEqual([child])
    expect(await list({ sourceKinds: ['subAgent'] })).toEqual([])
    await codex.request('thread/unarchive', { threadId: parent })
    expect(await list({ sourceKinds: ['subAgent'] })).toEqual([child])
  })

  test('are deleted with their parent, each with its own word', async () => {
    await codex.request('thread/resume', { threadId: parent, excludeTurns: true })
    await codex.request('thread/delete', { threadId: parent })
    await codex.seen('thread/deleted', ({ threadId }) => threadId === parent)
    expect(await list({ sourceKinds: ['subAgent'] })).toEqual([])
    await expect(codex.request('thread/read', { threadId: child })).rejects.toThrow('thread not loaded')
  })
})
