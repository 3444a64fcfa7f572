// Where in its thread a record stands: its turn, its item, its words.
import { openForReading } from '../rollout/lines'
import { parseRecord, turnIdOf, type RolloutRecord } from '../rollout/records'
import { fieldsOf, textOf } from '../rollout/fields'
import type { FileHandle } from 'node:fs/promises'
import { lineAt } from './line-at'
import { saidIn } from './said'

export interface RecordPlace {
  readonly turnId: string | null
  readonly itemId: string | null
  /** At most 4,000 characters. */
  readonly text: string
}

const step = 256 * 1024
/** A turn that began further up than this is not looked for. */
const furthest = 256 * 1024 * 1024
const longest = 4000

/** The place of the record whose line begins at `offset`. Rejects when the file can't be read. */
export async function locateRecord(path: string, offset: number): Promise<RecordPlace> {
  const file = await openForReading(path)
  try {
    const line = lineAt(file.fd, offset)
    const record = parseRecord(line)
    const own = record === null ? null : turnIdOf(record)
    return {
      turnId: own ?? (await turnBefore(file, line.offset)),
      itemId: record === null ? null : itemIdOf(record),
      text:
        record === null
          ? ''
          : saidIn(record)
              .map(({ text }) => text)
              .join('\n')
              .slice(0, longest),
    }
  } finally {
    await file.close()
  }
}

/** The item's id as Codex's API has it, where the record names it. */
function itemIdOf(record: RolloutRecord): string | null {
  if (record.kind === 'bad') return null
  const { payload } = record
  if (record.kind === 'event_msg') return textOf(fieldsOf(payload['item']), 'id') ?? textOf(payload, 'call_id')
  if (record.kind !== 'response_item') return null
  const callId = textOf(payload, 'call_id')
  if (callId !== null) return callId
  // The person's message has another id as an item.
  return textOf(payload, 'role') === 'user' ? null : textOf(payload, 'id')
}

/** The turn that was named last before a place: read backwards, a bounded piece at a time. */
async function turnBefore(file: FileHandle, offset: number): Promise<string | null> {
  for (let to = offset; to > 0 && offset - to < furthest; to -= step) {
    // A little more at the end, for an id that lies across two pieces.
    const from = Math.max(0, to - step)
    const length = Math.min(offset, to + 128) - from
    const buffer = Buffer.allocUnsafe(length)
    const { bytesRead } = await file.read(buffer, 0, length, from)
    const ids = [...buffer.toString('latin1', 0, bytesRead).matchAll(/"turn_id":"([^"]{8,64})"/g)]
    const last = ids.at(-1)?.[1]
    if (last !== undefined) return last
  }
  return null
}
