import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveRows } from '../../../../../renderer/features/inspector/live-rows'
import { countKinds, groupRows, nodesOf, rateOf, spanOf } from '../../../../../renderer/features/inspector/timeline'
import { forgetLive } from '../../../../../renderer/stores/threads/live-events'
import { captured, row, tokens, turnEvents } from './rows'

// The end of a request is timed by this window's clock.
beforeEach(() => {
  vi.useFakeTimers({ now: 8000, toFake: ['Date'] })
  forgetLive()
})
afterEach(() => void vi.useRealTimers())

const all = { hidden: new Set<never>(), text: '', shut: new Set<string>(), unfolded: new Set<string>() }

const groupRowsOf = (rows: Parameters<typeof groupRows>[0]) => groupRows(rows, true)

function liveGroups() {
  const rows = new LiveRows()
  rows.take(captured(turnEvents), 0)
  return groupRows(rows.rows, true)
}

describe('turns', () => {
  it('have totals: duration, tokens, items, outcome', () => {
    const [turn] = liveGroups()
    expect(turn).toMatchObject({
      number: 1,
      durationMs: 10_000,
      items: 3,
      status: 'completed',
      fromMs: 1000,
      toMs: 11_000,
    })
    expect(turn?.tokens?.total).toBe(120)
  })

  it('take in records without a turn while they run, not before and not after', () => {
    const groups = groupRowsOf([
      row(0),
      row(1, { turnId: 'a', kind: 'turn', status: 'running' }),
      row(2),
      row(3, { turnId: 'a', kind: 'turn', status: 'completed' }),
      row(4),
      row(5, { turnId: 'b' }),
      row(6, { turnId: 'a', kind: 'usage' }),
    ])
    expect(groups.map(({ turnId, number, rows }) => [turnId, number, rows.map(({ index }) => index)])).toEqual([
      [null, 0, [0]],
      ['a', 1, [1, 2, 3, 6]],
      [null, 0, [4]],
      ['b', 2, [5]],
    ])
  })

  it('go on after a begin that carries the outcome already', () => {
    const begun = row(0, { turnId: 'a', kind: 'turn', type: 'turn/started', status: 'completed' })
    expect(groupRowsOf([begun, row(1)])).toHaveLength(1)
  })

  it('are over when another follows, or the file is not written any more', () => {
    const begun = (index: number, turnId: string) =>
      row(index, { turnId, kind: 'turn', subtype: 'task_started', status: 'running' })
    const states = (running: boolean) => groupRows([begun(0, 'a'), begun(1, 'b')], running).map(({ status }) => status)
    expect(states(true)).toEqual([null, 'running'])
    expect(states(false)).toEqual([null, null])
  })

  it('count an answer once where a file records it twice', () => {
    const [turn] = groupRowsOf([
      row(0, { turnId: 'a', kind: 'usage', type: 'token_usage_record', tokens: tokens(100, 5) }),
      row(1, { turnId: 'a', kind: 'usage', subtype: 'token_count', tokens: tokens(100, 5) }),
      row(2, { turnId: 'a', kind: 'usage', type: 'token_usage_record', tokens: tokens(200, 5) }),
    ])
    expect(turn?.tokens?.total).toBe(310)
  })

  it('count items once, though a file tells each twice under two ids', () => {
    const told = row(1, { turnId: 'a', itemId: 'x' })
    const sent = [
      row(0, { turnId: 'a', itemId: 'msg_1', type: 'response_item' }),
      row(2, { turnId: 'a', itemId: 'c', type: 'response_item', kind: 'context' }),
    ]
    expect(groupRowsOf([...sent, told])[0]?.items).toBe(1)
    expect(groupRowsOf(sent)[0]?.items).toBe(1)
  })

  it('take their share of a sum that only grows, as old files tell it', () => {
    const sum = (index: number, turnId: string, total: number) =>
      row(index, { turnId, kind: 'usage', subtype: 'token_count', tokens: tokens(total, 0) })
    const totals = (rows: Parameters<typeof groupRows>[0]) =>
      groupRowsOf(rows).map((turn) => turn.tokens?.total ?? null)
    expect(totals([sum(0, 'a', 100), sum(1, 'a', 250), sum(2, 'b', 300), sum(3, 'c', 20)])).toEqual([250, 50, 20])
    // The beginning was let go: what the first turn added is not known.
    expect(totals([sum(7, 'a', 250), sum(8, 'b', 300)])).toEqual([null, 50])
  })

  it('survive records without times and clocks that run backwards', () => {
    const [turn] = groupRowsOf([
      row(0, { turnId: 'a', atMs: null }),
      row(1, { turnId: 'a', atMs: 9 }),
      row(2, { turnId: 'a', atMs: 3 }),
    ])
    expect(turn).toMatchObject({ fromMs: 3, toMs: 9, durationMs: 6 })
  })
})

