// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { rowsOfThread } from '../../../../../renderer/features/chat/rows'
import { alwaysMounted } from '../../../../../renderer/features/chat/transcript'
import type { Item, TurnState } from '../../../../../renderer/stores/threads/model'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'

const turn = (id: string, itemIds: string[], live: string[] = []): TurnState => ({
  ...newTurn(id),
  items: itemIds.map((itemId): Item => ({ type: 'unknown', id: itemId })),
  live: new Set(live),
})

it('keeps ends of turns, what still grows and the newest rows in the page', () => {
  const rows = rowsOfThread([turn('a', ['1', '2']), turn('b', ['3', '4', '5', '6'], ['4'])])
  const kept = alwaysMounted(rows).map((at) => rows[at]?.key)
  expect(kept).toEqual(['a/:foot', 'b/4', 'b/5', 'b/6', 'b/:foot'])
})
