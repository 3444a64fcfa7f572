// What a session cost, counted from its records: each answer once, in whichever of the two ways it is written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseRecord } from '../../../../../main/codex/rollout/records'
import { noTokens, tokensOf } from '../../../../../main/codex/rollout/tokens'
import { countUsage, UsageCounter, type SessionUsage } from '../../../../../main/codex/rollout/usage'

const t0 = Date.UTC(2026, 0, 15, 12)
let clock = 0
beforeEach(() => (clock = t0))

/** Tokens as Codex writes them: of `total`, a fifth is the answer. */
const written = (total: number): object => ({
  input_tokens: total * 0.8,
  cached_input_tokens: total * 0.4,
  output_tokens: total * 0.2,
  reasoning_output_tokens: total * 0.1,
  total_tokens: total,
})
const record = (type: string, payload: object): object => ({
  timestamp: new Date(clock++).toISOString(),
  type,
  payload,
})
const event = (payload: object): object => record('event_msg', payload)
const begin = (turnId: string): object => event({ type: 'task_started', turn_id: turnId })
const end = (turnId: string): object => event({ type: 'task_complete', turn_id: turnId })
const answer = (turnId: string, total: number, more: object = {}): object =>
  record('token_usage_record', { turn_id: turnId, usage: written(total), ...more })
const running = (total: number, last: number | null, more: object = {}): object =>
  event({
    type: 'token_count',
    info: { total_token_usage: written(total), ...(last === null ? {} : { last_token_usage: written(last) }), ...more },
  })

function counted(...records: (object | string)[]): SessionUsage {
  const counter = new UsageCounter()
  for (const each of records) {
    const text = typeof each === 'string' ? each : JSON.stringify(each)
    const read = parseRecord({ offset: 0, length: Buffer.byteLength(text), text, ended: true })
    if (read !== null) counter.add(read)
  }
  return counter.result()
}

const perTurn = ({ turns }: SessionUsage): [string, number[]][] =>
  turns.map(({ turnId, messages }) => [turnId, messages.map(({ tokens }) => tokens.total)])

describe('the usage of a session', () => {
  it('is the sum of its answers, by turn, with the item that each ended with', () => {
    const said = (id: string): object => record('response_item', { type: 'message', role: 'assistant', id })
    const asked = record('response_item', { type: 'message', role: 'user', id: 'question' })
    const called = record('response_item', { type: 'function_call', id: 'fc', call_id: 'call' })
    const usage = counted(
      begin('a'),
      called,
      answer('a', 100),
      said('m1'),
      asked,
      answer('a', 50),
      end('a'),
      begin('b'),
      said('m2'),
      answer('b', 10),
      end('b'),
    )
    expect(usage.tokens).toEqual({ input: 128, cachedInput: 64, output: 32, reasoning: 16, total: 160 })
    expect(perTurn(usage)).toEqual([
      ['a', [100, 50]],
      ['b', [10]],
    ])
    expect(usage.turns.flatMap(({ messages }) => messages.map(({ itemId }) => itemId))).toEqual(['call', 'm1', 'm2'])
    expect(usage.turns[0]?.messages[0]?.atMs).toBeGreaterThanOrEqual(t0)
  })

  it('is counted once where running totals are written beside the answers', () => {
    const usage = counted(begin('a'), answer('a', 100), running(100, 100), answer('a', 50), running(150, 50), end('a'))
    expect(perTurn(usage)).toEqual([['a', [100, 50]]])
    expect(usage.tokens.total).toBe(150)
  })

  it('is that of the answers where a total of before the first one is told in its turn', () => {
    const usage = counted(begin('a'), running(900, 300), answer('a', 100), running(1000, 100))
    expect(usage.tokens.total).toBe(100)
  })

  it('knows the size of the context window and how full the last answer left it', () => {
    const usage = counted(
      begin('a'),
      answer('a', 100),
      running(100, 100, { model_context_window: 258_400 }),
      answer('a', 60),
      running(160, 60),
    )
    expect(usage).toMatchObject({ contextWindow: 258_400, contextUsed: 60 })
    expect(counted(begin('a'))).toEqual({ tokens: noTokens, turns: [], contextWindow: null, contextUsed: null })
  })
})

