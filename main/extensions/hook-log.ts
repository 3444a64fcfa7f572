// The runs of a project's hooks, on disk: Codex keeps no log of them, and the window only knows those that it saw. Bounded in number and
// words, secrets taken out; the oldest go. What was not written when the app is killed is lost: it is a log, no record.
import { join } from 'node:path'
import { z } from 'zod'
import type { HookRunRecord } from '@contract/extensions'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { redact } from '../app/redact'
import { fields, listIn, textIn } from './answers'

const recordSchema = z.object({
  threadId: z.string(),
  turnId: z.string().nullable(),
  runId: z.string(),
  event: z.string(),
  file: z.string(),
  status: z.string(),
  startedAtMs: z.number(),
  durationMs: z.number().nullable(),
  entries: z.array(z.object({ kind: z.string(), text: z.string() })),
})

/** Runs kept of one project, entries of a run, and characters of an entry. */
export const mostRuns = 300
const mostEntries = 10
const mostText = 1000
/** Runs come in bursts (a hook for each tool call): written together after this long, in ms. */
const gatherMs = 500

export interface HookLogParts {
  /** The app's own folder for these files. */
  folder: string
  onFailure: (reason: unknown) => void
}

/** A finished run as the notification tells of it, or null when it tells too little. `cameMs` stands for a start that isn't told. */
export function readRecord(params: unknown, cameMs: number): HookRunRecord | null {
  const read = fields(params)
  const run = fields(read['run'])
  const [threadId, runId] = [textIn(read, 'threadId'), textIn(run, 'id')]
  if (threadId === null || runId === null) return null
  const [startedAt, durationMs] = [run['startedAt'], run['durationMs']]
  return {
    threadId,
    turnId: textIn(read, 'turnId'),
    runId,
    event: textIn(run, 'eventName') ?? 'unknown',
    file: textIn(run, 'sourcePath') ?? '',
    status: textIn(run, 'status') ?? 'completed',
    // Codex says seconds.
    startedAtMs: typeof startedAt === 'number' ? startedAt * 1000 : cameMs,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    entries: listIn(run, 'entries')
      .slice(0, mostEntries)
      .map((entry) => ({
        kind: textIn(fields(entry), 'kind') ?? '',
        text: redact((textIn(fields(entry), 'text') ?? '').slice(0, mostText)),
      })),
  }
}

export class HookLog {
  readonly #parts: HookLogParts
  readonly #files = new Map<string, JsonFile<HookRunRecord[]>>()
  /** Runs that are not written yet, oldest first. */
  readonly #fresh = new Map<string, HookRunRecord[]>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(parts: HookLogParts) {
    this.#parts = parts
  }

  /** Takes in what Codex tells; anything but the end of a hook's run is nothing to it. */
  notification(projectId: string, method: string, params: unknown, cameMs: number): void {
    if (method !== 'hook/completed') return
    const record = readRecord(params, cameMs)
    if (record === null) return
    this.#fresh.set(projectId, [...(this.#fresh.get(projectId) ?? []), record].slice(-mostRuns))
    this.#timer ??= setTimeout(() => this.flush(), gatherMs)
  }

  /** Newest first. */
  list(projectId: string): HookRunRecord[] {
    return this.#all(projectId).toReversed()
  }

  async forget(projectId: string): Promise<null> {
    this.#fresh.delete(projectId)
    await this.#file(projectId).write([])
    return null
  }

  /** Writes what is not written yet; app/json-file's writesSettled says when that is done. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const projectId of this.#fresh.keys()) {
      const all = this.#all(projectId)
      this.#fresh.delete(projectId)
      this.#file(projectId).write(all).catch(this.#parts.onFailure)
    }
  }

  #all(projectId: string): HookRunRecord[] {
    return [...this.#file(projectId).value, ...(this.#fresh.get(projectId) ?? [])].slice(-mostRuns)
  }

  #file(projectId: string): JsonFile<HookRunRecord[]> {
    const known = this.#files.get(projectId)
    if (known !== undefined) return known
    const file = openJsonFile(join(this.#parts.folder, `${projectId}.json`), z.array(recordSchema), [])
    this.#files.set(projectId, file)
    return file
  }
}
