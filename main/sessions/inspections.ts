// Rollout files that are open in the inspector: read page by page, so that a file of any size shows at once and little of
// it is in memory. The window names them by handles, never by paths.
import { basename } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Inspection, InspectorPage, InspectorRow } from '@contract/inspection'
import { CallError } from '../app/call-error'
import { readBytes, readLines, sizeOfFile } from '../codex/rollout/lines'
import { parseRecord } from '../codex/rollout/records'
import { summarizeRollout } from '../codex/rollout/summary'
import { Timeline } from '../codex/rollout/timeline'

interface Open {
  readonly path: string
  /** What the timeline remembers, and the offset that it stands at: pages that follow one another carry on with it. */
  at: number
  timeline: Timeline
}

/** More can't be looked at side by side; the one opened first is let go. */
const mostOpen = 16
const mostRaw = 1024 * 1024
/** A page ends after so many bytes, whatever was asked for: few rows of a megabyte each are enough. */
const mostPageBytes = 16 * 1024 * 1024

export class Inspections {
  readonly #open = new Map<string, Open>()

  /** Opens a file. Rejects in words when it can't be read. */
  async open(path: string): Promise<Inspection> {
    const size = await sizeOfFile(path)
    // Whether it may be read, in words.
    await readBytes(path, 0, 1)
    const id = randomUUID()
    this.#open.set(id, { path, at: 0, timeline: new Timeline() })
    const [oldest] = this.#open.keys()
    if (this.#open.size > mostOpen && oldest !== undefined) this.#open.delete(oldest)
    // Any file may be looked at, also one that begins as no session does.
    const threadId = await summarizeRollout(path).then(
      (summary) => summary.threadId || null,
      () => null,
    )
    return { id, name: basename(path), path, bytes: size, threadId }
  }

  /** At most `limit` rows from byte `offset` on, which is 0 or the `nextOffset` of a page. */
  async page(id: string, offset: number, limit: number): Promise<InspectorPage> {
    const open = this.#find(id)
    const size = await sizeOfFile(open.path)
    if (open.at !== offset) {
      open.timeline = new Timeline()
      open.at = offset
    }
    const { timeline } = open
    const rows: InspectorRow[] = []
    let next = offset
    reading: for await (const lines of readLines(open.path, { start: offset })) {
      for (const line of lines) {
        next = line.offset + line.length + (line.ended ? 1 : 0)
        const record = parseRecord(line)
        if (record !== null) rows.push(timeline.row(record))
        if (rows.length >= limit || next - offset >= mostPageBytes) break reading
      }
    }
    // Somebody else may have asked for another page meanwhile: what it left is not overwritten.
    if (open.timeline === timeline) open.at = next
    return { rows, nextOffset: next < size ? next : null, progress: size === 0 ? 1 : Math.min(1, next / size) }
  }

  /** The text of a line, at most 1 MiB of it. */
  async raw(id: string, offset: number, length: number): Promise<{ text: string; truncated: boolean }> {
    const { path } = this.#find(id)
    const bytes = await readBytes(path, offset, Math.min(length, mostRaw))
    return { text: bytes.toString('utf8'), truncated: length > mostRaw }
  }

  close(id: string): void {
    this.#open.delete(id)
  }

  #find(id: string): Open {
    const open = this.#open.get(id)
    if (!open) throw new CallError('not-open', 'This file is not open in the inspector any more. Open it again.')
    return open
  }
}
