// Writes large homes: rollouts of the shape that the bundled Codex writes, which it lists, searches and resumes. The same
// options give the same files. Used by the bench and by tests; nothing of it reads a clock or a random source.
import { appendFileSync, closeSync, mkdirSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const words =
  'parser token stream window build cache index reader branch commit server client socket buffer frame layout theme cursor panel signal worker thread schema config field record session turn'.split(
    ' ',
  )

/** A small generator of numbers (mulberry32): the same seed, the same files. @param {number} seed */
export function numbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An id of Codex's kind (UUIDv7): time first, so that ids sort by age. @param {number} atMs @param {() => number} next */
export function idAt(atMs, next) {
  const time = Math.floor(atMs).toString(16).padStart(12, '0')
  const hex = (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`
}

const two = (part) => String(part).padStart(2, '0')

/** Where Codex puts a rollout that began at this time (local, as it does). */
export function placeOf(atMs, threadId) {
  const at = new Date(atMs)
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())]
  const time = [two(at.getHours()), two(at.getMinutes()), two(at.getSeconds())].join('-')
  return { day, name: `rollout-${day.join('-')}T${time}-${threadId}.jsonl` }
}

/**
 * The lines of one session.
 * @param {{threadId: string, atMs: number, cwd: string, branch?: string | null, turns: number, commandsPerTurn?: number,
 *   legacy?: boolean, provider?: string, say?: (turn: number) => {user?: string, agent?: string, command?: string, output?: string}}} options
 * @returns {Generator<string>}
 */
export function* sessionLines(options) {
  const {
    threadId,
    atMs,
    cwd,
    branch = null,
    turns,
    commandsPerTurn = 1,
    legacy = false,
    provider = 'openai',
  } = options
  const say = options.say ?? (() => ({}))
  const next = numbers(Number.parseInt(threadId.slice(-8), 16))
  const prose = (count) => Array.from({ length: count }, () => words[Math.floor(next() * words.length)]).join(' ')
  let clock = atMs
  let ordinal = 0
  const line = (type, payload, extra = {}) => {
    clock += 250
    const head = { timestamp: new Date(clock).toISOString(), ...(legacy ? {} : { ordinal: ordinal++ }), type }
    return `${JSON.stringify({ ...head, ...extra, payload })}\n`
  }
  const event = (payload) => line('event_msg', payload)
  const item = (turnId, body) =>
    event({
      type: 'item_completed',
      thread_id: threadId,
      turn_id: turnId,
      item: body,
      started_at_ms: clock,
      completed_at_ms: clock + 40,
    })
  yield line('session_meta', {
    account_scoped: false,
    session_id: threadId,
    id: threadId,
    timestamp: new Date(atMs).toISOString(),
    cwd,
    originator: 'codex_deck',
    cli_version: '0.169.0',
    source: 'vscode',
    model_provider: provider,
    base_instructions: { text: `You are Codex. ${prose(120)}` },
    history_mode: legacy ? 'legacy' : 'paginated',
    ...(branch === null ? {} : { git: { branch, commit_hash: '0'.repeat(40) } }),
  })
  for (let turn = 0; turn < turns; turn += 1) {
    const turnId = idAt(clock, next)
    const told = say(turn)
    const meta = { turn_id: turnId }
    const asked = told.user ?? `${prose(9)} ${turn + 1}`
    const answer = told.agent ?? prose(60)
    yield event({
      type: 'task_started',
      turn_id: turnId,
      root_turn_id: turnId,
      started_at: Math.floor(clock / 1000),
      model_context_window: 258_400,
      collaboration_mode_kind: 'default',
    })
    yield line('turn_context', {
      turn_id: turnId,
      root_turn_id: turnId,
      cwd,
      approval_policy: 'on-request',
      sandbox_policy: { type: 'read-only' },
      model: 'gpt-5.5',
      summary: 'auto',
    })
    yield line('response_item', {
      type: 'message',
      id: `msg_${idAt(clock, next)}`,
      role: 'user',
      content: [{ type: 'input_text', text: asked }],
      internal_chat_message_metadata_passthrough: { turn_id: turnId, content_item_kinds: ['user.text'] },
    })
    yield legacy
      ? event({ type: 'user_message', message: asked, images: [], local_images: [], text_elements: [] })
      : item(turnId, {
          type: 'UserMessage',
          id: idAt(clock, next),
          content: [{ type: 'text', text: asked, text_elements: [] }],
        })
    for (let at = 0; at < commandsPerTurn; at += 1) {
      const callId = `call_${turn}_${at}`
      const command = (at === 0 ? told.command : undefined) ?? `echo ${prose(3)}`
      const output = (at === 0 ? told.output : undefined) ?? `${prose(12)}\n`
      yield line('response_item', {
        type: 'function_call',
        id: `fc_${callId}`,
        name: 'exec_command',
        arguments: JSON.stringify({ cmd: command }),
        call_id: callId,
        internal_chat_message_metadata_passthrough: meta,
      })
      if (!legacy)
        yield item(turnId, {
          type: 'CommandExecution',
          id: callId,
          process_id: String(1000 + at),
          command: ['/bin/bash', '-lc', command],
          cwd: `file://${cwd}`,
          parsed_cmd: [{ type: 'unknown', cmd: command }],
          source: 'unified_exec_startup',
          status: 'completed',
          aggregated_output: output,
          exit_code: 0,
          duration: { secs: 0, nanos: 21_000_000 },
        })
      yield line('response_item', {
        type: 'function_call_output',
        id: `fco_${callId}`,
        call_id: callId,
        output: `Chunk ID: 000000\nWall time: 0.0210 seconds\nProcess exited with code 0\nOutput:\n${output}`,
        internal_chat_message_metadata_passthrough: meta,
      })
    }
    const messageId = `msg_${idAt(clock, next)}`
    yield legacy
      ? event({ type: 'agent_message', message: answer, phase: null, memory_citation: null })
      : item(turnId, { type: 'AgentMessage', id: messageId, content: [{ type: 'Text', text: answer }] })
    yield line('response_item', {
      type: 'message',
      status: 'completed',
      id: messageId,
      role: 'assistant',
      content: [{ type: 'output_text', text: answer }],
      internal_chat_message_metadata_passthrough: meta,
    })
    const used = {
      input_tokens: 1200,
      cached_input_tokens: 800,
      output_tokens: 300,
      reasoning_output_tokens: 50,
      total_tokens: 1500,
    }
    yield line('token_usage_record', { thread_id: threadId, turn_id: turnId, response_id: `resp_${turn}`, usage: used })
    yield event({
      type: 'token_count',
      info: { total_token_usage: used, last_token_usage: used, model_context_window: 258_400 },
      rate_limits: null,
    })
    yield event({
      type: 'task_complete',
      turn_id: turnId,
      root_turn_id: turnId,
      last_agent_message: answer,
      started_at: Math.floor(clock / 1000),
      completed_at: Math.floor(clock / 1000) + 1,
      duration_ms: 1000,
    })
  }
}

