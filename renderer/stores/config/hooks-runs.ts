// Runs of hooks as this window saw them since it was opened: Codex writes down none. Bounded; the oldest go. Called for each message
// of main, so it looks at the name of a notification first.
import { create } from 'zustand'
import type { PushEvent } from '../../../preload/contract/events'
import { fields, listIn, numberIn, textIn } from '../threads/decode'

export interface HookRun {
  /** Counts up; Codex's ids come again in each turn. */
  seq: number
  projectId: string
  threadId: string
  turnId: string | null
  runId: string
  event: string
  file: string
  /** running, completed, failed, blocked, stopped; others pass through. */
  status: string
  startedAtMs: number
  durationMs: number | null
  /** What it said that Codex passes on: feedback, context, errors. */
  entries: { kind: string; text: string }[]
}

interface HookRunsStore {
  /** Newest first. */
  runs: readonly HookRun[]
  receive(events: readonly PushEvent[]): void
  forget(projectId: string): void
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
  forget: (projectId) => set(({ runs }) => ({ runs: runs.filter((run) => run.projectId !== projectId) })),
}))
