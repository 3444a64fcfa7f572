// Reading a long thread backwards, page by page, without loading it; jumping into its middle. Both kinds of history.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadTurnsListParams } from '@protocol/v2/ThreadTurnsListParams'
import type { CodexSession } from '../../support/codex-session'
import { say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

const COUNT = 7

describe.each(['paginated', 'legacy'] as const)('paging a %s thread', (historyMode) => {
  let scene: Scene
  let codex: CodexSession
  let threadId: string
  const turns: string[] = []

  beforeAll(async () => {
    scene = await setScene()
    threadId = await scene.codex.startThread({ historyMode })
    for (let number = 0; number < COUNT; number += 1) {
      scene.model.queue(say(`answer ${number}`))
      turns.push((await scene.codex.runTurn(threadId, `question ${number}`)).turn.id)
    }
    await scene.codex.close()
    // Another server: nothing is loaded in it.
    codex = await scene.reopen()
  })
  afterAll(() => scene.end())

  const page = (params: Partial<ThreadTurnsListParams>) => codex.request('thread/turns/list', { threadId, ...params })

  test('backwards by cursor gives every turn once, newest first, without resuming', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const answer: Awaited<ReturnType<typeof page>> = await page({ limit: 3, cursor, itemsView: 'full' })
      expect(answer.data.length).toBeLessThanOrEqual(3)
      seen.push(...answer.data.map(({ id }) => id))
      cursor = answer.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(turns.toReversed())
  })

  test('the way back towards the newest begins with the turn it left from', async () => {
    const newest = await page({ limit: 2 })
    const older = await page({ limit: 2, cursor: newest.nextCursor })
    const back = await page({ limit: 3, cursor: older.backwardsCursor, sortDirection: 'asc' })
    expect(back.data.map(({ id }) => id)).toEqual(turns.slice(4, 7))
    expect(older.data[0]?.id).toBe(turns[4])
  })

  test('resuming can bring the newest page along', async () => {
    const initialTurnsPage = { limit: 2, itemsView: 'full' as const }
    const answer = await codex.request('thread/resume', { threadId, excludeTurns: true, initialTurnsPage })
    expect(answer.thread.turns).toEqual([])
    expect(answer.initialTurnsPage?.data.map(({ id }) => id)).toEqual([turns[6], turns[5]])
    const older = await page({ limit: 2, cursor: answer.initialTurnsPage?.nextCursor ?? null })
    expect(older.data.map(({ id }) => id)).toEqual([turns[4], turns[3]])
  })

  test('the summary has the question and the last answer, enough for an outline', async () => {
    const { data } = await page({ limit: 100, itemsView: 'summary', sortDirection: 'asc' })
    expect(data).toHaveLength(COUNT)
    expect(data[4]?.items).toMatchObject([
      { type: 'userMessage', content: [{ type: 'text', text: 'question 4' }] },
      { type: 'agentMessage', text: 'answer 4' },
    ])
  })

  test('items come by themselves only where the history is paginated', async () => {
    const items = codex.request('thread/items/list', { threadId, limit: 100 })
    if (historyMode === 'legacy') await expect(items).rejects.toThrow('not supported')
    else expect((await items).data).toHaveLength(2 * COUNT)
  })

  test('what was said is found, and the hit’s cursor opens the thread there, both ways', async () => {
    const search = codex.request('thread/searchOccurrences', { threadId, searchTerm: 'QUESTION 3' })
    if (historyMode === 'legacy') {
      await expect(search).rejects.toThrow('not supported')
      return
    }
    const { data } = await search
    expect(data.map(({ turnId }) => turnId)).toEqual([turns[3]])
    const { snippet, snippetMatchRange, turnCursor } = data[0] ?? { snippet: '', turnCursor: '' }
    expect(snippet.slice(snippetMatchRange?.start, snippetMatchRange?.end)).toBe('question 3')
    const later = await page({ cursor: turnCursor, sortDirection: 'asc', limit: 2 })
    const earlier = await page({ cursor: turnCursor, sortDirection: 'desc', limit: 2 })
    expect(later.data.map(({ id }) => id)).toEqual([turns[3], turns[4]])
    expect(earlier.data.map(({ id }) => id)).toEqual([turns[3], turns[2]])
  })
})
