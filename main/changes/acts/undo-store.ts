// What takes acts back, for as long as the app runs: bounded, the oldest are forgotten first. Contents are held in memory and
// nowhere else.
import { randomUUID } from 'node:crypto'
import type { FileTransition } from './file-transition'
import type { IndexChange } from './index-entries'

export type WayBack =
  | { readonly kind: 'files'; readonly transition: FileTransition }
  | { readonly kind: 'index'; readonly changes: readonly IndexChange[] }

export interface UndoRecord {
  /** Absolute real path of the folder that the act was in. */
  readonly folder: string
  readonly way: WayBack
  /** What the act did, as in "Staged 2 hunks of a.ts". */
  readonly summary: string
  /** Paths as a person reads them. */
  readonly names: readonly string[]
  readonly bytes: number
}

const maxRecords = 200

export class UndoStore {
  readonly #maxBytes: number
  /** Oldest first. */
  readonly #records = new Map<string, UndoRecord>()

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Keeps a way back; gives the id that takes it. */
  keep(record: UndoRecord): string {
    const id = randomUUID()
    this.#records.set(id, record)
    let bytes = [...this.#records.values()].reduce((sum, one) => sum + one.bytes, 0)
    for (const [old, one] of this.#records) {
      if (old === id || (this.#records.size <= maxRecords && bytes <= this.#maxBytes)) break
      this.#records.delete(old)
      bytes -= one.bytes
    }
    return id
  }

  find(folder: string, id: string): UndoRecord | null {
    const record = this.#records.get(id)
    return record?.folder === folder ? record : null
  }

  forget(id: string): void {
    this.#records.delete(id)
  }
}