describe('spans', () => {
  it('lie after a begin and before an end', () => {
    expect(spanOf(row(2, { type: 'item/started', durationMs: 500 }))).toEqual({ fromMs: 2000, toMs: 2500 })
    expect(spanOf(row(2, { subtype: 'item_completed', durationMs: 500 }))).toEqual({ fromMs: 1500, toMs: 2000 })
    expect(spanOf(row(2, { type: 'item/fileChange/requestApproval', durationMs: 1 }))?.fromMs).toBe(2000)
    expect(spanOf(row(2, { atMs: null }))).toBeNull()
  })
})

describe('the list', () => {
  it('folds the deltas of a text into one line with count and rate, and unfolds them', () => {
    const groups = liveGroups()
    const fold = nodesOf(groups, all).find((node) => node.type === 'fold')
    expect(fold?.type === 'fold' && fold.rows).toHaveLength(3)
    expect(rateOf(fold?.type === 'fold' ? fold.rows : [])).toBe(3)
    const unfolded = nodesOf(groups, { ...all, unfolded: new Set([fold?.key ?? '']) })
    expect(unfolded.filter((node) => node.type === 'row' && node.level === 3)).toHaveLength(3)
  })

  it('leaves out hidden kinds, and turns of which nothing is left', () => {
    const groups = groupRowsOf([row(0, { turnId: 'a', kind: 'delta' }), row(1, { turnId: 'b', kind: 'bad' })])
    const nodes = nodesOf(groups, { ...all, hidden: new Set(['delta' as const]) })
    expect(nodes.map(({ key }) => key)).toEqual(['turn:b', 'row:1'])
  })

  it('finds words in labels and types, in any case', () => {
    const groups = groupRowsOf([row(0, { label: 'npm TEST' }), row(1, { subtype: 'token_count' }), row(2)])
    const keys = (text: string) =>
      nodesOf(groups, { ...all, text }).flatMap((node) => (node.type === 'row' ? [node.key] : []))
    expect(keys(' test ')).toEqual(['row:0'])
    expect(keys('TOKEN')).toEqual(['row:1'])
    expect(keys('.*')).toEqual([])
  })

  it('shuts a turn', () => {
    const groups = groupRowsOf([row(0, { turnId: 'a' })])
    expect(nodesOf(groups, { ...all, shut: new Set(['turn:a']) })).toHaveLength(1)
  })

  it('is put together fast enough for what is kept of a stream', () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => row(at, { turnId: `t${at >> 6}`, itemId: `i${at >> 2}` }))
    const begun = performance.now()
    nodesOf(groupRows(rows, true), { ...all, text: 'record' })
    expect(performance.now() - begun).toBeLessThan(1500)
  })
})

it('counts the kinds that are there', () => {
  expect([...countKinds([row(0), row(1, { kind: 'bad' }), row(2)])]).toEqual([
    ['other', 2],
    ['bad', 1],
  ])
})
