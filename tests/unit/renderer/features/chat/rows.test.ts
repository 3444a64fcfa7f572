// The transcript's rows: order, grouping of quiet commands, one foot per turn.
import { describe, expect, it } from 'vitest'
import { exploredWords, isExploration, rowsOfThread } from '../../../../../renderer/features/chat/rows'
import type { Item, ItemOf, TurnState } from '../../../../../renderer/stores/threads/model'
import { sampleItems } from './items/sample-items'

const turn = (items: Item[], part: Partial<TurnState> = {}): TurnState => ({
  id: 'turn',
  status: 'completed',
  error: null,
  startedAtMs: 0,
  durationMs: 1,
  items,
  live: new Set(),
  retry: null,
  plan: null,
  diff: null,
  ...part,
})
const look = (id: string, type: 'read' | 'search' = 'read'): ItemOf<'commandExecution'> => ({
  ...sampleItems.commandExecution,
  id,
  commandActions: [
    type === 'read'
      ? { type, command: 'cat a', name: 'a', path: '/a' }
      : { type, command: 'rg a', query: 'a', path: null },
  ],
})
const kinds = (turns: TurnState[]) => rowsOfThread(turns).map((row) => row.kind)

describe('the rows of a thread', () => {
  it('end every turn with its foot, and say which turn is the last', () => {
    const rows = rowsOfThread([turn([sampleItems.userMessage]), turn([], { id: 'second' })])
    expect(rows.map((row) => row.kind)).toEqual(['item', 'foot', 'foot'])
    expect(rows.flatMap((row) => (row.kind === 'foot' ? [row.last] : []))).toEqual([false, true])
  })

  it('gather look-around commands that follow one another', () => {
    expect(kinds([turn([look('a'), look('b', 'search'), sampleItems.agentMessage, look('c')])])).toEqual([
      'exploration',
      'item',
      'item',
      'foot',
    ])
  })

  it('keep a running or failed look-around command to itself', () => {
    const failed = { ...look('b'), exitCode: 1 }
    expect(kinds([turn([look('a'), failed])])).toEqual(['item', 'item', 'foot'])
    expect(kinds([turn([look('a'), look('b')], { live: new Set(['b']) })])).toEqual(['item', 'item', 'foot'])
  })

  it('leave out reasoning without a word', () => {
    expect(kinds([turn([{ ...sampleItems.reasoning, summary: [' '], content: [] }])])).toEqual(['foot'])
  })

  it('show the step list of a turn before its foot', () => {
    const plan = {
      threadId: 't',
      turnId: 'turn',
      explanation: null,
      plan: [{ step: 'One', status: 'pending' as const }],
    }
    expect(kinds([turn([], { plan })])).toEqual(['plan', 'foot'])
  })

  it('place a notice in its turn, or at the end when it has none', () => {
    const notice = (id: string, turnId: string | null) => ({
      id,
      level: 'warning' as const,
      message: id,
      detail: null,
      turnId,
    })
    const rows = rowsOfThread([turn([]), turn([], { id: 'second' })], [notice('late', null), notice('early', 'turn')])
    expect(rows.map((row) => (row.kind === 'notice' ? row.notice.id : row.kind))).toEqual([
      'early',
      'foot',
      'foot',
      'late',
    ])
  })

  it('have keys of their own', () => {
    const keys = rowsOfThread([turn([look('a'), look('b'), sampleItems.agentMessage])]).map((row) => row.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('exploration', () => {
  it('is a finished command that only looks', () => {
    expect(isExploration(look('a'))).toBe(true)
    expect(isExploration(sampleItems.commandExecution)).toBe(false)
    expect(isExploration({ ...look('a'), status: 'inProgress' })).toBe(false)
  })

  it('is counted in words', () => {
    expect(exploredWords([look('a'), look('b'), look('c', 'search')])).toBe('Read 2 files, searched 1 time')
  })
})