/** Writes one session into a home. @returns {{threadId: string, path: string}} */
export function writeSession(home, { archived = false, ...options }) {
  const { day, name } = placeOf(options.atMs, options.threadId)
  const folder = archived ? join(home, 'archived_sessions') : join(home, 'sessions', ...day)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  const file = openSync(path, 'w', 0o600)
  let batch = ''
  for (const line of sessionLines(options)) {
    batch += line
    if (batch.length < 1_000_000) continue
    writeSync(file, batch)
    batch = ''
  }
  writeSync(file, batch)
  closeSync(file)
  const changed = new Date(options.atMs + options.turns * 4000)
  utimesSync(path, changed, changed)
  return { threadId: options.threadId, path }
}

/**
 * Writes a home with many sessions, spread over days and folders.
 * @param {string} home Made if it isn't there.
 * @param {{sessions: number, seed?: number, newestMs: number, cwds: string[], turns?: number, provider?: string,
 *   plant?: {words: string, every: number, as?: 'user' | 'agent' | 'command' | 'output'}}} options
 *   `plant` puts words into every n-th session.
 * @returns {{threadIds: string[], planted: string[]}} Newest first.
 */
export function writeLargeHome(home, options) {
  const { sessions, seed = 1, newestMs, cwds, turns = 3, provider, plant } = options
  const next = numbers(seed)
  const threadIds = []
  const planted = []
  for (let at = 0; at < sessions; at += 1) {
    // Half an hour apart, so that 10,000 of them reach over half a year.
    const atMs = newestMs - at * 1_800_000 - Math.floor(next() * 600_000)
    const threadId = idAt(atMs, next)
    const has = plant !== undefined && at % plant.every === 0
    writeSession(home, {
      threadId,
      atMs,
      cwd: cwds[at % cwds.length],
      branch: at % 3 === 0 ? `topic/${words[at % words.length]}` : 'main',
      turns,
      provider,
      say: has
        ? (turn) => (turn === 1 ? { [plant.as ?? 'agent']: `It holds ${plant.words} in the middle.` } : {})
        : undefined,
    })
    threadIds.push(threadId)
    if (has) planted.push(threadId)
  }
  return { threadIds, planted }
}

/** Gives sessions names, as Codex keeps them. @param {Record<string, string>} names By thread id. */
export function writeNames(home, names) {
  const lines = Object.entries(names).map(([id, name]) =>
    JSON.stringify({ id, thread_name: name, updated_at: '2026-01-01T00:00:00Z' }),
  )
  mkdirSync(home, { recursive: true })
  appendFileSync(join(home, 'session_index.jsonl'), `${lines.join('\n')}\n`)
}

/** Files that are no sessions: zero-byte, binary, torn, foreign, unreadable as JSON. @returns {string[]} Their paths. */
export function writeOddFiles(home, atMs) {
  const next = numbers(99)
  const make = (content) => {
    const { day, name } = placeOf(atMs, idAt(atMs, next))
    const folder = join(home, 'sessions', ...day)
    mkdirSync(folder, { recursive: true })
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return [
    make(''),
    make(Buffer.from([0, 1, 2, 255, 254, 10, 0])),
    make('{"type":"session_me'),
    make('no json at all\n'),
  ]
}
