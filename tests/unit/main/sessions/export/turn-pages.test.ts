import { describe, expect, it } from 'vitest'
import type { Turn } from '@protocol/v2/Turn'
import { turnsOldestFirst } from '../../../../../main/sessions/export/turn-pages'
import { turn } from './samples'

const named = (...ids: string[]): Turn[] => ids.map((id) => turn([], { id }))

describe('all turns of a thread', () => {
  const read = async (pages: Record<string, { data: Turn[]; nextCursor: string | null }>) => {
    const asked: unknown[] = []
    const ids: string[] = []
    const turns = turnsOldestFirst('thread', async (params) => {
      asked.push(params)
      return { ...(pages[params.cursor ?? 'first'] ?? { data: [], nextCursor: null }), backwardsCursor: null }
    })
    for await (const { id } of turns) ids.push(id)
    return { ids, asked }
  }

  it('come page by page, oldest first and in full', async () => {
    const { ids, asked } = await read({
      first: { data: named('1', '2'), nextCursor: 'b' },
      b: { data: named('3'), nextCursor: null },
    })
    expect(ids).toEqual(['1', '2', '3'])
    expect(asked).toMatchObject([
      { threadId: 'thread', cursor: null, sortDirection: 'asc', itemsView: 'full' },
      { cursor: 'b' },
    ])
  })

  it('come once each, though pages overlap or a cursor leads in a circle', async () => {
    const overlap = {
      first: { data: named('1', '2'), nextCursor: 'b' },
      b: { data: named('2', '3'), nextCursor: null },
    }
    expect((await read(overlap)).ids).toEqual(['1', '2', '3'])
    const circle = { first: { data: named('1'), nextCursor: 'b' }, b: { data: named('1'), nextCursor: 'b' } }
    expect((await read(circle)).ids).toEqual(['1'])
  })
})
