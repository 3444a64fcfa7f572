import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveRows } from '../../../../../renderer/features/inspector/live-rows'
import { forgetLive } from '../../../../../renderer/stores/threads/live-events'
import { event, note } from '../../stores/samples'
import { captured, turnEvents } from './rows'

// The end of a request is timed by this window's clock.
beforeEach(() => {
  vi.useFakeTimers({ now: 8000, toFake: ['Date'] })
  forgetLive()
})
afterEach(() => void vi.useRealTimers())

function rowsOf(events = turnEvents) {
  const rows = new LiveRows()
  rows.take(captured(events), 0)
  return rows.rows
}
const find = (type: string, subtype = '') => rowsOf().filter((row) => row.type === type && row.subtype === subtype)

describe('live events as rows', () => {
  it('are one row each, in one line', () => {
    const rows = rowsOf()
    // The end of the request is no row of its own: Codex tells it itself.
    expect(rows).toHaveLength(turnEvents.length - 1)
    expect(find('item/completed', 'userMessage')[0]?.label).toBe('Run the tests')
    expect(find('item/completed', 'commandExecution')[0]?.label).toBe('npm test')
  })

  it('take the time of an item from its begin and its end', () => {
    expect(find('item/completed', 'commandExecution')[0]).toMatchObject({
      kind: 'command',
      durationMs: 5000,
      status: 'failed',
      atMs: 9000,
    })
    expect(find('item/started', 'commandExecution')[0]).toMatchObject({
      durationMs: 5000,
      status: 'failed',
      atMs: 4000,
    })
  })

  it('show what still runs as running', () => {
    const rows = rowsOf(turnEvents.slice(0, 5))
    expect(rows.filter(({ status }) => status === 'running').map(({ type }) => type)).toEqual([
      'turn/started',
      'item/started',
    ])
  })

  it('tell how long a request waited for the person', () => {
    const [request] = find('item/commandExecution/requestApproval')
    expect(request).toMatchObject({ kind: 'approval', status: 'completed', label: 'Asks to run: npm test' })
    expect(request?.durationMs).toBe(3900)
  })

  it('count the tokens of an answer once, though Codex repeats them', () => {
    const counts = find('thread/tokenUsage/updated').map((row) => row.tokens?.total ?? null)
    expect(counts).toEqual([120, null])
  })

  it('end what was cut off with its turn', () => {
    const rows = rowsOf(
      [...turnEvents.slice(0, 5), turnEvents.at(-1) ?? turnEvents[0]].filter((one) => one !== undefined),
    )
    expect(rows.find(({ subtype }) => subtype === 'agentMessage')).toMatchObject({
      status: 'interrupted',
      durationMs: 9500,
    })
  })

  it('forget those that the store dropped, and go on', () => {
    const rows = new LiveRows()
    rows.take(captured(turnEvents), 0)
    const before = rows.rows
    expect(rows.take([], 5)).toBe(true)
    expect(rows.rows[0]?.index).toBe(5)
    expect(rows.rows).not.toBe(before)
    expect(rows.eventOf(2)).toBeNull()
    expect(rows.take([], 5)).toBe(false)
  })

  it('name what is unknown by its method, and survive nonsense', () => {
    const rows = rowsOf([
      event(note('future/thing', { message: 'new' })),
      event({ method: 'item/started', params: { threadId: 'thread-1', item: null } }),
      event({ method: 'turn/completed', params: { threadId: 'thread-1', turn: [] } }),
      event(note('thread/tokenUsage/updated', { tokenUsage: 'x' })),
    ])
    expect(rows.map(({ label }) => label)).toEqual(['future/thing: new', 'item', 'Turn completed', 'Token usage'])
  })
})
