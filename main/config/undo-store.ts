// Keeps what files were before the app wrote them, so that a person can take a write back: in memory and bounded, for as long as
// the app runs. What must outlive it is a backup (backups.ts).
import { randomUUID } from 'node:crypto'

export interface UndoEntry {
  readonly projectId: string
  /** The file itself, links resolved. */
  readonly path: string
  /** What was there; null: nothing. */
  readonly before: Uint8Array | null
  /** Hash of what was written: if something else is there by now, nothing is taken back. */
  readonly afterHash: string
  /** Permission bits for a file that has to be made anew. */
  readonly mode: number
  /** Codex has to be told: it is the home's config.toml. */
  readonly isConfig: boolean
}

const mostEntries = 500
const mostBytes = 64 * 1024 * 1024

export class UndoStore {
  /** Oldest first. */
  readonly #entries = new Map<string, UndoEntry>()
  #bytes = 0

  /** Keeps an entry and gives its id. The oldest ones give way. */
  keep(entry: UndoEntry): string {
    const id = randomUUID()
    this.#entries.set(id, entry)
    this.#bytes += entry.before?.byteLength ?? 0
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= mostEntries && this.#bytes <= mostBytes) break
      if (oldest !== id) this.forget(oldest)
    }
    return id
  }

  get(id: string): UndoEntry | null {
    return this.#entries.get(id) ?? null
  }

  /** The ids in the order in which they must be taken back; unknown ones last. */
  newestFirst(ids: readonly string[]): string[] {
    const order = [...this.#entries.keys()].toReversed()
    const known = order.filter((id) => ids.includes(id))
    return [...known, ...new Set(ids.filter((id) => !this.#entries.has(id)))]
  }

  forget(id: string): void {
    this.#bytes -= this.#entries.get(id)?.before?.byteLength ?? 0
    this.#entries.delete(id)
  }
}
