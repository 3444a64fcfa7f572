import { describe, expect, it } from 'vitest'
import { turnsOfPage, withNewestPage, withOlderPage, withRunning } from '../../../../../renderer/stores/threads/history'
import { withLocalTurn } from '../../../../../renderer/stores/threads/local-turns'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { delta, fresh, input, itemCompleted, itemsByType, reduceAll, started, turn, turnId } from '../samples'

const message = (id: string, text: string) => ({ type: 'agentMessage', id, ...itemsByType.agentMessage, text })
const ids = (state: ThreadState) => state.turns.map((one) => one.id)

describe('a page of turns', () => {
  it('comes newest first and is kept oldest first', () => {
    const page = turnsOfPage([
      turn('c', 'completed'),
      turn('b', 'failed', { error: { message: 'x' } }),
      null,
      {},
      turn('a', 'completed'),
    ])
    expect(page.map((one) => one.id)).toEqual(['a', 'b', 'c'])
    expect(page[1]?.error?.message).toBe('x')
    expect(turnsOfPage('nonsense')).toEqual([])
  })

  it('goes before what is there, without doubling', () => {
    const newest = withNewestPage(fresh(), turnsOfPage([turn('d', 'completed'), turn('c', 'completed')]), 'cursor')
    const all = withOlderPage(
      newest,
      turnsOfPage([turn('c', 'completed'), turn('b', 'completed'), turn('a', 'completed')]),
      null,
    )
    expect(ids(all)).toEqual(['a', 'b', 'c', 'd'])
    expect([newest.olderCursor, all.olderCursor]).toEqual(['cursor', null])
  })
})

describe('reading a thread anew', () => {
  it('keeps older pages, running turns and drawn ones', () => {
    const before = withLocalTurn(
      withOlderPage(
        withNewestPage(fresh(), turnsOfPage([turn('b', 'completed')]), 'x'),
        turnsOfPage([turn('a', 'completed')]),
        'older',
      ),
      'cid',
      input,
      5,
    )
    const after = withNewestPage(before, turnsOfPage([turn('c', 'completed'), turn('b', 'completed')]), 'y')
    expect(ids(after)).toEqual(['a', 'b', 'c', 'local:cid'])
    expect(after.olderCursor).toBe('older')
  })

  it('keeps the identity of items that did not change, and text that only this window saw', () => {
    const before = reduceAll([started(), itemCompleted(message('m', 'same')), delta('half', 'streamed so')])
    const page = turnsOfPage([turn(turnId, 'interrupted', { items: [message('m', 'same')] })])
    const after = withNewestPage(before, page, null)
    expect(after.turns[0]?.items[0]).toBe(before.turns[0]?.items[0])
    expect(after.turns[0]?.items[1]).toMatchObject({ text: 'streamed so' })
    expect(after.turns[0]?.status).toBe('interrupted')
    expect(after.turns[0]?.live.size).toBe(0)
  })

  it('believes an end it was told of over a page that still says "in progress"', () => {
    const before = withNewestPage(fresh(), turnsOfPage([turn(turnId, 'interrupted')]), null)
    expect(withNewestPage(before, turnsOfPage([turn(turnId, 'inProgress')]), null).turns[0]?.status).toBe('interrupted')
  })

  it('replaces the turns of a legacy thread, whose item ids change', () => {
    const legacy = { ...fresh(), thread: { historyMode: 'legacy' } as ThreadState['thread'] }
    const before = withNewestPage(
      legacy,
      turnsOfPage([turn(turnId, 'completed', { items: [message('item-1', 'x')] })]),
      null,
    )
    const after = withNewestPage(
      before,
      turnsOfPage([turn(turnId, 'completed', { items: [message('item-7', 'x')] })]),
      null,
    )
    expect(after.turns[0]?.items.map((item) => item.id)).toEqual(['item-7'])
  })

  it('drops a drawn message once the page has it', () => {
    const sent = { type: 'userMessage', id: 'u', clientId: 'cid', content: [] }
    const drawn = withLocalTurn(fresh(), 'cid', input, 5)
    const before = reduceAll([started()], drawn)
    const after = withNewestPage(before, turnsOfPage([turn(turnId, 'inProgress', { items: [sent] })]), null)
    expect(after.turns[0]?.items.map((item) => item.id)).toEqual(['u'])
  })
})

describe('which turn runs', () => {
  it('is the last one in progress of an active thread', () => {
    const state = withNewestPage(fresh(), turnsOfPage([turn('b', 'inProgress'), turn('a', 'completed')]), null)
    expect(withRunning(state, true).runningTurnId).toBe('b')
  })

  it('is none in an idle thread: what says "in progress" was cut by a crash', () => {
    const state = withNewestPage(fresh(), turnsOfPage([turn('b', 'inProgress')]), null)
    expect(withRunning(state, false)).toMatchObject({ runningTurnId: null, turns: [{ status: 'interrupted' }] })
  })
})
