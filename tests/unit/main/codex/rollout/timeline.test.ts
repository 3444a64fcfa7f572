// Records as rows: what each kind shows, what is remembered between records, and that no content breaks a row.
import { describe, expect, it } from 'vitest'
import { inspectorKinds } from '@contract/inspection'
import { parseRecord } from '../../../../../main/codex/rollout/records'
import { Timeline, type TimelineRow } from '../../../../../main/codex/rollout/timeline'
import { kindOfEvent, kindOfItem, kindOfTool } from '../../../../../main/codex/rollout/timeline-kinds'
import { sessionLines } from '../../../../support/large-home.mjs'

const t0 = Date.UTC(2026, 0, 15, 12)

function rowsOf(...records: (object | string)[]): TimelineRow[] {
  const timeline = new Timeline()
  let offset = 0
  return records.flatMap((record) => {
    const text = typeof record === 'string' ? record : JSON.stringify(record)
    const read = parseRecord({ offset, length: Buffer.byteLength(text), text, ended: true })
    offset += Buffer.byteLength(text) + 1
    return read === null ? [] : [timeline.row(read)]
  })
}

/** The row of one record alone. */
function rowOf(record: object | string): TimelineRow {
  const [row] = rowsOf(record)
  if (row === undefined) throw new Error('no row')
  return row
}

const record = (type: string, payload: object, atMs = t0): object => ({
  timestamp: new Date(atMs).toISOString(),
  type,
  payload,
})
const event = (payload: object, atMs?: number): object => record('event_msg', payload, atMs)
const response = (payload: object, atMs?: number): object => record('response_item', payload, atMs)
const item = (body: object, more: object = {}): object => event({ type: 'item_completed', item: body, ...more })

describe('the rows of a session', () => {
  it.each([true, false])('tell its turns from begin to end (an older format: %s)', (legacy) => {
    const threadId = '01a1fc78-a628-7a41-ad63-7d59ea5b1416'
    const rows = rowsOf(
      ...[...sessionLines({ threadId, atMs: t0, cwd: '/srv/app', turns: 2, legacy })].map((line) => line.trimEnd()),
    )
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, at) => at))
    expect(rows[0]).toMatchObject({ kind: 'session', turnId: null, label: 'Codex 0.169.0 · codex_deck · /srv/app' })
    const begins = rows.filter(({ subtype }) => subtype === 'task_started')
    expect(begins.map(({ status }) => status)).toEqual(['running', 'running'])
    expect(new Set(begins.map(({ turnId }) => turnId)).size).toBe(2)
    // Every record from a turn's begin on belongs to a turn.
    expect(rows.slice(1).filter(({ turnId }) => turnId === null)).toEqual([])
    expect(rows.filter(({ kind }) => kind === 'bad' || kind === 'other')).toEqual([])
    expect(rows.every(({ atMs }) => atMs !== null && atMs >= t0)).toBe(true)
  })

  it('belong to the turn that was named last, until it ends', () => {
    const rows = rowsOf(
      event({ type: 'warning', message: 'before' }),
      event({ type: 'task_started', turn_id: 'a' }),
      event({ type: 'agent_message', message: 'in it' }),
      '{"broken',
      event({ type: 'task_complete', turn_id: 'a', duration_ms: 1200 }),
      event({ type: 'agent_message', message: 'behind' }),
    )
    expect(rows.map(({ turnId }) => turnId)).toEqual([null, 'a', 'a', 'a', 'a', null])
    expect(rows[4]).toMatchObject({ status: 'completed', durationMs: 1200 })
  })

  it('tell an interrupted turn with its reason', () => {
    expect(rowOf(event({ type: 'turn_aborted', reason: 'interrupted', duration_ms: 5 }))).toMatchObject({
      kind: 'turn',
      label: 'Turn interrupted: interrupted',
      status: 'interrupted',
      durationMs: 5,
    })
  })
})