describe('an older session, with running totals only', () => {
  it('counts each step once, also when it is told again', () => {
    const usage = counted(
      begin('a'),
      running(100, 100),
      running(100, 100),
      end('a'),
      begin('b'),
      running(100, 100),
      running(130, 30),
    )
    expect(perTurn(usage)).toEqual([
      ['a', [100]],
      ['b', [30]],
    ])
    expect(usage.tokens.total).toBe(130)
  })

  it('counts what the total grew by where the step itself is not told, and a total that began anew as it is', () => {
    const usage = counted(begin('a'), running(100, null), running(250, null), running(40, null))
    expect(perTurn(usage)).toEqual([['a', [100, 150, 40]]])
    expect(usage.tokens.total).toBe(290)
  })

  it('that a newer Codex went on with counts both', () => {
    const usage = counted(
      begin('old'),
      running(100, 100),
      end('old'),
      begin('new'),
      running(100, 100),
      answer('new', 7),
      running(107, 7),
      end('new'),
    )
    expect(perTurn(usage)).toEqual([
      ['old', [100]],
      ['new', [7]],
    ])
    expect(usage.tokens.total).toBe(107)
  })

  it('may have no turns at all', () => {
    expect(perTurn(counted(running(10, 10), running(30, 20)))).toEqual([['', [10, 20]]])
  })
})

describe('records that are odd', () => {
  it('count once when the same line was written twice, and each when only the server’s id is the same', () => {
    const one = answer('a', 100, { response_id: 'resp' })
    expect(counted(begin('a'), one, one).tokens.total).toBe(100)
    expect(counted(begin('a'), one, answer('a', 100, { response_id: 'resp' })).tokens.total).toBe(200)
    const nameless = { type: 'token_usage_record', payload: { turn_id: 'a', usage: written(10) } }
    expect(counted(nameless, nameless).tokens.total).toBe(20)
  })

  it('count nothing when their counts are none', () => {
    const usage = counted(
      begin('a'),
      ...[null, 'many', [], {}, { input_tokens: '5' }, { total_tokens: 5 }].map((each) =>
        record('token_usage_record', { usage: each }),
      ),
      ...[null, 'x', { total_token_usage: 7 }].map((info) => event({ type: 'token_count', info })),
      '{"type":"token_usage_record","payl',
    )
    expect(usage).toMatchObject({ tokens: noTokens, turns: [], contextUsed: null })
  })

  it('never count below nothing, and a missing total is made of its parts', () => {
    expect(tokensOf({ input_tokens: -5, output_tokens: 3, total_tokens: -2, cached_input_tokens: -1 })).toEqual({
      ...noTokens,
      output: 3,
    })
    expect(tokensOf({ input_tokens: -5, output_tokens: 3 })?.total).toBe(3)
    expect(tokensOf({ input_tokens: 4, output_tokens: 3 })?.total).toBe(7)
    expect(tokensOf('{"input_tokens":4}')).toBeNull()
  })

  it('have no time when their clock tells none', () => {
    const timeless = { ...answer('a', 5), timestamp: 'noon' }
    expect(counted(timeless).turns[0]?.messages[0]).toMatchObject({ atMs: null, tokens: { total: 5 } })
  })

  it('may be of more turns than are kept one by one: the sum is of all', () => {
    const usage = counted(...Array.from({ length: 20_100 }, (_, at) => answer(`turn-${at}`, 1)))
    expect(usage.turns).toHaveLength(20_000)
    expect(usage.tokens.total).toBe(20_100)
  })
})

describe('the files of a session', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rollout-usage-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, ...records: (object | string)[]): string => {
    const path = join(folder, name)
    writeFileSync(path, records.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'))
    return path
  }

  it('are counted as one, past bad lines and a torn end', async () => {
    const first = write('1', begin('a'), answer('a', 100), '\0\0', '', JSON.stringify(answer('a', 900)).slice(0, -5))
    const second = write('2', begin('b'), answer('b', 10))
    expect(perTurn(await countUsage([first, write('empty'), second]))).toEqual([
      ['a', [100]],
      ['b', [10]],
    ])
    expect((await countUsage([])).tokens).toEqual(noTokens)
  })

  it('are not counted in part: one that can not be read fails all, as an abort does', async () => {
    const path = write('1', begin('a'), answer('a', 100))
    await expect(countUsage([path, folder])).rejects.toMatchObject({ code: 'rollout-unreadable' })
    await expect(countUsage([path], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  })
})
