// Turns the records of a rollout into the rows of a timeline: kind, one line of words, turn, duration, status, tokens. Pure
// but for what it must remember between records, which is bounded. It reads no file.
import { fieldsOf, listOf, numberOf, partsText, textOf, type Fields } from './fields'
import { clockOf, timeOf, turnIdOf, type RolloutRecord } from './records'
import { isPersonsMessage } from './summary'
import { kindOfEvent, kindOfItem, kindOfTool, type InspectorKind } from './timeline-kinds'
import { tokensOf, type TokenCount } from './tokens'

export interface TimelineRow {
  /** Place in the file, from 0. */
  readonly index: number
  readonly offset: number
  readonly length: number
  readonly type: string
  readonly subtype: string
  readonly kind: InspectorKind
  readonly label: string
  readonly atMs: number | null
  readonly turnId: string | null
  readonly itemId: string | null
  readonly durationMs: number | null
  readonly status: 'running' | 'completed' | 'failed' | 'interrupted' | 'declined' | null
  readonly tokens: TokenCount | null
}

type Told = Partial<Pick<TimelineRow, 'itemId' | 'durationMs' | 'status' | 'tokens'>> & {
  kind: InspectorKind
  label: string
  subtype?: string
}

interface Call {
  name: string
  atMs: number | null
}

const longestLabel = 200
const longestName = 200
const mostOpenCalls = 1000

export class Timeline {
  #index = 0
  #turnId: string | null = null
  /** Calls whose outputs have not come yet, by call id. */
  readonly #calls = new Map<string, Call>()

  /** The row of the next record. */
  row(record: RolloutRecord): TimelineRow {
    const { offset, length } = record
    const place = { index: this.#index++, offset, length }
    if (record.kind === 'bad') {
      const label = record.start === '' ? record.reason : `${record.reason} ${oneLine(record.start)}`
      return {
        ...place,
        type: 'bad',
        subtype: '',
        kind: 'bad',
        label: label.slice(0, longestLabel),
        atMs: null,
        turnId: this.#turnId,
        itemId: null,
        durationMs: null,
        status: null,
        tokens: null,
      }
    }
    const type = record.kind === 'unknown' ? record.type || 'unknown' : record.kind
    const own = turnIdOf(record)
    if (own !== null) this.#turnId = short(own)
    const turnId = record.kind === 'session_meta' ? null : this.#turnId
    const { kind, label, subtype, ...told } = this.#tell(record)
    const row = {
      ...place,
      type: short(type),
      subtype: short(subtype ?? textOf(record.payload, 'type') ?? ''),
      kind,
      label: oneLine(label),
      atMs: timeOf(record),
      turnId,
      itemId: told.itemId == null ? null : short(told.itemId),
      durationMs: lasting(told.durationMs),
      status: told.status ?? null,
      tokens: told.tokens ?? null,
    }
    if (isTurnEnd(row.subtype)) this.#turnId = null
    return row
  }

  #tell(record: Exclude<RolloutRecord, { kind: 'bad' }>): Told {
    const { payload } = record
    switch (record.kind) {
      case 'session_meta':
        return {
          kind: 'session',
          label: [
            `Codex ${textOf(payload, 'cli_version') ?? ''}`,
            textOf(payload, 'originator'),
            textOf(payload, 'cwd'),
          ]
            .filter(Boolean)
            .join(' · '),
          itemId: null,
        }
      case 'turn_context':
        return {
          kind: 'context',
          label: ['Turn context', textOf(payload, 'model'), textOf(payload, 'approval_policy'), textOf(payload, 'cwd')]
            .filter(Boolean)
            .join(' · '),
        }
      case 'world_state':
        return { kind: 'context', label: payload['full'] === true ? 'World state, whole' : 'World state, changes' }
      case 'compacted':
        return { kind: 'compaction', label: `Compacted: ${textOf(payload, 'message') ?? ''}` }
      case 'token_usage_record': {
        const tokens = tokensOf(payload['usage'])
        return { kind: 'usage', label: 'Tokens of one answer', tokens }
      }
      case 'response_item':
        return this.#responseItem(payload, timeOf(record))
      case 'event_msg':
        return eventTold(payload)
      case 'unknown':
        return { kind: 'other', label: textOf(payload, 'message') ?? textOf(payload, 'text') ?? record.type }
      default:
        return record satisfies never
    }
  }

  #responseItem(payload: Fields, atMs: number | null): Told {
    const type = textOf(payload, 'type') ?? ''
    const itemId = textOf(payload, 'id')
    switch (type) {
      case 'message': {
        const role = textOf(payload, 'role')
        const kind = role === 'assistant' ? 'agent' : isPersonsMessage(payload) ? 'user' : 'context'
        return { kind, label: partsText(listOf(payload, 'content')), itemId }
      }
      case 'reasoning':
        return { kind: 'reasoning', label: partsText(listOf(payload, 'summary')) || 'Reasoning (encrypted)', itemId }
      case 'function_call':
      case 'custom_tool_call':
      case 'local_shell_call': {
        const name = textOf(payload, 'name') ?? 'shell'
        const callId = textOf(payload, 'call_id')
        if (callId !== null) this.#remember(callId, { name, atMs })
        const input = textOf(payload, 'arguments') ?? textOf(payload, 'input') ?? ''
        return { kind: kindOfTool(name), label: `${name} ${commandIn(input)}`, itemId: callId ?? itemId }
      }
      case 'function_call_output':
      case 'custom_tool_call_output': {
        const callId = textOf(payload, 'call_id')
        const call = callId === null ? undefined : this.#calls.get(callId)
        if (callId !== null) this.#calls.delete(callId)
        const durationMs = call?.atMs == null || atMs === null ? null : Math.max(0, atMs - call.atMs)
        const output = payload['output']
        const text = typeof output === 'string' ? output : partsText(Array.isArray(output) ? output : [])
        return { kind: kindOfTool(call?.name ?? ''), label: `→ ${text}`, itemId: callId ?? itemId, durationMs }
      }
      case 'web_search_call':
        return { kind: 'search', label: textOf(fieldsOf(payload['action']), 'query') ?? 'Web search', itemId }
      case 'compaction':
        return { kind: 'compaction', label: 'Compaction', itemId }
      default:
        return { kind: 'other', label: type, itemId }
    }
  }

  #remember(callId: string, call: Call): void {
    this.#calls.set(callId, call)
    const [oldest] = this.#calls.keys()
    if (this.#calls.size > mostOpenCalls && oldest !== undefined) this.#calls.delete(oldest)
  }
}

