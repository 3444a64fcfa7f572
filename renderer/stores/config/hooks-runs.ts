// Runs of hooks as this window sees them, and before them those of the app's own log: Codex writes down none. Bounded; the oldest go.
// `receive` is called for each message of main, so it looks at the name of a notification first.
import { create } from 'zustand'
import type { PushEvent } from '../../../preload/contract/events'
import type { HookRunRecord } from '../../../preload/contract/extensions'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { fields, listIn, numberIn, textIn } from '../threads/decode'

/** A run of a hook. Its status: running, completed, failed, blocked, stopped; others pass through. */
export interface HookRun extends HookRunRecord {
  /** Counts up; names the row. */
  seq: number
  projectId: string
}

interface HookRunsStore {
  /** Newest first. */
  runs: readonly HookRun[]
  receive(events: readonly PushEvent[]): void
  /** Reads those from before this window was opened. */
  load(projectId: string): Promise<void>
  forget(projectId: string): Promise<void>
}

export const mostRuns = 500
/** Characters of one entry, and entries of a run. */
const mostText = 4000
const mostEntries = 20

let nextSeq = 0

function readRun(projectId: string, params: unknown, cameMs: number): HookRun | null {
  const read = fields(params)
  const run = fields(read['run'])
  const runId = textIn(run, 'id')
  const threadId = textIn(read, 'threadId')
  if (runId === null || threadId === null) return null
  const startedAt = numberIn(run, 'startedAt')
  return {
    seq: nextSeq++,
    projectId,
    threadId,
    turnId: textIn(read, 'turnId'),
    runId,
    event: textIn(run, 'eventName') ?? 'unknown',
    file: textIn(run, 'sourcePath') ?? '',
    status: textIn(run, 'status') ?? 'running',
    // Codex says seconds.
    startedAtMs: startedAt === null ? cameMs : startedAt * 1000,
    durationMs: numberIn(run, 'durationMs'),
    entries: listIn(run, 'entries')
      .slice(0, mostEntries)
      .map((entry) => ({
        kind: textIn(fields(entry), 'kind') ?? '',
        text: (textIn(fields(entry), 'text') ?? '').slice(0, mostText),
      })),
  }
}

/** Codex's ids come again in each turn, so this names a run. */
const nameOf = ({ threadId, turnId, runId, startedAtMs }: HookRunRecord): string =>
  JSON.stringify([threadId, turnId, runId, startedAtMs])

export const useHookRuns = create<HookRunsStore>()((set) => ({
  runs: [],
  receive(events) {
    const fresh: HookRun[] = []
    for (const event of events) {
      if (event.type !== 'codex' || !event.notification.method.startsWith('hook/')) continue
      const { params, emittedAtMs } = event.notification
      const run = readRun(event.projectId, params, emittedAtMs ?? Date.now())
      if (run !== null) fresh.push(run)
    }
    if (fresh.length === 0) return
    set(({ runs }) => {
      let now = [...runs]
      for (const run of fresh) {
        const going = now.findIndex(
          (one) =>
            one.status === 'running' &&
            one.runId === run.runId &&
            one.threadId === run.threadId &&
            one.turnId === run.turnId,
        )
        const before = now[going]
        if (before === undefined) now = [run, ...now]
        else now[going] = { ...run, seq: before.seq }
      }
      return { runs: now.slice(0, mostRuns) }
    })
  },
  async load(projectId) {
    const result = await app('hooks/runs', { projectId })
    // Without the log there are those that were seen.
    if (!result.ok) return
    set(({ runs }) => {
      const seen = new Set(runs.filter((run) => run.projectId === projectId).map(nameOf))
      const older = result.value
        .filter((run) => !seen.has(nameOf(run)))
        .map((run): HookRun => ({ ...run, projectId, seq: nextSeq++ }))
      return { runs: [...runs, ...older].toSorted((a, b) => b.startedAtMs - a.startedAtMs).slice(0, mostRuns) }
    })
  },
  async forget(projectId) {
    set(({ runs }) => ({ runs: runs.filter((run) => run.projectId !== projectId) }))
    const result = await app('hooks/forgetRuns', { projectId })
    if (!result.ok) tellFailure('The log was not emptied', result.error, projectId)
  },
}))
