// What is unread, as the sidebar's marks rely on it: Codex keeps it, and only an explicit call makes a thread read.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodexSession } from '../../support/codex-session'
import { httpError, neverEnds } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

describe('read and unread', () => {
  let scene: Scene
  let codex: CodexSession
  let threadId: string

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
    threadId = await codex.startThread()
  })
  afterAll(() => scene.end())

  const state = async () => {
    const { readStates } = await codex.request('thread/list', { modelProviders: [], useStateDbOnly: true })
    return readStates?.[threadId]
  }
  const mark = async (type: 'read' | 'unread', revision?: string) =>
    codex.request('thread/readState/update', {
      threadId,
      operation: { type },
      expectedRevision: revision ?? (await state())?.revision ?? '',
    })

  test('a finished turn makes the thread unread, and says so before the turn’s end', async () => {
    const { turn } = await codex.runTurn(threadId, 'first')
    const methods = codex.notifications.map(({ method }) => method)
    expect(methods.indexOf('thread/readState/changed')).toBeGreaterThan(-1)
    expect(methods.indexOf('thread/readState/changed')).toBeLessThan(methods.indexOf('turn/completed'))
    const changed = await codex.seen('thread/readState/changed', (params) => params.threadId === threadId)
    expect(changed.readState.firstUnread).toEqual({ type: 'turn', turnId: turn.id })
    expect(await state()).toEqual(changed.readState)
  })

  test('neither resuming nor reading it makes it read, only saying so', async () => {
    await codex.request('thread/read', { threadId })
    await codex.request('thread/turns/list', { threadId })
    expect((await state())?.firstUnread).not.toBeNull()
    await mark('read')
    expect((await state())?.firstUnread).toBeNull()
  })

  test('it can be marked as unread again', async () => {
    const { readState } = await mark('unread')
    expect(readState.firstUnread).toEqual({ type: 'threadStart' })
    await mark('read')
  })

  test('a stale revision is refused, so nothing unseen counts as read', async () => {
    const before = (await state())?.revision
    const { turn } = await codex.runTurn(threadId, 'second')
    await expect(mark('read', before)).rejects.toThrow('read state changed')
    expect((await state())?.firstUnread).toEqual({ type: 'turn', turnId: turn.id })
    await mark('read')
  })

  test('a failed turn is news, an interrupted one is not', async () => {
    scene.model.queue(neverEnds('half'))
    const stopped = await codex.startTurn(threadId, 'third')
    await codex.seen('item/agentMessage/delta', ({ delta }) => delta === 'half')
    await codex.request('turn/interrupt', { threadId, turnId: stopped })
    await codex.finished(stopped)
    expect((await state())?.firstUnread).toBeNull()

    scene.model.queue(httpError(400, 'no'))
    const { turn } = await codex.runTurn(threadId, 'fourth')
    expect(turn.status).toBe('failed')
    expect((await state())?.firstUnread).toEqual({ type: 'turn', turnId: turn.id })
  })

  test('the next server still knows, and takes the mark for a thread it hasn’t loaded', async () => {
    await codex.close()
    codex = await scene.reopen()
    expect((await state())?.firstUnread).toMatchObject({ type: 'turn' })
    await mark('read')
    expect((await state())?.firstUnread).toBeNull()
  })
})
