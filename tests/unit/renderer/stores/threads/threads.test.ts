// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { fakeDeck } from '../fake-deck'
import { codexThread, event, input, note, projectId, threadId, turn } from '../samples'
import { acts, open, openable, resumed, useEmptyStores } from './thread-stage'

useEmptyStores()

describe('other acts', () => {
  it('archive leaves the thread, rename shows the name, fork opens the copy', async () => {
    fakeDeck({
      'thread/resume': resumed(),
      'thread/list': { data: [codexThread(threadId)], nextCursor: null },
      'thread/fork': resumed({ thread: codexThread('copy') }),
      'thread/turns/list': { data: [turn('a', 'completed')], nextCursor: null },
    })
    await acts().refreshList(projectId)
    await acts().openThread(projectId, threadId)
    await acts().rename(projectId, threadId, 'Better')
    expect([open()?.title, acts().lists[projectId]?.summaries[0]?.title]).toEqual(['Better', 'Better'])
    expect(await acts().fork(projectId, threadId, { through: 'a' })).toEqual({ ok: true, value: { threadId: 'copy' } })
    expect(acts().threads['copy']?.turns.map((one) => one.id)).toEqual(['a'])
    expect(useProjects.getState().activeThreadId[projectId]).toBe('copy')
    await acts().archive(projectId, 'copy')
    expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
  })

  it('revert drops a turn and what came after it, and reads what is left', async () => {
    let isReverted = false
    const deck = fakeDeck({
      'thread/resume': resumed(),
      'thread/read': { thread: codexThread(threadId) },
      'thread/revert': () => {
        isReverted = true
        return { thread: codexThread(threadId) }
      },
      'thread/turns/list': () => ({
        data: isReverted ? [turn('a', 'completed')] : [turn('b', 'completed'), turn('a', 'completed')],
        nextCursor: null,
      }),
    })
    await acts().openThread(projectId, threadId)
    expect(await acts().revert(threadId, 'b')).toMatchObject({ ok: true })
    expect(deck.of('thread/revert')).toEqual([{ threadId, beforeTurnId: 'b' }])
    expect(open()?.turns.map((one) => one.id)).toEqual(['a'])
  })

  it('a copy on the side can only read, is kept out of the list and is not selected', async () => {
    const deck = fakeDeck({
      ...openable,
      'thread/fork': resumed({ thread: codexThread('aside', { ephemeral: true }) }),
    })
    await acts().openThread(projectId, threadId)
    useProjects.getState().selectThread(projectId, threadId)
    expect(await acts().forkAside(projectId, threadId)).toEqual({ ok: true, value: { threadId: 'aside' } })
    expect(deck.of('thread/fork')[0]).toMatchObject({ ephemeral: true, sandbox: 'read-only', approvalPolicy: 'never' })
    expect(acts().lists[projectId]?.summaries ?? []).toEqual([])
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
  })

  it('a chat that is deleted while it is open says so', async () => {
    fakeDeck(openable)
    await acts().openThread(projectId, threadId)
    acts().receive([event(note('thread/deleted', { threadId }))])
    expect(open()).toMatchObject({ loading: 'failed', problem: { code: 'thread.gone' } })
  })

  it('answer with an error for a thread that is not open', async () => {
    fakeDeck()
    for (const result of await Promise.all([
      acts().compact('x'),
      acts().review('x', { type: 'uncommittedChanges' }),
      acts().setGoal('x', 'g'),
      acts().steer('x', input),
      acts().queue('x', input),
    ]))
      expect(result).toMatchObject({ ok: false, error: { code: 'thread.not-open' } })
  })
})
