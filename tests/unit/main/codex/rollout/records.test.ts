// What a line is taken for. No content ever throws, and nothing that can be read is lost.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRollout } from '../../../../../main/codex/rollout/read'
import {
  clockOf,
  parseRecord,
  recordTypes,
  timeOf,
  turnIdOf,
  type RolloutRecord,
} from '../../../../../main/codex/rollout/records'

const parse = (text: string, ended = true): RolloutRecord | null =>
  parseRecord({ offset: 7, length: Buffer.byteLength(text), text, ended })

/** The record of a value; a test that gets none fails here. */
function recordOf(value: unknown): RolloutRecord {
  const record = parse(JSON.stringify(value))
  if (record === null) throw new Error('no record')
  return record
}

describe('a line of a rollout', () => {
  it.each(recordTypes)('of the type %s is known, with its place and its payload unread', (type) => {
    const line = JSON.stringify({ timestamp: 't', ordinal: 3, type, payload: { any: ['thing'] }, later: 'field' })
    expect(parse(line)).toEqual({
      kind: type,
      offset: 7,
      length: line.length,
      timestamp: 't',
      payload: { any: ['thing'] },
    })
  })

  it('of a type that is not known passes through', () => {
    expect(recordOf({ timestamp: 't', type: 'hologram', payload: { depth: 3 } })).toMatchObject({
      kind: 'unknown',
      type: 'hologram',
      payload: { depth: 3 },
    })
    expect(recordOf({ type: 'constructor', payload: {} })).toMatchObject({ kind: 'unknown', type: 'constructor' })
  })

  it('of the first formats, without type or payload, is its own payload', () => {
    expect(recordOf({ id: 'a', timestamp: '2025-05-07T17:24:21.123Z', instructions: null })).toMatchObject({
      kind: 'unknown',
      type: '',
      timestamp: '2025-05-07T17:24:21.123Z',
      payload: { id: 'a' },
    })
    expect(recordOf({ type: 'message', role: 'user', content: [] })).toMatchObject({
      kind: 'unknown',
      type: 'message',
      payload: { role: 'user' },
    })
  })

  it.each([['a text'], [null], [7], [['list']]])('with %j for a payload has an empty one', (payload) => {
    expect(recordOf({ type: 'event_msg', payload })).toMatchObject({ kind: 'event_msg', payload: {} })
  })

  it('with fields of other kinds than they should be has none of them', () => {
    expect(recordOf({ type: 3, timestamp: {}, payload: {} })).toMatchObject({
      kind: 'unknown',
      type: '',
      timestamp: null,
    })
  })

  it('is nothing when there is nothing in it', () => {
    for (const empty of ['', ' ', '\r', '\uFEFF', '\t \r']) expect(parse(empty)).toBeNull()
  })

  it('is read behind a byte order mark and before a carriage return, and keeps its place', () => {
    const line = '\uFEFF{"type":"compacted","payload":{"message":"m"}}\r'
    expect(parse(line)).toMatchObject({ kind: 'compacted', offset: 7, length: Buffer.byteLength(line) })
  })
})

