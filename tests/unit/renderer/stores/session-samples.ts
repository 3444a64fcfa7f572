// Sessions for the tests of lists, search and import: rows, hits and what a scan found.
import type { PushEvent } from '../../../../preload/contract/events'
import type { Project } from '../../../../preload/contract/model'
import type { ImportCandidate } from '../../../../preload/contract/imports'
import type { SearchHit, SearchSnippet } from '../../../../preload/contract/search'
import { emptyList } from '../../../../renderer/stores/lists/list-reduce'
import type { ThreadList, ThreadSummary } from '../../../../renderer/stores/threads/model'
import { tellSession } from '../../../../renderer/stores/sessions/session-events'
import { project, projectId, threadId } from './samples'

export const other: Project = { ...project, id: 'fedcba9876543210', path: '/home/me/other', name: 'other' }

export function summary(id: string, more: Partial<ThreadSummary> = {}): ThreadSummary {
  return {
    id,
    title: id,
    preview: '',
    updatedAtMs: 1000,
    activity: 'idle',
    demo: false,
    cwd: '/home/me/project',
    branch: null,
    sectionId: null,
    readState: null,
    ...more,
  }
}

export function listOf(summaries: readonly ThreadSummary[], more: Partial<ThreadList> = {}): ThreadList {
  return { ...emptyList, summaries, ...more }
}

export function snippet(text: string, mark: string, more: Partial<SearchSnippet> = {}): SearchSnippet {
  const from = text.indexOf(mark)
  return { text, marks: [[from, from + mark.length]], kind: 'agent', fileId: threadId, offset: 0, ...more }
}

export function hit(id: string, more: Partial<SearchHit> = {}): SearchHit {
  return {
    projectId,
    threadId: id,
    title: id,
    updatedAtMs: 1000,
    archived: false,
    cwd: '/home/me/project',
    snippets: [],
    ...more,
  }
}

/** Main found these. */
export function found(searchId: unknown, ...hits: SearchHit[]): void {
  tellSession({ type: 'search-hits', searchId: String(searchId), hits })
}

/** Main is through. */
export function ended(searchId: unknown, more: object = {}): void {
  const done = {
    searchId: String(searchId),
    sessions: 0,
    hits: 0,
    limited: false,
    problem: null,
    elapsedMs: 12,
    ...more,
  }
  tellSession({ type: 'search-done', done })
}

export function candidate(id: string, more: Partial<ImportCandidate> = {}): ImportCandidate {
  return {
    threadId: id,
    title: id,
    updatedAtMs: 1000,
    createdAtMs: 500,
    cwd: '/home/me/project',
    branch: null,
    archived: false,
    bytes: 2048,
    modelProvider: 'openai',
    imported: false,
    ...more,
  }
}

export const source = { id: 'terminal', path: '/home/me/.codex', kind: 'home' as const, label: 'Terminal' }

export const statusOf = (
  state: 'idle' | 'ready',
  id = projectId,
): Extract<PushEvent, { type: 'server' }>['status'] => ({
  projectId: id,
  state,
  reason: null,
  detail: null,
  attempt: 0,
  retryAtMs: null,
  code: null,
})
