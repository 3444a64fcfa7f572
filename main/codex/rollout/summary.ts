// The facts of a session that a list shows, from the beginning of its rollout: one small read for nearly all files.
import { CodexError } from '../errors'
import { fieldsOf, listOf, partsText, textOf, type Fields } from './fields'
import { openForReading, readAt } from './lines'
import { clockIn, parseRecord, timeOf, type RolloutRecord } from './records'

export interface RolloutSummary {
  readonly threadId: string
  /** First words of the person, at most 400 characters; '' when none are near the beginning. */
  readonly preview: string
  /** Unix ms. */
  readonly createdAtMs: number | null
  readonly cwd: string
  readonly branch: string | null
  readonly modelProvider: string | null
  /** Set for a sub-agent's thread. */
  readonly parentThreadId: string | null
  /** The thread that this one was forked from. */
  readonly forkedFromId: string | null
  /** The file that this one continues: the id of a thread, or of a segment of one. */
  readonly baseFileId: string | null
  /** cli, vscode, exec, subAgent… as recorded. */
  readonly source: string | null
  readonly historyMode: 'legacy' | 'paginated'
}

/** The first read holds session_meta (about 22 kB) and the first turn's beginning; then more, up to the bound. */
const firstRead = 48 * 1024
const mostRead = 3 * 1024 * 1024
const previewLength = 400

/** Reads the beginning of a rollout. Rejects with `rollout-unreadable`, also when it doesn't begin as a session does. */
export async function summarizeRollout(path: string): Promise<RolloutSummary> {
  const file = await openForReading(path)
  try {
    let head = Buffer.alloc(0)
    for (let size = firstRead; ; size *= 4) {
      const more = Buffer.allocUnsafe(size - head.length)
      const { bytesRead } = await readAt(file, more, more.length, head.length, path)
      head = Buffer.concat([head, more.subarray(0, bytesRead)])
      const whole = bytesRead < more.length
      const records = recordsIn(head, whole)
      const meta = records.find((record) => record.kind === 'session_meta')
      const preview = previewOf(records)
      if (whole || size >= mostRead || (meta !== undefined && preview !== '')) {
        if (meta === undefined) throw notASession(path, records)
        return summaryOf(meta, preview)
      }
    }
  } finally {
    await file.close()
  }
}

function recordsIn(head: Buffer, whole: boolean): RolloutRecord[] {
  const records: RolloutRecord[] = []
  let from = 0
  while (from < head.length) {
    const found = head.indexOf(10, from)
    if (found < 0 && !whole) break
    const to = found < 0 ? head.length : found
    const record = parseRecord({
      offset: from,
      length: to - from,
      text: head.toString('utf8', from, to),
      ended: found >= 0,
    })
    if (record !== null) records.push(record)
    from = to + 1
  }
  return records
}

function summaryOf(meta: RolloutRecord, preview: string): RolloutSummary {
  const payload = meta.kind === 'bad' ? {} : meta.payload
  const source = payload['source']
  const agent = fieldsOf(fieldsOf(fieldsOf(source)['subAgent'] ?? fieldsOf(source)['subagent'])['thread_spawn'])
  return {
    threadId: textOf(payload, 'id') ?? '',
    preview,
    createdAtMs: clockIn(textOf(payload, 'timestamp')) ?? timeOf(meta),
    cwd: textOf(payload, 'cwd') ?? '',
    branch: textOf(fieldsOf(payload['git']), 'branch'),
    modelProvider: textOf(payload, 'model_provider'),
    parentThreadId: textOf(agent, 'parent_thread_id') ?? textOf(payload, 'parent_thread_id'),
    forkedFromId: textOf(payload, 'forked_from_id'),
    baseFileId: textOf(fieldsOf(payload['history_base']), 'thread_id'),
    source: typeof source === 'string' ? source : (Object.keys(fieldsOf(source))[0] ?? null),
    historyMode: textOf(payload, 'history_mode') === 'paginated' ? 'paginated' : 'legacy',
  }
}

function previewOf(records: readonly RolloutRecord[]): string {
  for (const record of records) {
    const text = personsWords(record)
    if (text !== null && text.trim() !== '') return text.trim().slice(0, previewLength)
  }
  return ''
}

/** What the person said in a record; null for all other records, and for what Codex says in the person's role. */
export function personsWords(record: RolloutRecord): string | null {
  if (record.kind === 'event_msg') {
    const { payload } = record
    switch (textOf(payload, 'type')) {
      case 'user_message':
        return textOf(payload, 'message')
      case 'item_completed': {
        const item = fieldsOf(payload['item'])
        return textOf(item, 'type') === 'UserMessage' ? partsText(listOf(item, 'content')) : null
      }
      default:
        return null
    }
  }
  if (record.kind !== 'response_item') return null
  return isPersonsMessage(record.payload) ? partsText(listOf(record.payload, 'content')) : null
}

/** Context that Codex puts in front of a turn in the person's role begins with a tag or with the heading of AGENTS.md. */
const injected =
  /^\s*(?:<(?:environment_context|user_instructions|turn_aborted|skill|user_shell_command|[a-z_]+_context)\b|# AGENTS\.md)/

/** Whether a `message` of the model's history is the person's own, not context in their role. */
export function isPersonsMessage(payload: Fields): boolean {
  if (textOf(payload, 'type') !== 'message' || textOf(payload, 'role') !== 'user') return false
  const kinds = listOf(fieldsOf(payload['internal_chat_message_metadata_passthrough']), 'content_item_kinds')
  if (kinds.includes('user.text')) return true
  return !injected.test(partsText(listOf(payload, 'content')))
}

function notASession(path: string, records: readonly RolloutRecord[]): CodexError {
  const bad = records[0]?.kind === 'bad' ? ` ${records[0].reason}` : ''
  return new CodexError('rollout-unreadable', `This is no session that Codex wrote.${bad}`, { data: { path } })
}