describe('a bad line', () => {
  it.each([
    ['{"type":"event_msg","payl', true, 'The line is no JSON.'],
    ['{"type":"event_msg","payl', false, 'The last line was not written to its end.'],
    ['{"text":"cut amid a \uFFFD', false, 'The last line was not written to its end.'],
    ['\0\0\0\0', true, 'The line is no text.'],
    ['\0\0\0\0', false, 'The line is no text.'],
    ['\uFFFD\uFFFDJFIF', true, 'The line is no text.'],
    ['[1,2]', true, 'The line is JSON, but no record.'],
    ['null', true, 'The line is JSON, but no record.'],
    ['"text"', true, 'The line is JSON, but no record.'],
  ])('like %j (ended: %s) says why', (text, ended, reason) => {
    expect(parse(text, ended)).toMatchObject({ kind: 'bad', offset: 7, reason })
  })

  it('shows only its beginning, and nothing when it was too long to be held', () => {
    expect(parse('x'.repeat(5000))).toMatchObject({ kind: 'bad', start: 'x'.repeat(200), length: 5000 })
    expect(parseRecord({ offset: 0, length: 1e9, text: null, ended: true })).toEqual({
      kind: 'bad',
      offset: 0,
      length: 1e9,
      reason: 'The line is too long to be read.',
      start: '',
    })
  })

  it('may be nested as deep as it likes', () => {
    expect(parse('['.repeat(200_000))).toMatchObject({ kind: 'bad' })
    expect(parse(`{"type":"event_msg","payload":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).toMatchObject({
      payload: {},
    })
  })
})

describe('times and turns of a record', () => {
  it('are read where they are written', () => {
    expect(timeOf(recordOf({ type: 'event_msg', timestamp: '2026-01-15T12:00:00.250Z' }))).toBe(
      Date.UTC(2026, 0, 15, 12, 0, 0, 250),
    )
    expect(turnIdOf(recordOf({ type: 'event_msg', payload: { turn_id: 'own' } }))).toBe('own')
    const inside = { internal_chat_message_metadata_passthrough: { turn_id: 'passed' } }
    expect(turnIdOf(recordOf({ type: 'response_item', payload: inside }))).toBe('passed')
    expect(turnIdOf(recordOf({ type: 'event_msg', payload: { turn_attribution: { turn_id: 'told' } } }))).toBe('told')
  })

  it.each([
    '',
    'yesterday',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '9'.repeat(400),
  ])('are none of a clock that says %j', (timestamp) =>
    expect(timeOf(recordOf({ type: 'event_msg', timestamp }))).toBeNull(),
  )

  it('may lie in the future, as clocks that are wrong do', () => {
    expect(timeOf(recordOf({ type: 'event_msg', timestamp: '2999-01-01T00:00:00Z' }))).toBe(Date.UTC(2999, 0))
  })

  it('are none of a bad line, or where other things stand in their place', () => {
    const bad = parse('{')
    if (bad === null) throw new Error('no record')
    expect([timeOf(bad), turnIdOf(bad)]).toEqual([null, null])
    expect(turnIdOf(recordOf({ type: 'event_msg', payload: { turn_id: 7, turn_attribution: 'x' } }))).toBeNull()
  })

  it('come in milliseconds from both spellings of a clock', () => {
    expect(clockOf({ started_at_ms: 1500, started_at: 9 }, 'started_at')).toBe(1500)
    expect(clockOf({ started_at: 2 }, 'started_at')).toBe(2000)
    expect(clockOf({ started_at: '2' }, 'started_at')).toBeNull()
  })
})

describe('a whole file of lines of all kinds', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rollout-records-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is read to its end: bad lines are records, empty ones are not, and what was written twice comes twice', async () => {
    const path = join(folder, 'rollout.jsonl')
    const good = '{"type":"event_msg","payload":{"type":"agent_message"}}'
    const odd = Buffer.concat([Buffer.from([0xff, 0x00, 0xfe]), Buffer.from('\n')])
    const torn = Buffer.from('{"type":"event_msg","payload":{"text":"ü').subarray(0, -1)
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(`\uFEFF${good}\r\n\r\n\n${good}\n`), odd, Buffer.from(`${good}\n`), torn]),
    )
    const records: RolloutRecord[] = []
    for await (const batch of readRollout(path)) records.push(...batch)
    expect(records.map((record) => (record.kind === 'bad' ? record.reason : record.kind))).toEqual([
      'event_msg',
      'event_msg',
      'The line is no text.',
      'event_msg',
      'The last line was not written to its end.',
    ])
    const last = records.at(-1)
    expect((last?.offset ?? 0) + (last?.length ?? 0)).toBe(
      Buffer.byteLength(`\uFEFF${good}\r\n\r\n\n${good}\n`) + 4 + good.length + 1 + torn.length,
    )
  })

  it('gives nothing for an empty file, and fails for a missing one only', async () => {
    const path = join(folder, 'empty.jsonl')
    writeFileSync(path, '')
    expect((await readRollout(path).next()).done).toBe(true)
    await expect(readRollout(join(folder, 'missing')).next()).rejects.toMatchObject({ code: 'rollout-unreadable' })
  })
})
