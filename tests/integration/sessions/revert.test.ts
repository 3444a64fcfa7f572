// "Edit from here": thread/revert on the real Codex. The prefix stays, the files of the project stay, the old lines stay on disk.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodexSession } from '../../support/codex-session'
import { neverEnds, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('reverting', () => {
  let scene: Scene
  let codex: CodexSession

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
  })
  afterAll(() => scene.end())

  const threadOf = async (questions: readonly string[], historyMode: 'paginated' | 'legacy' = 'paginated') => {
    const threadId = await codex.startThread({ historyMode })
    const turns: string[] = []
    for (const question of questions) turns.push((await codex.runTurn(threadId, question)).turn.id)
    return { threadId, turns, at: (index: number) => turns[index] ?? '' }
  }
  const turnsOf = async (threadId: string) =>
    (await codex.request('thread/turns/list', { threadId, sortDirection: 'asc' })).data.map(({ id }) => id)
  const pathOf = async (threadId: string) => (await codex.request('thread/read', { threadId })).thread.path ?? ''

  test('drops a turn and what followed; the files of the project stay as they are', async () => {
    const { threadId, at } = await threadOf(['one', 'two', 'three'])
    const file = scene.home.write('made-by-turn-three.txt', 'still here')
    await codex.request('thread/revert', { threadId, beforeTurnId: at(1) })
    await codex.seen('thread/reverted', (params) => params.threadId === threadId)
    expect(await turnsOf(threadId)).toEqual([at(0)])
    expect(readFileSync(file, 'utf8')).toBe('still here')

    scene.model.queue(say('anew'))
    const { turn } = await codex.runTurn(threadId, 'two, but better')
    const seen = scene.model.requests.at(-1)?.input.map(({ text }) => text) ?? []
    expect(seen).toContain('one')
    expect(seen).not.toContain('three')
    expect(await turnsOf(threadId)).toEqual([at(0), turn.id])
  })

  test('goes on in a new file that names where its beginning lies; the old one keeps every line', async () => {
    const { threadId, at } = await threadOf(['one', 'two'])
    const old = await pathOf(threadId)
    const before = readFileSync(old)
    await codex.request('thread/revert', { threadId, beforeTurnId: at(1) })
    const next = await pathOf(threadId)
    expect(next).not.toBe(old)
    expect(next).toMatch(new RegExp(`${threadId}_[0-9a-f-]{36}\\.jsonl$`))
    expect(readFileSync(old)).toEqual(before)
    const first: unknown = JSON.parse(readFileSync(next, 'utf8').split('\n')[0] ?? '')
    expect(first).toMatchObject({
      type: 'session_meta',
      payload: { id: threadId, history_base: { thread_id: threadId } },
    })

    await codex.request('thread/delete', { threadId })
    expect([existsSync(old), existsSync(next)]).toEqual([false, false])
  })

  test('before the first turn leaves an empty thread that goes on', async () => {
    const { threadId, at } = await threadOf(['one'])
    await codex.request('thread/revert', { threadId, beforeTurnId: at(0) })
    expect(await turnsOf(threadId)).toEqual([])
    const { turn } = await codex.runTurn(threadId, 'another start')
    expect(await turnsOf(threadId)).toEqual([turn.id])
  })

  test('in mid-turn ends the turn', async () => {
    const { threadId, at } = await threadOf(['one', 'two'])
    scene.model.queue(neverEnds('half'))
    const running = await codex.startTurn(threadId, 'three')
    await codex.seen('item/agentMessage/delta', ({ delta, turnId }) => delta === 'half' && turnId === running)
    await codex.request('thread/revert', { threadId, beforeTurnId: at(1) })
    expect(await turnsOf(threadId)).toEqual([at(0)])
    await expect(codex.request('turn/interrupt', { threadId, turnId: running })).rejects.toThrow('no active turn')
  })

  test('is refused, in words, on a thread of the old kind, one that isn’t loaded, and for a turn that is gone', async () => {
    const legacy = await threadOf(['one'], 'legacy')
    const revert = (threadId: string, beforeTurnId: string) =>
      codex.request('thread/revert', { threadId, beforeTurnId })
    await expect(revert(legacy.threadId, legacy.at(0))).rejects.toThrow('only supports paginated threads')
    const { threadId, at } = await threadOf(['one', 'two'])
    await revert(threadId, at(1))
    await expect(revert(threadId, at(1))).rejects.toThrow(`turn not found: ${at(1)}`)
    await codex.close()
    codex = await scene.reopen()
    await expect(revert(threadId, at(0))).rejects.toThrow(`thread not found: ${threadId}`)
    await codex.request('thread/resume', { threadId, excludeTurns: true })
    await revert(threadId, at(0))
    expect(await turnsOf(threadId)).toEqual([])
  })
})
