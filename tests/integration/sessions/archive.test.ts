// Archiving, bringing back, deleting, and what Codex says of an id that is no more: the app's texts rest on these words.
import { existsSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodexSession } from '../../support/codex-session'
import { neverEnds } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

const NEVER = '01890000-0000-7000-8000-000000000000'

describe('archive and delete', () => {
  let scene: Scene
  let codex: CodexSession

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
  })
  afterAll(() => scene.end())

  const made = async (question: string): Promise<string> => {
    const threadId = await codex.startThread()
    await codex.runTurn(threadId, question)
    return threadId
  }
  const listed = async (archived: boolean) =>
    (await codex.request('thread/list', { modelProviders: [], archived })).data.map(({ id }) => id)
  const pathOf = async (threadId: string) => (await codex.request('thread/read', { threadId })).thread.path ?? ''
  const resume = (threadId: string) => codex.request('thread/resume', { threadId, excludeTurns: true })

  test('an archived thread moves its file, leaves the list, and can still be read', async () => {
    const threadId = await made('to be archived')
    await codex.request('thread/archive', { threadId })
    await codex.seen('thread/archived', (params) => params.threadId === threadId)
    expect(await listed(false)).not.toContain(threadId)
    expect(await listed(true)).toContain(threadId)
    expect(basename(dirname(await pathOf(threadId)))).toBe('archived_sessions')
    expect((await codex.request('thread/turns/list', { threadId })).data).toHaveLength(1)
    await expect(resume(threadId)).rejects.toThrow(`session ${threadId} is archived`)
    await expect(codex.request('thread/fork', { threadId, excludeTurns: true })).rejects.toThrow('is archived')

    await codex.request('thread/unarchive', { threadId })
    await codex.seen('thread/unarchived', (params) => params.threadId === threadId)
    expect(await listed(false)).toContain(threadId)
    expect(await listed(true)).not.toContain(threadId)
    await resume(threadId)
    expect((await codex.runTurn(threadId, 'back again')).turn.status).toBe('completed')
  })

  test('archiving twice, or bringing back what isn’t archived, is refused', async () => {
    const threadId = await made('twice')
    await codex.request('thread/archive', { threadId })
    await expect(codex.request('thread/archive', { threadId })).rejects.toThrow('no rollout found')
    await codex.request('thread/unarchive', { threadId })
    await expect(codex.request('thread/unarchive', { threadId })).rejects.toThrow('no archived rollout found')
  })

  test.each(['thread/archive', 'thread/delete'] as const)('%s ends a turn that runs', async (method) => {
    const threadId = await codex.startThread()
    scene.model.queue(neverEnds('half'))
    const turnId = await codex.startTurn(threadId, 'run')
    await codex.seen('item/agentMessage/delta', (params) => params.delta === 'half' && params.turnId === turnId)
    await codex.request(method, { threadId })
    expect((await codex.finished(turnId)).status).toBe('interrupted')
  })

  test('deleting takes the file away and says so for a loaded thread', async () => {
    const threadId = await made('to be deleted')
    const path = await pathOf(threadId)
    expect(existsSync(path)).toBe(true)
    await codex.request('thread/delete', { threadId })
    await codex.seen('thread/deleted', (params) => params.threadId === threadId)
    expect(existsSync(path)).toBe(false)
    expect(await listed(false)).not.toContain(threadId)
  })

  test('deleting works for a thread that isn’t loaded, and says so too', async () => {
    const threadId = await made('unloaded')
    await codex.close()
    codex = await scene.reopen()
    await codex.request('thread/delete', { threadId })
    await codex.seen('thread/deleted', (params) => params.threadId === threadId)
    expect(await listed(false)).not.toContain(threadId)
  })

  test('an id that is deleted or never was is answered the same, in words that tell', async () => {
    const deleted = await made('soon gone')
    await codex.request('thread/delete', { threadId: deleted })
    for (const threadId of [deleted, NEVER]) {
      const none = `no rollout found for thread id ${threadId}`
      await expect(resume(threadId)).rejects.toThrow(none)
      await expect(codex.request('thread/fork', { threadId, excludeTurns: true })).rejects.toThrow(none)
      await expect(codex.request('thread/delete', { threadId })).rejects.toThrow(none)
      await expect(codex.request('thread/archive', { threadId })).rejects.toThrow(none)
      await expect(codex.request('thread/name/set', { threadId, name: 'x' })).rejects.toThrow(none)
      const notLoaded = `thread not loaded: ${threadId}`
      await expect(codex.request('thread/read', { threadId })).rejects.toThrow(notLoaded)
      await expect(codex.request('thread/turns/list', { threadId })).rejects.toThrow(notLoaded)
      await expect(codex.startTurn(threadId, 'x')).rejects.toThrow(`thread not found: ${threadId}`)
    }
  })

  test('a rollout that somebody else removed is off the list at once', async () => {
    const threadId = await made('removed behind its back')
    const path = await pathOf(threadId)
    await codex.close()
    codex = await scene.reopen()
    expect(await listed(false)).toContain(threadId)
    rmSync(path)
    expect(await listed(false)).not.toContain(threadId)
    await expect(resume(threadId)).rejects.toThrow(`no rollout found for thread id ${threadId}`)
    await expect(codex.request('thread/turns/list', { threadId })).rejects.toThrow('missing source rollout')
  })
})
