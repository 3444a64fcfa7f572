// Fetches patches of files: those asked for last come first (they are on the screen), a few dozen a call, one call at a time. What
// one bad file spoils for its batch is asked for file by file.
import type { FilePatch } from '../../../preload/contract/changes'
import type { Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import type { PatchState } from './patch-state'

/** Files a call: enough for a screen, few enough that the next screen doesn't wait long. */
const batchSize = 32

interface QueueParts {
  viewId: () => string | null
  /** Whether the file is still in the view and still lacks a patch. */
  isWanted: (fileId: string) => boolean
  take: (entries: [string, PatchState][]) => void
  /** Main doesn't have the view any more. */
  lost: () => void
}

export class PatchQueue {
  readonly #parts: QueueParts
  /** The last one is fetched first. */
  #wanted: string[] = []
  #running = false

  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  want(fileIds: readonly string[]): void {
    const asked = new Set(fileIds)
    this.#wanted = [...this.#wanted.filter((id) => !asked.has(id)), ...[...asked].toReversed()]
    // What is asked for in one go of drawing becomes one call.
    queueMicrotask(() => this.go())
  }

  clear(): void {
    this.#wanted = []
  }

  /** Goes on where files wait and no call runs. */
  go(): void {
    if (!this.#running) void this.#run()
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#wanted.length > 0) {
        const viewId = this.#parts.viewId()
        if (viewId === null) return
        const batch = this.#wanted.splice(-batchSize).filter((id) => this.#parts.isWanted(id))
        if (batch.length === 0) continue
        const result = await app('changes/patches', { viewId, fileIds: batch })
        if (this.#parts.viewId() !== viewId) {
          // Read anew meanwhile: the list asks for a file once, so what it asked for stays asked for.
          this.#wanted = [...this.#wanted, ...batch]
          continue
        }
        if (!result.ok && result.error.code === 'view-closed') {
          this.#wanted = [...this.#wanted, ...batch]
          this.#parts.lost()
          return
        }
        this.#parts.take(await this.#entries(viewId, batch, result))
      }
    } finally {
      this.#running = false
    }
  }

  async #entries(
    viewId: string,
    batch: readonly string[],
    result: Result<FilePatch[]>,
  ): Promise<[string, PatchState][]> {
    if (result.ok) {
      const came = new Map(result.value.map((patch) => [patch.fileId, patch]))
      return batch.map((id) => {
        const patch = came.get(id)
        return [id, patch === undefined ? failed('The app sent no lines of this file.') : { state: 'ready', patch }]
      })
    }
    const [only] = batch
    if (batch.length === 1 && only !== undefined) return [[only, failed(result.error.message)]]
    const entries: [string, PatchState][] = []
    for (const id of batch) {
      const one = await app('changes/patches', { viewId, fileIds: [id] })
      entries.push(...(await this.#entries(viewId, [id], one)))
    }
    return entries
  }
}

const failed = (problem: string): PatchState => ({ state: 'failed', problem })
