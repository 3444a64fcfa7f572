import { describe, expect, it } from 'vitest'
import { isItem, isKnownItem, type ThreadState } from '../../../../../renderer/stores/threads/model'
import { reduce } from '../../../../../renderer/stores/threads/reduce'
import { completed, delta, itemCompleted, itemsByType, itemStarted, note, reduceAll, started, turnId } from '../samples'

const message = (id: string, text: string) => ({ type: 'agentMessage', id, ...itemsByType.agentMessage, text })

const command = (id: string, more: object) => ({
  type: 'commandExecution',
  id,
  ...itemsByType.commandExecution,
  ...more,
})

function texts(state: ThreadState): (string | undefined)[] {
  return state.turns.flatMap((one) => one.items.map((item) => (isItem(item, 'agentMessage') ? item.text : undefined)))
}

describe('items', () => {
  it.each(Object.entries(itemsByType))('of type %s start, complete and keep their place', (type, content) => {
    const item = { type, id: 'i', ...content }
    const running = reduceAll([started(), itemStarted(item), itemStarted(message('m', 'after'))])
    expect(running.turns[0]?.live.has('i')).toBe(true)
    const state = reduce(running, itemCompleted({ ...item, done: true }))
    expect(state.turns[0]?.items.map((one) => one.id)).toEqual(['i', 'm'])
    expect(state.turns[0]?.items[0]).toMatchObject({ ...item, done: true })
    expect(state.turns[0]?.items[0] && isKnownItem(state.turns[0].items[0])).toBe(true)
    expect(state.turns[0]?.live.has('i')).toBe(false)
  })

  it.each(Object.keys(itemsByType))('of type %s come through without any of their fields', (type) => {
    const state = reduceAll([started(), itemCompleted({ type, id: 'i' })])
    expect(state.turns[0]?.items[0]).toMatchObject({ type, id: 'i' })
  })

  it('with fields of another kind are mended', () => {
    const items = [
      { type: 'userMessage', id: 'a', content: 'text' },
      { type: 'reasoning', id: 'b', summary: [1, 'x'], content: null },
      { type: 'fileChange', id: 'c', changes: [null, { path: 3, diff: 'd' }] },
      { type: 'commandExecution', id: 'd', command: ['ls'], aggregatedOutput: 7 },
    ]
    const state = reduceAll([started(), ...items.map(itemCompleted)])
    expect(state.turns[0]?.items).toMatchObject([
      { content: [] },
      { summary: ['x'], content: [] },
      { changes: [{ path: '', diff: 'd', kind: { type: 'update' } }] },
      { command: '', aggregatedOutput: null },
    ])
  })

  it('of an unknown type are kept as they are', () => {
    const item = { type: 'hologram', id: 'h', beams: [1, 2] }
    const state = reduceAll([started(), itemStarted(item), itemCompleted({ ...item, beams: [] })])
    expect(state.turns[0]?.items).toEqual([{ ...item, beams: [] }])
    expect(isKnownItem(state.turns[0]?.items[0] ?? item)).toBe(false)
  })

  it('without an id or a type change nothing', () => {
    const state = reduceAll([started()])
    for (const item of [null, 3, [], {}, { id: 'x' }, { type: 'plan' }, { id: 1, type: 'plan' }])
      expect(reduce(state, itemStarted(item as object))).toBe(state)
  })

  it('may complete without having started', () => {
    expect(texts(reduceAll([started(), itemCompleted(message('m', 'x'))]))).toEqual(['x'])
    expect(texts(reduceAll([itemCompleted(message('m', 'x'))]))).toEqual(['x'])
  })

  it('that are finished keep their identity while another streams', () => {
    const before = reduceAll([started(), itemCompleted(message('a', 'x')), completed(), started('t2'), delta('b', 'y')])
    const after = reduceAll([note('item/agentMessage/delta', { turnId: 't2', itemId: 'b', delta: 'z' })], before)
    expect(after.turns[0]).toBe(before.turns[0])
    expect(after.turns[0]?.items[0]).toBe(before.turns[0]?.items[0])
  })

  it('that came twice are there once', () => {
    const state = reduceAll([
      started(),
      itemStarted(message('m', '')),
      itemStarted(message('m', '')),
      delta('m', 'x'),
      itemStarted(message('m', '')),
    ])
    expect(texts(state)).toEqual(['x'])
    const done = reduceAll(
      [itemCompleted(message('m', 'x!')), itemCompleted(message('m', 'x!')), itemStarted(message('m', ''))],
      state,
    )
    expect(texts(done)).toEqual(['x!'])
    expect(done.turns[0]?.live.size).toBe(0)
  })

  it('that were half said when the person steered are not live any more; a command is', () => {
    const state = reduceAll([
      started(),
      itemStarted(command('c', { status: 'inProgress' })),
      delta('m', 'half'),
      itemStarted({ type: 'userMessage', id: 'u', clientId: 'x', content: [] }),
    ])
    expect([...(state.turns[0]?.live ?? [])]).toEqual(['c', 'u'])
    expect(texts(state)[1]).toBe('half')
  })

  it('that finished take no further delta', () => {
    const done = reduceAll([started(), itemCompleted(message('m', 'Hello'))])
    expect(reduce(done, delta('m', ' again'))).toBe(done)
  })
})

