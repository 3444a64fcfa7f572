// The row that a place is in, and what has to be unfolded there.
import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../../../renderer/features/chat/reveal'
import { rowsOfThread } from '../../../../../renderer/features/chat/rows'
import type { ItemOf } from '../../../../../renderer/stores/threads/model'
import type { GoTo } from '../../../../../renderer/stores/app/ui'
import { sampleItems } from './items/sample-items'
import { asked, said, turnOf } from './sample-turns'

const look = (id: string, output = ''): ItemOf<'commandExecution'> => ({
  ...sampleItems.commandExecution,
  id,
  aggregatedOutput: output,
  commandActions: [{ type: 'read', command: 'cat a', name: 'a', path: '/a' }],
})
const notice = { id: 'n', level: 'info' as const, message: 'needle', detail: null, turnId: 'two' }

/** 0 item, 1 foot | 2 item, 3 exploration, 4 item, 5 notice, 6 foot */
const rows = rowsOfThread(
  [
    turnOf('one', [asked('a', 'a needle')]),
    turnOf('two', [asked('b', 'hello'), look('l1'), look('l2', 'one needle'), said('c', 'needle again')]),
  ],
  [notice],
)
const goTo = (part: Partial<GoTo>): GoTo => ({ threadId: 't', turnId: null, itemId: null, text: null, ...part })

describe('the place in a transcript', () => {
  it('of an item is its row', () => {
    expect(placeOf(rows, goTo({ turnId: 'two', itemId: 'c' }))).toEqual({ index: 4, open: ['c'] })
  })

  it('of an item in a run of quiet commands opens the run and the command', () => {
    expect(placeOf(rows, goTo({ itemId: 'l2' }))).toEqual({ index: 3, open: ['explored/l1', 'l2'] })
    expect(placeOf(rows, goTo({ itemId: 'l1' }))).toEqual({ index: 3, open: ['explored/l1', 'l1'] })
  })

  it('of a turn is its first row, with nothing opened', () => {
    expect(placeOf(rows, goTo({ turnId: 'two' }))).toEqual({ index: 2, open: [] })
  })

  it('of words in a turn is the first row of the turn that has them, not of the turn before', () => {
    expect(placeOf(rows, goTo({ turnId: 'two', text: 'NEEDLE' }))).toEqual({ index: 3, open: ['explored/l1', 'l2'] })
    expect(placeOf(rows, goTo({ turnId: 'two', text: 'again' }))).toEqual({ index: 4, open: ['c'] })
  })

  it('of words that the turn does not have is the beginning of the turn, not a later turn', () => {
    expect(placeOf(rows, goTo({ turnId: 'one', text: 'again' }))).toEqual({ index: 0, open: [] })
    expect(placeOf(rows, goTo({ turnId: 'two', text: ' ' }))).toEqual({ index: 2, open: [] })
  })

  it('of an item that has gone is looked for by the words in its turn', () => {
    expect(placeOf(rows, goTo({ turnId: 'two', itemId: 'gone', text: 'again' }))).toEqual({ index: 4, open: ['c'] })
    expect(placeOf(rows, goTo({ turnId: 'two', itemId: 'gone' }))).toEqual({ index: 2, open: [] })
  })

  it('is nowhere when neither the turn nor the item is here', () => {
    expect(placeOf(rows, goTo({ turnId: 'gone', text: 'needle' }))).toBeNull()
    expect(placeOf(rows, goTo({ itemId: 'gone' }))).toBeNull()
    expect(placeOf(rows, goTo({ text: 'needle' }))).toBeNull()
    expect(placeOf([], goTo({ turnId: 'one' }))).toBeNull()
  })

  it('of a turn without an item is its foot', () => {
    expect(placeOf(rowsOfThread([turnOf('bare')]), goTo({ turnId: 'bare', text: 'x' }))).toEqual({ index: 0, open: [] })
  })
})
