// What a line of a rollout is: a record of a known kind, one of a kind that this app doesn't know, or a bad line. Lenient: a
// record's payload is handed on unread, and no content ever throws.
import { fieldsOf, numberOf, textOf, type Fields } from './fields'
import type { FileLine } from './lines'

export const recordTypes = [
  'session_meta',
  'response_item',
  'event_msg',
  'turn_context',
  'world_state',
  'compacted',
  'token_usage_record',
] as const
export type RecordType = (typeof recordTypes)[number]

interface Place {
  /** Byte offset and length of the line. */
  readonly offset: number
  readonly length: number
}

export interface KnownRecord extends Place {
  readonly kind: RecordType
  /** ISO 8601 as written; see `timeOf`. */
  readonly timestamp: string | null
  readonly payload: Fields
}

export interface UnknownRecord extends Place {
  readonly kind: 'unknown'
  /** The type as written, '' when there is none. */
  readonly type: string
  readonly timestamp: string | null
  readonly payload: Fields
}

export interface BadLine extends Place {
  readonly kind: 'bad'
  /** In words. */
  readonly reason: string
  /** The first characters of the line. */
  readonly start: string
}

export type RolloutRecord = KnownRecord | UnknownRecord | BadLine

const known: ReadonlySet<string> = new Set(recordTypes)
const isKnown = (type: string): type is RecordType => known.has(type)
const shownStart = 200

/** Reads one line. Null for an empty one. */
export function parseRecord(line: FileLine): RolloutRecord | null {
  const { offset, length, text } = line
  if (length === 0) return null
  if (text === null) return { kind: 'bad', offset, length, reason: 'The line is too long to be read.', start: '' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return badLine(line, text)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'bad', offset, length, reason: 'The line is JSON, but no record.', start: text.slice(0, shownStart) }
  const record = value as Fields
  const type = textOf(record, 'type') ?? ''
  const timestamp = textOf(record, 'timestamp')
  const payload = fieldsOf(record['payload'])
  return isKnown(type)
    ? { kind: type, offset, length, timestamp, payload }
    : { kind: 'unknown', type, offset, length, timestamp, payload: 'payload' in record ? payload : record }
}

function badLine({ offset, length, ended }: FileLine, text: string): RolloutRecord | null {
  // A line end of two characters, a mark at the start of the file: not Codex's, and no reason to lose the record.
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return null
  if (trimmed !== text) return parseRecord({ offset, length, ended, text: trimmed })
  // A line that is being written may end in the middle of a character.
  const written = ended ? text : text.replace(/\uFFFD{1,3}$/, '')
  const reason = /[\0\uFFFD]/.test(written.slice(0, 4096))
    ? 'The line is no text.'
    : ended
      ? 'The line is no JSON.'
      : 'The last line was not written to its end.'
  return { kind: 'bad', offset, length, reason, start: text.slice(0, shownStart) }
}

/** When a record was written, Unix ms; null when it doesn't say. */
export function timeOf(record: RolloutRecord): number | null {
  return record.kind === 'bad' ? null : clockIn(record.timestamp)
}

/** No clock tells these: a calendar day of four digits for the year is all that lists and charts are made for. */
const latestClock = Date.UTC(9999, 11, 30)

/** The Unix ms of an ISO 8601 text; null for what is none, or before 1970 or after 9999. */
export function clockIn(text: string | null): number | null {
  const ms = Date.parse(text ?? '')
  return ms >= 0 && ms <= latestClock ? ms : null
}

/** The id of the turn that a record names, null when it names none. */
export function turnIdOf(record: RolloutRecord): string | null {
  if (record.kind === 'bad') return null
  const { payload } = record
  return (
    textOf(payload, 'turn_id') ??
    textOf(fieldsOf(payload['internal_chat_message_metadata_passthrough']), 'turn_id') ??
    textOf(fieldsOf(payload['turn_attribution']), 'turn_id')
  )
}

/** Unix ms of the two spellings that records have: `<name>_ms`, or `<name>` in seconds. */
export function clockOf(payload: Fields, name: string): number | null {
  const ms = numberOf(payload, `${name}_ms`)
  if (ms !== null) return ms
  const seconds = numberOf(payload, name)
  return seconds === null ? null : seconds * 1000
}
