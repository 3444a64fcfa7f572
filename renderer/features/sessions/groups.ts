// Threads under headings of time, and the mark of each. Pure.
import { periodOf, type DotState, type Period } from '../../kit'
import type { ThreadSummary } from '../../stores/model'

export interface ThreadGroup {
  period: Period
  threads: ThreadSummary[]
}

/** Groups in the order given (newest first); a heading comes once for each run of threads. */
export function groupByTime(summaries: readonly ThreadSummary[], nowMs: number): ThreadGroup[] {
  const groups: ThreadGroup[] = []
  for (const summary of summaries) {
    const period = periodOf(summary.updatedAtMs, nowMs)
    const last = groups.at(-1)
    if (last?.period === period) last.threads.push(summary)
    else groups.push({ period, threads: [summary] })
  }
  return groups
}

interface MarkInput {
  activity: ThreadSummary['activity']
  /** A request of this thread waits. */
  waiting: boolean
  /** A turn runs, as this window knows it. */
  running: boolean
  unread: boolean
}

/** What is most pressing about a thread. */
export function markOf({ activity, waiting, running, unread }: MarkInput): DotState {
  if (waiting || activity === 'waiting') return 'waiting'
  if (running || activity === 'running') return 'running'
  if (activity === 'error') return 'failed'
  return unread ? 'unread' : 'none'
}
