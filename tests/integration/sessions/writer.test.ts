// A home that two processes use (shared with the terminal): one writes a thread, the other reads along and waits its turn.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CodexSession } from '../../support/codex-session'
import { neverEnds, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe.each(['paginated', 'legacy'] as const)('a %s thread that another process writes', (historyMode) => {
  let scene: Scene
  let writer: CodexSession
  let reader: CodexSession
  let threadId: string

  beforeEach(async () => {
    scene = await setScene()
    writer = scene.codex
    threadId = await writer.startThread({ historyMode })
    await writer.runTurn(threadId, 'one')
    reader = await scene.reopen()
  })
  afterEach(() => scene.end())

  const turns = async () =>
    (await reader.request('thread/turns/list', { threadId, itemsView: 'full', sortDirection: 'asc' })).data
  const resume = () => reader.request('thread/resume', { threadId, excludeTurns: true })
  const taken = () => `thread ${threadId} already has an active writer`

  test('can’t be resumed, archived or deleted, but can be listed and read', async () => {
    await expect(resume()).rejects.toThrow(taken())
    await expect(reader.request('thread/archive', { threadId })).rejects.toThrow(taken())
    await expect(reader.request('thread/delete', { threadId })).rejects.toThrow(taken())
    const { data } = await reader.request('thread/list', { modelProviders: [] })
    expect(data).toMatchObject([{ id: threadId, status: { type: 'notLoaded' } }])
    expect(await turns()).toHaveLength(1)
  })

  test('shows each new turn to the reader, the one under way as if it were interrupted', async () => {
    scene.model.queue(say('second answer'))
    const { turn } = await writer.runTurn(threadId, 'two')
    const second = (await turns()).at(-1)
    expect(second).toMatchObject({ id: turn.id, status: 'completed' })
    expect(second?.items.at(-1)).toMatchObject({ type: 'agentMessage', text: 'second answer' })

    scene.model.queue(neverEnds('half'))
    const running = await writer.startTurn(threadId, 'three')
    await writer.seen('item/agentMessage/delta', ({ delta }) => delta === 'half')
    expect((await turns()).at(-1)).toMatchObject({ id: running, status: 'interrupted' })
    expect((await writer.request('thread/read', { threadId })).thread.status.type).toBe('active')
  })

  test('can be forked by the reader meanwhile', async () => {
    const { thread } = await reader.request('thread/fork', { threadId, excludeTurns: true })
    expect(thread.forkedFromId).toBe(threadId)
    expect((await reader.runTurn(thread.id, 'mine')).turn.status).toBe('completed')
    expect(await turns()).toHaveLength(1)
  })

  test('is free for the reader once the writer has ended', async () => {
    await writer.close()
    await resume()
    expect((await reader.runTurn(threadId, 'two, by the other')).turn.status).toBe('completed')
    expect(await turns()).toHaveLength(2)
  })

  test('is free for the reader when the writer was killed', async () => {
    process.kill(writer.connection.pid, 'SIGKILL')
    await writer.connection.ended
    await resume()
    expect((await reader.runTurn(threadId, 'two')).turn.status).toBe('completed')
  })
})
