// What happens to a thread over time: fork, revert, a crash, and going on in another server, page by page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf, type CodexSession } from '../../support/codex-session'
import { neverEnds, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('a thread over time', () => {
  let scene: Scene
  let codex: CodexSession
  let threadId: string
  const turns: string[] = []

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
    threadId = await codex.startThread()
    for (const number of [1, 2, 3]) {
      scene.model.queue(say(`answer ${number}`))
      turns.push((await codex.runTurn(threadId, `question ${number}`)).turn.id)
    }
  })
  afterAll(() => scene.end())

  test('turns and items come page by page, newest first', async () => {
    const first = await codex.request('thread/turns/list', { threadId, limit: 2, itemsView: 'full' })
    expect(first.data.map(({ id }) => id)).toEqual([turns[2], turns[1]])
    expect(itemOf(first.data[0]?.items ?? [], 'agentMessage').text).toBe('answer 3')
    const second = await codex.request('thread/turns/list', { threadId, limit: 2, cursor: first.nextCursor })
    expect(second.data.map(({ id }) => id)).toEqual([turns[0]])
    expect(second.nextCursor).toBeNull()
    const items = await codex.request('thread/items/list', { threadId, limit: 3, sortDirection: 'desc' })
    expect(items.data.map(({ item }) => item.type)).toEqual(['agentMessage', 'userMessage', 'agentMessage'])
    expect(items.nextCursor).not.toBeNull()
  })

  test('a fork through the first turn knows only that turn', async () => {
    const { thread } = await codex.request('thread/fork', { threadId, lastTurnId: turns[0], excludeTurns: true })
    expect(thread.id).not.toBe(threadId)
    scene.model.queue(say('from the fork'))
    await codex.runTurn(thread.id, 'and now')
    const seen = scene.model.requests.at(-1)?.input.map(({ text }) => text) ?? []
    expect(seen).toContain('answer 1')
    expect(seen).not.toContain('answer 2')
  })

  test('reverting drops a turn and what came after it', async () => {
    await codex.request('thread/revert', { threadId, beforeTurnId: turns[2] ?? '' })
    await codex.seen('thread/reverted', (params) => params.threadId === threadId)
    const left = await codex.request('thread/turns/list', { threadId })
    expect(left.data.map(({ id }) => id)).toEqual([turns[1], turns[0]])
    await codex.runTurn(threadId, 'after reverting')
    const seen = scene.model.requests.at(-1)?.input.map(({ text }) => text) ?? []
    expect(seen).toContain('answer 2')
    expect(seen).not.toContain('answer 3')
  })

  test('a killed server leaves the turn interrupted, and another goes on with the thread', async () => {
    scene.model.queue(neverEnds('cut off'))
    const turnId = await codex.startTurn(threadId, 'question 4')
    await codex.seen('item/agentMessage/delta', ({ delta }) => delta === 'cut off')
    process.kill(codex.connection.pid, 'SIGKILL')
    const end = await codex.connection.ended
    expect(end.exit.signal).toBe('SIGKILL')

    const next = await scene.reopen()
    const { thread } = await next.request('thread/resume', { threadId, excludeTurns: true })
    expect(thread.turns).toEqual([])
    const { data } = await next.request('thread/turns/list', { threadId, limit: 1, itemsView: 'full' })
    expect(data[0]).toMatchObject({ id: turnId, status: 'interrupted' })
    scene.model.queue(say('going on'))
    const { items } = await next.runTurn(threadId, 'go on')
    expect(itemOf(items, 'agentMessage').text).toBe('going on')
    const all = scene.model.requests.at(-1)?.input.map(({ text }) => text) ?? []
    expect(all).toContain('answer 1')
    expect(all).toContain('question 4')
  })
})
