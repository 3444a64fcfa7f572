// Reads a rollout record by record: streaming, typed, lenient, memory-bounded.
import { readLines, type LineOptions } from './lines'
import { parseRecord, type RolloutRecord } from './records'

/**
 * The records of a rollout file in the order written, in batches of about a megabyte. Bad lines are records of kind `bad`;
 * empty ones are passed over. Rejects as `readLines` does, for the file itself and never for its content.
 */
export async function* readRollout(path: string, options: LineOptions = {}): AsyncGenerator<RolloutRecord[]> {
  for await (const lines of readLines(path, options)) {
    const records: RolloutRecord[] = []
    for (const line of lines) {
      const record = parseRecord(line)
      if (record !== null) records.push(record)
    }
    if (records.length > 0) yield records
  }
}
