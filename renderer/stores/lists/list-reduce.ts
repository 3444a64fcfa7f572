// How a notification changes a project's list of threads. Pure.
import type { CodexNotification } from '../../../preload/contract/events'
import { fields, readItem, textIn, type Fields } from '../threads/decode'
import { isItem, type ThreadList, type ThreadSummary } from '../threads/model'
import { activityOf, readReadState, readThread, summaryOf } from '../threads/thread-fields'
import { titleFrom } from '../threads/titles'
import { readSeconds } from '../threads/turn-edits'

export const emptyList: ThreadList = {
  summaries: [],
  sections: [],
  source: 'server',
  problems: [],
  problemCount: 0,
  pages: 0,
  cursor: null,
  loading: 'none',
  problem: null,
  archived: false,
}

function change(list: ThreadList, threadId: string, edit: (summary: ThreadSummary) => ThreadSummary): ThreadList {
  const place = list.summaries.findIndex((summary) => summary.id === threadId)
  const before = list.summaries[place]
  if (before === undefined) return list
  const after = edit(before)
  return after === before ? list : { ...list, summaries: list.summaries.with(place, after) }
}

export function withoutSummary(list: ThreadList, threadId: string): ThreadList {
  const summaries = list.summaries.filter((summary) => summary.id !== threadId)
  return summaries.length === list.summaries.length ? list : { ...list, summaries }
}

function byNewest(summaries: readonly ThreadSummary[]): ThreadSummary[] {
  return summaries.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
}

/** Puts a row in, or over the one with its id, where its time places it. */
export function withSummary(list: ThreadList, summary: ThreadSummary): ThreadList {
  const others = list.summaries.filter((known) => known.id !== summary.id)
  // Codex counts in seconds: of two within one, the one that came last goes first.
  const known = list.summaries.find(({ id }) => id === summary.id)
  const updatedAtMs = Math.max(summary.updatedAtMs, known?.updatedAtMs ?? 0)
  return { ...list, summaries: byNewest([{ ...summary, updatedAtMs }, ...others]) }
}

/**
 * Puts the first page in place of what was known. A row that the page lacks stays while its chat is open here: Codex lists a
 * new thread only once its first turn is on disk, and the page may have been read before that.
 */
export function withFirstPage(
  list: ThreadList,
  isOpen: (threadId: string) => boolean,
  page: readonly ThreadSummary[],
  cursor: string | null,
): ThreadList {
  const listed = new Set(page.map((summary) => summary.id))
  const known = list.summaries.filter(({ id }) => !listed.has(id))
  const unlisted = list.archived ? [] : known.filter(({ id }) => isOpen(id))
  const others = known.filter(({ id }) => !isOpen(id))
  // Threads of sections may be older than the page; they were read beside it.
  const sectioned = others.filter(({ sectionId }) => sectionId !== null)
  // Pages that were read further down stay: the reader may be there.
  const last = page.at(-1)
  const older =
    cursor === null || last === undefined || list.pages < 2 || list.source !== 'server'
      ? []
      : others.filter(({ sectionId, updatedAtMs }) => sectionId === null && updatedAtMs < last.updatedAtMs)
  return {
    ...list,
    summaries: [...unlisted, ...page, ...older, ...sectioned],
    cursor: older.length > 0 ? list.cursor : cursor,
    pages: older.length > 0 ? list.pages : 1,
    loading: 'none',
  }
}

/** Adds a further page: a row that is there already (it moved up meanwhile) is not doubled. */
export function withPage(list: ThreadList, page: readonly ThreadSummary[], cursor: string | null): ThreadList {
  const known = new Set(list.summaries.map((summary) => summary.id))
  return {
    ...list,
    summaries: [...list.summaries, ...page.filter((summary) => !known.has(summary.id))],
    cursor,
    pages: list.pages + 1,
  }
}

/** Sub-agents' threads and unsaved ones are not in thread/list, so they are not added here either. */
function isListed(thread: Fields): boolean {
  return textIn(thread, 'parentThreadId') === null && thread['ephemeral'] !== true
}

function bump(list: ThreadList, threadId: string, turn: Fields): ThreadList {
  const startedAtMs = readSeconds(turn['startedAt'])
  const next = change(list, threadId, (summary) => ({
    ...summary,
    activity: summary.activity === 'waiting' ? 'waiting' : 'running',
    updatedAtMs: Math.max(summary.updatedAtMs, startedAtMs ?? 0),
  }))
  return next === list ? list : { ...next, summaries: byNewest(next.summaries) }
}

export function reduceList(list: ThreadList, notification: CodexNotification): ThreadList {
  const params = fields(notification.params)
  const threadId = textIn(params, 'threadId') ?? ''
  switch (notification.method) {
    case 'thread/started': {
      const thread = readThread(params['thread'])
      if (thread === null || list.archived || !isListed(fields(params['thread']))) return list
      const known = list.summaries.find((summary) => summary.id === thread.id)
      const summary = summaryOf(thread)
      return withSummary(list, { ...summary, title: summary.title || (known?.title ?? '') })
    }
    case 'thread/name/updated':
      return change(list, threadId, (summary) => ({ ...summary, title: textIn(params, 'threadName') ?? summary.title }))
    case 'thread/status/changed':
      return change(list, threadId, (summary) => ({ ...summary, activity: activityOf(params['status']) }))
    case 'turn/started':
      return bump(list, threadId, fields(params['turn']))
    case 'turn/completed':
      return change(list, threadId, (summary) =>
        summary.activity === 'error' ? summary : { ...summary, activity: 'idle' },
      )
    case 'item/started': {
      const summary = list.summaries.find((known) => known.id === threadId)
      if (summary === undefined || summary.title !== '') return list
      const item = readItem(params['item'])
      if (item === null || !isItem(item, 'userMessage')) return list
      const title = titleFrom(item)
      return change(list, threadId, (untitled) => ({ ...untitled, title, preview: title }))
    }
    case 'thread/readState/changed': {
      const readState = readReadState(params['readState'])
      return readState === null ? list : change(list, threadId, (summary) => ({ ...summary, readState }))
    }
    case 'thread/section/changed':
      return change(list, threadId, (summary) => ({ ...summary, sectionId: textIn(params, 'sectionId') }))
    case 'thread/archived':
      return list.archived ? list : withoutSummary(list, threadId)
    case 'thread/unarchived':
      return list.archived ? withoutSummary(list, threadId) : list
    case 'thread/deleted':
      return withoutSummary(list, threadId)
    default:
      return list
  }
}
