// A home's history.jsonl: what the person typed in the terminal, across sessions. Read only.
import { homeLayout } from '../home/layout'
import { fieldsOf, numberOf, textOf } from './fields'
import { readLines } from './lines'

export interface HistoryEntry {
  readonly threadId: string
  /** Unix ms. */
  readonly atMs: number | null
  readonly text: string
}

/** The entries in the order written, in batches. Lines that are none are passed over. Rejects when the file can't be read. */
export async function* readHistory(home: string, signal?: AbortSignal): AsyncGenerator<HistoryEntry[]> {
  for await (const lines of readLines(homeLayout(home).history, signal ? { signal } : {})) {
    const entries = lines.flatMap(({ text }) => parseEntry(text) ?? [])
    if (entries.length > 0) yield entries
  }
}

function parseEntry(line: string | null): HistoryEntry | null {
  if (line === null || line === '') return null
  try {
    const read = fieldsOf(JSON.parse(line))
    const threadId = textOf(read, 'session_id') ?? textOf(read, 'conversation_id')
    const text = textOf(read, 'text')
    const seconds = numberOf(read, 'ts')
    return threadId === null || text === null
      ? null
      : { threadId, text, atMs: seconds === null ? null : seconds * 1000 }
  } catch {
    return null
  }
}