describe('deltas', () => {
  it('before item/started make the item, and its start takes nothing away', () => {
    const state = reduceAll([started(), delta('m', 'Hel'), itemStarted(message('m', '')), delta('m', 'lo')])
    expect(texts(state)).toEqual(['Hello'])
  })

  it('before turn/started make the turn', () => {
    const state = reduceAll([delta('m', 'x'), started()])
    expect(state.turns).toHaveLength(1)
    expect(texts(state)).toEqual(['x'])
    expect(state.runningTurnId).toBe(turnId)
  })

  it('are appended as they are: no overlap is guessed', () => {
    expect(texts(reduceAll([started(), delta('m', 'hel'), delta('m', 'lo'), delta('m', 'lo')]))).toEqual(['hellolo'])
  })

  it('joined by main give the same as one by one', () => {
    const words = ['a ', 'b\n', '', '👍', 'c']
    expect(texts(reduceAll([started(), delta('m', words.join(''))]))).toEqual(
      texts(reduceAll([started(), ...words.map((word) => delta('m', word))])),
    )
  })

  it('of reasoning go to their part, whatever the order of parts', () => {
    const summary = (text: string, summaryIndex: number) =>
      delta('r', text, 'item/reasoning/summaryTextDelta', { summaryIndex })
    const state = reduceAll([
      started(),
      note('item/reasoning/summaryPartAdded', { itemId: 'r', summaryIndex: 0 }),
      summary('one', 0),
      summary('two', 1),
      summary('!', 0),
      delta('r', 'raw', 'item/reasoning/textDelta', { contentIndex: 0 }),
    ])
    expect(state.turns[0]?.items[0]).toMatchObject({ summary: ['one!', 'two'], content: ['raw'] })
  })

  it('with a mad index make no giant array', () => {
    for (const summaryIndex of [-5, 1e9, 'x', null]) {
      const state = reduceAll([started(), delta('r', 'x', 'item/reasoning/summaryTextDelta', { summaryIndex })])
      const item = state.turns[0]?.items[0]
      expect(item && isItem(item, 'reasoning') && item.summary.length).toBeLessThanOrEqual(1001)
    }
  })

  it('of a plan and of a command append to them', () => {
    const state = reduceAll([
      started(),
      delta('p', '1. ', 'item/plan/delta'),
      delta('p', 'do', 'item/plan/delta'),
      itemStarted(command('c', { aggregatedOutput: null, status: 'inProgress' })),
      delta('c', 'out', 'item/commandExecution/outputDelta'),
      delta('c', 'put', 'item/commandExecution/outputDelta'),
    ])
    expect(state.turns[0]?.items).toMatchObject([{ text: '1. do' }, { aggregatedOutput: 'output', command: 'ls' }])
    const silent = reduce(state, itemCompleted(command('c', { aggregatedOutput: null, exitCode: 0 })))
    expect(silent.turns[0]?.items[1]).toMatchObject({ aggregatedOutput: 'output', exitCode: 0 })
  })

  it('of another type than the item are dropped', () => {
    const state = reduceAll([started(), itemStarted(message('m', 'x'))])
    expect(reduce(state, delta('m', 'y', 'item/plan/delta'))).toBe(state)
  })

  it('patchUpdated replaces the changes, progress of a tool call is kept', () => {
    const changes = [{ path: '/p/b', kind: { type: 'update', move_path: null }, diff: '@@ -1 +1 @@' }]
    const state = reduceAll([
      started(),
      note('item/fileChange/patchUpdated', { itemId: 'f', changes }),
      itemStarted({ type: 'mcpToolCall', id: 't', ...itemsByType.mcpToolCall }),
      note('item/mcpToolCall/progress', { itemId: 't', message: 'half' }),
    ])
    expect(state.turns[0]?.items).toMatchObject([{ type: 'fileChange', changes }, { progress: 'half' }])
  })
})