describe('a tool call', () => {
  const call = (callId: string, more: object = {}, atMs = t0): object =>
    response(
      { type: 'function_call', name: 'exec_command', arguments: '{"cmd":"ls -l"}', call_id: callId, ...more },
      atMs,
    )
  const output = (callId: string, atMs: number, text: unknown = 'total 0'): object =>
    response({ type: 'function_call_output', call_id: callId, output: text }, atMs)

  it('shows its command, and its output how long it took', () => {
    const [begun, ended] = rowsOf(call('c1'), output('c1', t0 + 1500))
    expect(begun).toMatchObject({ kind: 'command', label: 'exec_command ls -l', itemId: 'c1', durationMs: null })
    expect(ended).toMatchObject({ kind: 'command', label: '→ total 0', itemId: 'c1', durationMs: 1500 })
  })

  it('takes no time where a clock was set back, and an unknown one where it or its clock is missing', () => {
    const rows = rowsOf(
      call('c1'),
      output('c1', t0 - 60_000),
      output('c1', t0 + 1),
      output('never called', t0),
      { ...call('c2'), timestamp: 'noon' },
      output('c2', t0),
    )
    expect(rows.map(({ durationMs }) => durationMs)).toEqual([null, 0, null, null, null, null])
  })

  it.each([
    ['{"command":["bash","-lc","make"]}', 'exec_command bash -lc make'],
    ['{"path":"/x"}', 'exec_command {"path":"/x"}'],
    ['{"cmd":', 'exec_command {"cmd":'],
    ['{"command":[{"toString":1}]}', 'exec_command {"command":[{"toString":1}]}'],
    ['*** Begin Patch', 'exec_command *** Begin Patch'],
  ])('with the arguments %s reads as they do', (args, label) => {
    expect(rowOf(call('c', { arguments: args })).label).toBe(label)
  })

  it('is forgotten when a thousand others wait for their outputs: what is remembered is bounded', () => {
    const others = Array.from({ length: 1000 }, (_, at) => call(`other-${at}`))
    const rows = rowsOf(call('first'), ...others, output('first', t0 + 9), output('other-999', t0 + 9))
    expect(rows.slice(-2).map(({ durationMs }) => durationMs)).toEqual([null, 9])
  })
})

describe('an item or event', () => {
  it.each<[object, Partial<TimelineRow>]>([
    [
      { type: 'CommandExecution', command: ['bash', '-lc', 'make'], duration: { secs: 1, nanos: 5e8 } },
      { kind: 'command', label: 'make', durationMs: 1500 },
    ],
    [
      { type: 'commandExecution', command: 'make', status: 'failed', durationMs: 7 },
      { kind: 'command', label: 'make', status: 'failed', durationMs: 7 },
    ],
    [
      { type: 'FileChange', changes: { 'a.ts': {}, 'b.ts': {} }, status: 'declined' },
      { kind: 'patch', label: 'a.ts, b.ts', status: 'declined' },
    ],
    [
      { type: 'fileChange', changes: [{ path: 'a.ts' }], status: 'inProgress' },
      { kind: 'patch', label: 'a.ts', status: 'running' },
    ],
    [
      { type: 'McpToolCall', server: 'docs', tool: 'find' },
      { kind: 'tool', label: 'docs · find' },
    ],
    [
      { type: 'UserMessage', content: [{ text: 'Hello' }, { image: 1 }, { text: 'there' }] },
      { kind: 'user', label: 'Hello there' },
    ],
    [
      { type: 'Reasoning', summary_text: ['First', 'then'] },
      { kind: 'reasoning', label: 'First then' },
    ],
    [
      { type: 'Hologram', id: 'h1' },
      { kind: 'other', label: 'Hologram', itemId: 'h1', status: 'completed' },
    ],
  ])('%j shows what it is about', (body, shown) => {
    expect(rowOf(item(body))).toMatchObject({ subtype: 'type' in body ? body.type : '', ...shown })
  })

  it('takes its time from its begin and end, and from no clocks that contradict each other', () => {
    const body = { type: 'AgentMessage', text: 'x' }
    expect(rowOf(item(body, { started_at_ms: t0, completed_at_ms: t0 + 40 })).durationMs).toBe(40)
    expect(rowOf(item(body, { started_at: 10, completed_at: 12 })).durationMs).toBe(2000)
    expect(rowOf(item(body, { started_at_ms: t0 + 40, completed_at_ms: t0 })).durationMs).toBe(0)
    expect(rowOf(item(body, { completed_at_ms: t0 })).durationMs).toBeNull()
  })

  it.each([-5, { secs: 1e308 }, { secs: -1 }, '1 s', null])('takes no such time as %j', (duration) => {
    expect(rowOf(item({ type: 'CommandExecution', command: 'x', duration })).durationMs).toBeNull()
  })

  it('failed when it says so, by its exit code or its success', () => {
    const end = (more: object): TimelineRow => rowOf(event({ type: 'exec_command_end', command: ['make'], ...more }))
    expect([end({ exit_code: 0 }), end({ exit_code: 2 }), end({ success: false })].map(({ status }) => status)).toEqual(
      ['completed', 'failed', 'failed'],
    )
    expect(rowOf(event({ type: 'stream_error', message: 'offline' }))).toMatchObject({
      kind: 'error',
      status: 'failed',
    })
  })

  it('shows the tokens of an answer, and of the session so far', () => {
    const usage = {
      input_tokens: 10,
      cached_input_tokens: 4,
      output_tokens: 5,
      reasoning_output_tokens: 2,
      total_tokens: 15,
    }
    const tokens = { input: 10, cachedInput: 4, output: 5, reasoning: 2, total: 15 }
    expect(rowOf(record('token_usage_record', { usage }))).toMatchObject({ kind: 'usage', tokens })
    expect(rowOf(event({ type: 'token_count', info: { total_token_usage: usage } }))).toMatchObject({
      kind: 'usage',
      tokens,
    })
    expect(rowOf(event({ type: 'token_count', info: null }))).toMatchObject({ kind: 'usage', tokens: null })
  })

  it('in the person’s role is context when it is not the person’s', () => {
    const said = (role: string, text: string): string =>
      rowOf(response({ type: 'message', role, content: [{ text }] })).kind
    expect([
      said('user', 'hi'),
      said('user', '<environment_context>'),
      said('developer', 'x'),
      said('assistant', 'x'),
    ]).toEqual(['user', 'context', 'context', 'agent'])
  })
})