const isTurnEnd = (subtype: string): boolean => /^(?:task_complete|turn_complete|turn_aborted)$/.test(subtype)

function eventTold(payload: Fields): Told {
  const type = textOf(payload, 'type') ?? ''
  if (type === 'item_completed' || type === 'item_started') return itemTold(payload, type === 'item_started')
  const itemId = textOf(payload, 'call_id') ?? textOf(payload, 'item_id')
  const kind = kindOfEvent(type)
  switch (type) {
    case 'task_started':
    case 'turn_started':
      return { kind, label: 'Turn started', status: 'running' }
    case 'task_complete':
    case 'turn_complete':
      return { kind, label: 'Turn completed', status: 'completed', durationMs: numberOf(payload, 'duration_ms') }
    case 'turn_aborted':
      return {
        kind,
        label: `Turn interrupted${textOf(payload, 'reason') === null ? '' : `: ${textOf(payload, 'reason')}`}`,
        status: 'interrupted',
        durationMs: numberOf(payload, 'duration_ms'),
      }
    case 'token_count': {
      const info = fieldsOf(payload['info'])
      return { kind, label: 'Tokens so far', tokens: tokensOf(info['total_token_usage']) }
    }
    default: {
      const exit = numberOf(payload, 'exit_code')
      const failed = (exit !== null && exit !== 0) || payload['success'] === false
      const ended = type.endsWith('_end')
      return {
        kind,
        label: wordsOf(payload) || type.replaceAll('_', ' '),
        itemId,
        durationMs: durationOf(payload['duration']),
        status: kind === 'error' ? 'failed' : ended ? (failed ? 'failed' : 'completed') : null,
      }
    }
  }
}

function itemTold(payload: Fields, started: boolean): Told {
  const item = fieldsOf(payload['item'])
  const type = textOf(item, 'type') ?? ''
  const begin = clockOf(payload, 'started_at')
  const end = clockOf(payload, 'completed_at')
  const own = durationOf(item['duration']) ?? numberOf(item, 'duration_ms') ?? numberOf(item, 'durationMs')
  return {
    kind: kindOfItem(type),
    subtype: type,
    label: wordsOf(item) || type,
    itemId: textOf(item, 'id'),
    durationMs: own ?? (begin === null || end === null ? null : Math.max(0, end - begin)),
    status: started ? 'running' : statusOf(textOf(item, 'status')),
  }
}

function statusOf(status: string | null): TimelineRow['status'] {
  switch (status) {
    case 'failed':
    case 'errored':
      return 'failed'
    case 'declined':
      return 'declined'
    case 'inProgress':
    case 'in_progress':
      return 'running'
    default:
      return 'completed'
  }
}

/** What an item or event is about, wherever its kind keeps it. */
function wordsOf(from: Fields): string {
  const command = from['command']
  if (Array.isArray(command)) {
    const last: unknown = command.at(-1)
    return typeof last === 'string' ? last : ''
  }
  const changes = from['changes']
  const paths = Array.isArray(changes)
    ? changes.flatMap((change) => textOf(fieldsOf(change), 'path') ?? [])
    : Object.keys(fieldsOf(changes))
  if (paths.length > 0) return paths.join(', ')
  const tool = textOf(from, 'tool')
  if (tool !== null) return [textOf(from, 'server'), tool].filter(Boolean).join(' · ')
  for (const key of ['text', 'message', 'command', 'query', 'review', 'path', 'delta', 'name']) {
    const text = textOf(from, key)
    if (text !== null && text !== '') return text
  }
  for (const key of ['content', 'summary_text', 'summary', 'fragments']) {
    const text = partsText(listOf(from, key))
    if (text !== '') return text
  }
  return ''
}

/** ms of a duration written as {secs, nanos}, or as a number of ms. */
function durationOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  const { secs, nanos } = fieldsOf(value)
  return typeof secs === 'number' ? secs * 1000 + (typeof nanos === 'number' ? nanos / 1e6 : 0) : null
}

/** A time that something can have taken; null for any other number. */
const lasting = (ms: number | null | undefined): number | null =>
  ms != null && Number.isFinite(ms) && ms >= 0 ? ms : null

/** Names and ids are short; what is longer is no name, and a page of such must not weigh what the file does. */
const short = (text: string): string => text.slice(0, longestName)

/** The command inside a tool call's arguments, when they are JSON with one; else the arguments as they are. */
function commandIn(input: string): string {
  if (input.length > 4096 || !input.startsWith('{')) return input
  try {
    const read = fieldsOf(JSON.parse(input))
    const command = read['cmd'] ?? read['command']
    return typeof command === 'string' ? command : Array.isArray(command) ? command.join(' ') : input
  } catch {
    return input
  }
}

function oneLine(text: string): string {
  return text
    .slice(0, longestLabel * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestLabel)
}
