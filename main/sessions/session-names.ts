// The names that people gave their sessions, as Codex keeps them in a home's session_index.jsonl: a line per naming, the last
// one of a thread counts. Read only; Codex writes it (`thread/name/set`).
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { homeLayout } from '../codex/home/layout'

/** A file larger than this is no index that Codex wrote. */
const maxBytes = 64 * 1024 * 1024
const maxName = 300

/** Thread id → name. Empty when there is no such file or it can't be read; a line that is none is passed over. */
export async function readSessionNames(home: string): Promise<ReadonlyMap<string, string>> {
  const path = homeLayout(home).sessionIndex
  const names = new Map<string, string>()
  try {
    const { size } = await stat(path)
    if (size === 0 || size > maxBytes) return names
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
    for await (const line of lines) {
      const named = parseLine(line)
      if (named === null) continue
      if (named.name === '') names.delete(named.id)
      else names.set(named.id, named.name)
    }
  } catch {
    // No names: the sessions then show their first words.
  }
  return names
}

function parseLine(line: string): { id: string; name: string } | null {
  try {
    const record: unknown = JSON.parse(line)
    if (typeof record !== 'object' || record === null || !('id' in record) || !('thread_name' in record)) return null
    const { id, thread_name: name } = record
    if (typeof id !== 'string' || typeof name !== 'string') return null
    return { id: id.toLowerCase(), name: name.trim().slice(0, maxName) }
  } catch {
    return null
  }
}
