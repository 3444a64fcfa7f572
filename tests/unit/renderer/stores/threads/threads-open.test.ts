// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, delta, event, input, projectId, started, threadId, turn, turnId } from '../samples'
import { acts, open, openable, resumed, useEmptyStores } from './thread-stage'

useEmptyStores()

describe('opening a thread', () => {
  it('reads its newest page while it resumes it without turns', async () => {
    const deck = fakeDeck({ ...openable, 'thread/queue/list': { data: [] } })
    const opening = acts().openThread(projectId, threadId)
    expect(open()?.loading).toBe('opening')
    await opening
    expect(deck.of('thread/resume')[0]).toMatchObject({ threadId, excludeTurns: true })
    // Read before the resume is answered, and not again after it.
    expect(deck.of('thread/turns/list')).toEqual([{ threadId, limit: 10, sortDirection: 'desc', itemsView: 'full' }])
    expect(open()).toMatchObject({
      loading: 'none',
      title: 'First words',
      model: 'gpt-6',
      effort: 'low',
      preset: 'ask',
      olderCursor: 'older',
      readOnlyReason: null,
    })
    expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b'])
    await acts().openThread(projectId, threadId)
    expect(deck.of('thread/resume')).toHaveLength(1)
  })

  it('draws the newest turns before the resume is answered', async () => {
    const answer = later()
    fakeDeck({ ...openable, 'thread/resume': () => answer.promise })
    const opening = acts().openThread(projectId, threadId)
    await vi.waitFor(() => expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b']))
    expect(open()?.loading).toBe('opening')
    answer.settle(resumed())
    await opening
    expect(open()?.loading).toBe('none')
  })

  it('reads the page again after the resume of a thread that was never resumed here', async () => {
    let isResumed = false
    const deck = fakeDeck({
      'thread/resume': () => {
        isResumed = true
        return resumed()
      },
      'thread/turns/list': () => ({ data: isResumed ? [turn('a', 'completed')] : [], nextCursor: null }),
    })
    await acts().openThread(projectId, threadId)
    expect(open()?.turns.map((one) => one.id)).toEqual(['a'])
    expect(deck.of('thread/turns/list')).toHaveLength(2)
  })

  it('reads a thread of the archive, which cannot be resumed', async () => {
    fakeDeck({
      ...openable,
      'thread/resume': refusal(`session ${threadId} is archived. Run \`codex unarchive\` to restore it`),
      'thread/read': { thread: codexThread(threadId) },
    })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({
      loading: 'none',
      archived: true,
      readOnlyReason: null,
      turns: [{ id: 'a' }, { id: 'b' }],
    })
  })

  it('says in words that a thread is gone', async () => {
    fakeDeck({ 'thread/resume': refusal('no rollout found for thread id x') })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'failed', problem: { code: 'thread.gone' } })
  })

  it('reads it only when another process writes in it', async () => {
    const deck = fakeDeck({
      'thread/resume': refusal('thread x already has an active writer'),
      'thread/read': { thread: codexThread(threadId) },
      'thread/turns/list': { data: [turn('a', 'completed')], nextCursor: null },
    })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'none', turns: [{ id: 'a' }] })
    expect(open()?.readOnlyReason).toContain('Another Codex')
    expect(await acts().send(projectId, threadId, input)).toMatchObject({
      ok: false,
      error: { code: 'thread.read-only' },
    })
    expect(deck.of('turn/start')).toEqual([])
  })

  it('says why it failed and can be tried again', async () => {
    let broken = true
    fakeDeck({ 'thread/resume': () => (broken ? refusal('out of order') : resumed()) })
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'failed', problem: { message: 'out of order' } })
    broken = false
    await acts().openThread(projectId, threadId)
    expect(open()).toMatchObject({ loading: 'none', problem: null })
  })

  it('takes a running turn over, with what streams meanwhile', async () => {
    const page = later()
    fakeDeck({
      'thread/resume': () => page.promise,
      'thread/turns/list': { data: [turn(turnId, 'inProgress')], nextCursor: null },
    })
    const opening = acts().openThread(projectId, threadId)
    acts().receive([event(started()), event(delta('m', 'live'))])
    page.settle(
      resumed({
        thread: codexThread(threadId, { status: { type: 'active', activeFlags: [] } }),
      }),
    )
    await opening
    expect(open()).toMatchObject({ runningTurnId: turnId, turns: [{ id: turnId, items: [{ text: 'live' }] }] })
  })

  it('loads older turns on demand', async () => {
    const deck = fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    await acts().loadOlder(threadId)
    expect(deck.of('thread/turns/list')[1]).toMatchObject({ cursor: 'older', sortDirection: 'desc' })
    expect(open()?.turns.map((one) => one.id)).toEqual(['z', 'a', 'b'])
    await acts().loadOlder(threadId)
    expect(deck.of('thread/turns/list')).toHaveLength(2)
  })

  it('loads older turns until one far up is there, and says when it never comes', async () => {
    const deck = fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    expect(await acts().loadUntil(threadId, 'b', new AbortController().signal)).toBe(true)
    expect(deck.of('thread/turns/list')).toHaveLength(1)
    expect(await acts().loadUntil(threadId, 'z', new AbortController().signal)).toBe(true)
    expect(await acts().loadUntil(threadId, 'nowhere', new AbortController().signal)).toBe(false)
  })

  it('stops loading older turns when it is told to', async () => {
    fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    expect(await acts().loadUntil(threadId, 'z', AbortSignal.abort())).toBe(false)
    expect(open()?.turns.map((one) => one.id)).toEqual(['a', 'b'])
  })

  it('lets go of threads that nobody looks at', async () => {
    fakeDeck({
      'thread/resume': (params: Record<string, unknown>) =>
        resumed({ thread: codexThread(String(params['threadId'])) }),
    })
    for (let number = 0; number < 12; number += 1) await acts().openThread(projectId, `t${number}`)
    expect(Object.keys(acts().threads)).toEqual(['t6', 't7', 't8', 't9', 't10', 't11'])
  })
})
