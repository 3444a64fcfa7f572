// The rows of a project's list: sections first, then threads under headings of time, sub-agents under their parent; and the
// mark of each. Pure.
import { periodOf, type DotState } from '../../kit'
import type { ThreadList, ThreadSection, ThreadSummary } from '../../stores/threads/model'
import { pinnedSectionId } from '../../stores/lists/thread-lists'

export type ListRow =
  | { kind: 'heading'; key: string; text: string }
  | { kind: 'section'; key: string; section: ThreadSection; folded: boolean; count: number }
  | { kind: 'thread'; key: string; summary: ThreadSummary; child: boolean; agents: number; unfolded: boolean }

export interface RowOptions {
  nowMs: number
  /** Ids of sections that are folded. */
  folded: ReadonlySet<string>
  /** Sub-agents of the threads that are known to have some, by parent. */
  children: Readonly<Record<string, readonly ThreadSummary[]>>
  /** Parents whose sub-agents are shown. */
  unfolded: ReadonlySet<string>
}

/** All rows in order. The heading of the first group is left out while it is today's. */
export function rowsOfList(list: Pick<ThreadList, 'summaries' | 'sections'>, options: RowOptions): ListRow[] {
  const { nowMs, folded, children, unfolded } = options
  const rows: ListRow[] = []
  const known = new Set(list.sections.map(({ id }) => id))
  const add = (summary: ThreadSummary): void => {
    const own = children[summary.id] ?? []
    const isUnfolded = unfolded.has(summary.id)
    rows.push({
      kind: 'thread',
      key: summary.id,
      summary,
      child: false,
      agents: own.length,
      unfolded: isUnfolded,
    })
    if (!isUnfolded) return
    for (const child of own)
      rows.push({
        kind: 'thread',
        key: `${summary.id}/${child.id}`,
        summary: child,
        child: true,
        agents: 0,
        unfolded: false,
      })
  }
  for (const section of list.sections) {
    const members = list.summaries.filter(({ sectionId }) => sectionId === section.id)
    // Every home has it; empty it is only a word in the way.
    if (members.length === 0 && section.id === pinnedSectionId) continue
    const isFolded = folded.has(section.id)
    rows.push({ kind: 'section', key: `section:${section.id}`, section, folded: isFolded, count: members.length })
    if (!isFolded) for (const member of members) add(member)
  }
  let period = rows.length === 0 ? 'Today' : ''
  for (const summary of list.summaries) {
    if (summary.sectionId !== null && known.has(summary.sectionId)) continue
    const own = periodOf(summary.updatedAtMs, nowMs)
    if (own !== period) {
      period = own
      rows.push({ kind: 'heading', key: `heading:${own}:${rows.length}`, text: own })
    }
    add(summary)
  }
  return rows
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