describe('records that are odd', () => {
  it('of an unknown type pass through, with the words that they have', () => {
    expect(rowOf(record('hologram', { message: 'a new thing' }))).toMatchObject({
      type: 'hologram',
      kind: 'other',
      label: 'a new thing',
    })
    expect(rowOf({ role: 'user' })).toMatchObject({ type: 'unknown', kind: 'other', atMs: null })
  })

  it('are rows that say what is wrong when they are none', () => {
    expect(rowOf('<html>')).toMatchObject({ type: 'bad', kind: 'bad', label: 'The line is no JSON. <html>', length: 6 })
  })

  it('written twice are two rows', () => {
    const twice = event({ type: 'agent_message', message: 'again' })
    expect(rowsOf(twice, twice).map(({ index, label }) => [index, label])).toEqual([
      [0, 'again'],
      [1, 'again'],
    ])
  })

  it('can not make a row long, or more than a line', () => {
    const long = 'x'.repeat(100_000)
    const rows = rowsOf(
      event({ type: 'agent_message', message: `two\nlines\t${long}`, turn_id: long, call_id: long }),
      item({ type: long, id: long, text: long }),
      record(long, { type: long, text: long }),
      `${long}\n`,
      response({ type: 'function_call', name: long, arguments: long, call_id: long }),
    )
    expect(rows[0]?.label.startsWith('two lines xxx')).toBe(true)
    for (const row of rows) expect(JSON.stringify(row).length).toBeLessThan(1500)
    for (const { label } of rows) expect(label.length).toBeLessThanOrEqual(200)
  })

  it.each([
    event({ type: 'exec_command_end', command: [{ toString: 1, valueOf: 1 }] }),
    event({ type: 'exec_command_end', command: [null], duration: [], exit_code: '1' }),
    event({ type: 'constructor', content: [null, 1, [], { text: {} }] }),
    item({ type: 'constructor', id: 5, status: 'constructor' }),
    item({ type: '__proto__', changes: [null, 1, { path: [] }], summary: 'x' }),
    event({ type: 'item_completed', item: null }),
    event({ type: 'item_started' }),
    record('session_meta', { cli_version: [], originator: {}, cwd: 7 }),
    record('turn_context', {}),
    record('compacted', { message: { deep: true } }),
    record('token_usage_record', { usage: 'many' }),
    response({ type: 'function_call', name: {}, arguments: [], call_id: 1 }),
    response({ type: 'custom_tool_call_output', call_id: {}, output: { a: 1 } }),
    response({ type: 'web_search_call', action: [] }),
    response({ type: 'reasoning', summary: [{}, null] }),
    record('constructor', { text: [] }),
    { type: '__proto__', payload: { __proto__: null } },
  ])('like %j are rows that can be sent to the window', (odd) => {
    const row = rowOf(odd)
    expect(inspectorKinds).toContain(row.kind)
    expect(structuredClone(row)).toEqual(row)
    expect(typeof row.label).toBe('string')
  })
})

describe('kinds', () => {
  it('are told by the names of items in all spellings, events and tools', () => {
    expect(['CommandExecution', 'commandExecution', 'command_execution', 'Constructor', ''].map(kindOfItem)).toEqual([
      'command',
      'command',
      'command',
      'other',
      'other',
    ])
    expect(
      ['exec_approval_request', 'agent_message_delta', 'mcp_tool_call_end', 'patch_apply_begin', 'unheard_of'].map(
        kindOfEvent,
      ),
    ).toEqual(['approval', 'delta', 'tool', 'patch', 'other'])
    expect(['shell', 'apply_patch', 'web_search', 'shellfish', ''].map(kindOfTool)).toEqual([
      'command',
      'patch',
      'search',
      'tool',
      'tool',
    ])
  })
})
