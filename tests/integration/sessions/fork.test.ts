// Forking from a turn, and the side question: a fork that Codex keeps nowhere.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemOf, type CodexSession } from '../../support/codex-session'
import { neverEnds, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('a fork', () => {
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

  const at = (index: number): string => turns[index] ?? ''
  const turnsOf = async (id: string) =>
    (await codex.request('thread/turns/list', { threadId: id, sortDirection: 'asc' })).data.map((turn) => turn.id)
  const seenByModel = () => scene.model.requests.at(-1)?.input.map(({ text }) => text) ?? []

  test('through a turn has that turn, before a turn has not, both under the same turn ids', async () => {
    await codex.request('thread/name/set', { threadId, name: 'The original' })
    const through = await codex.request('thread/fork', { threadId, lastTurnId: at(1), excludeTurns: true })
    const before = await codex.request('thread/fork', { threadId, beforeTurnId: at(1), excludeTurns: true })
    expect(await turnsOf(through.thread.id)).toEqual([at(0), at(1)])
    expect(await turnsOf(before.thread.id)).toEqual([at(0)])
    expect(through.thread).toMatchObject({ forkedFromId: threadId, name: 'The original', ephemeral: false })
    expect(await turnsOf(threadId)).toEqual(turns)
  })

  test('of a thread in mid-turn is taken from a finished turn only', async () => {
    scene.model.queue(neverEnds('going on'))
    const running = await codex.startTurn(threadId, 'question 4')
    await codex.seen('item/agentMessage/delta', ({ delta }) => delta === 'going on')
    const fork = (lastTurnId: string) => codex.request('thread/fork', { threadId, lastTurnId, excludeTurns: true })
    await expect(fork(running)).rejects.toThrow('in-progress turn')
    const { thread } = await fork(at(2))
    expect(await turnsOf(thread.id)).toEqual(turns)
    await codex.request('turn/interrupt', { threadId, turnId: running })
    await codex.finished(running)
  })

  test('rests on its source: that one can’t be deleted while the fork is there', async () => {
    const source = await codex.startThread()
    await codex.runTurn(source, 'at first')
    const { thread } = await codex.request('thread/fork', { threadId: source, excludeTurns: true })
    await codex.runTurn(thread.id, 'in the fork')
    const remove = (id: string) => codex.request('thread/delete', { threadId: id })
    await expect(remove(source)).rejects.toThrow('forked history still references it')
    await remove(thread.id)
    await remove(source)
    await expect(codex.request('thread/read', { threadId: source })).rejects.toThrow('thread not loaded')
  })

  test('of a turn that isn’t there is refused in words', async () => {
    const gone = '01890000-0000-7000-8000-000000000000'
    const fork = codex.request('thread/fork', { threadId, lastTurnId: gone, excludeTurns: true })
    await expect(fork).rejects.toThrow(`turn not found: ${gone}`)
  })

  test('that is ephemeral knows the history and leaves nothing, neither on disk nor in a list', async () => {
    const params = { threadId, lastTurnId: at(2), excludeTurns: true, ephemeral: true }
    const { thread } = await codex.request('thread/fork', params)
    expect(thread).toMatchObject({ ephemeral: true, path: null, forkedFromId: threadId })
    scene.model.queue(say('just between us'))
    const { items } = await codex.runTurn(thread.id, 'a side question')
    expect(itemOf(items, 'agentMessage').text).toBe('just between us')
    expect(seenByModel()).toContain('answer 3')

    const { data } = await codex.request('thread/list', { modelProviders: [] })
    expect(data.map(({ id }) => id)).not.toContain(thread.id)
    await codex.request('thread/unsubscribe', { threadId: thread.id })
    await codex.close()
    expect(filesNaming(scene.home.codexHome, ['question 1'])).not.toEqual([])
    expect(filesNaming(scene.home.codexHome, ['a side question', 'just between us'])).toEqual([])
    codex = await scene.reopen()
    const resume = codex.request('thread/resume', { threadId: thread.id, excludeTurns: true })
    await expect(resume).rejects.toThrow(`no rollout found for thread id ${thread.id}`)
    expect(await turnsOf(threadId)).toEqual(expect.arrayContaining(turns))
  })
})

/** Files below a folder that hold one of the texts, databases included. */
function filesNaming(folder: string, texts: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path)
      return texts.some((text) => content.includes(text))
    })
}
