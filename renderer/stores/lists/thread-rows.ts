// What is done to a thread from its row in the list: pinned, put into a section, marked as read or unread, deleted with a way
// back. Failures are told; the rows follow at once.
import type { Result } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { fields, textIn } from '../threads/decode'
import { setGoing } from '../threads/going'
import type { ThreadList, ThreadSummary } from '../threads/model'
import { tellFailure, useNotices } from '../app/notices'
import { useProjects } from '../app/projects'
import { useComments } from '../changes/comments'
import { onSessionEvent } from '../sessions/session-events'
import { useSubAgents } from '../threads/sub-agents'
import { readReadState } from '../threads/thread-fields'
import { pinnedSectionId } from './thread-lists'
import { useThreads } from '../threads/threads'

function editList(projectId: string, edit: (list: ThreadList) => ThreadList): void {
  useThreads.setState(({ lists }) => {
    const list = lists[projectId]
    return list === undefined ? {} : { lists: { ...lists, [projectId]: edit(list) } }
  })
}

function editRow(projectId: string, threadId: string, edit: (row: ThreadSummary) => ThreadSummary): void {
  editList(projectId, (list) => ({
    ...list,
    summaries: list.summaries.map((row) => (row.id === threadId ? edit(row) : row)),
  }))
}

const rowOf = (projectId: string, threadId: string): ThreadSummary | undefined =>
  useThreads.getState().lists[projectId]?.summaries.find((row) => row.id === threadId)

/** Puts a thread into a section, or out of all of them (null). */
export async function moveToSection(projectId: string, threadId: string, sectionId: string | null): Promise<void> {
  const before = rowOf(projectId, threadId)?.sectionId ?? null
  editRow(projectId, threadId, (row) => ({ ...row, sectionId }))
  const result = await codex(projectId, 'thread/section/move', { threadId, sectionId })
  if (result.ok) return
  editRow(projectId, threadId, (row) => ({ ...row, sectionId: before }))
  tellFailure('The chat was not moved', result.error, projectId)
}

export function setPinned(projectId: string, threadId: string, on: boolean): Promise<void> {
  return moveToSection(projectId, threadId, on ? pinnedSectionId : null)
}

/** Makes a section and puts the thread into it. */
export async function moveToNewSection(projectId: string, threadId: string, name: string): Promise<void> {
  const result = await codex(projectId, 'threadSection/create', { name })
  const id = result.ok ? textIn(fields(fields(result.value)['section']), 'id') : null
  if (!result.ok) return tellFailure('The section was not made', result.error, projectId)
  if (id === null) return
  editList(projectId, (list) => ({ ...list, sections: [...list.sections, { id, name }] }))
  await moveToSection(projectId, threadId, id)
}

export async function renameSection(projectId: string, sectionId: string, name: string): Promise<void> {
  const result = await codex(projectId, 'threadSection/update', { sectionId, name })
  if (!result.ok) return tellFailure('The section was not renamed', result.error, projectId)
  editList(projectId, (list) => ({
    ...list,
    sections: list.sections.map((section) => (section.id === sectionId ? { ...section, name } : section)),
  }))
}

/** Its chats move out; none of them is deleted. */
export async function deleteSection(projectId: string, sectionId: string): Promise<void> {
  const result = await codex(projectId, 'threadSection/delete', { sectionId })
  if (!result.ok) return tellFailure('The section was not deleted', result.error, projectId)
  editList(projectId, (list) => ({
    ...list,
    sections: list.sections.filter((section) => section.id !== sectionId),
    summaries: list.summaries.map((row) => (row.sectionId === sectionId ? { ...row, sectionId: null } : row)),
  }))
}

/** Marks a thread as read or unread. What came in between is looked at once more. */
export async function markRead(projectId: string, threadId: string, read: boolean): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const state = rowOf(projectId, threadId)?.readState ?? null
    if (state === null || state.unread !== read) return
    const result: Result<unknown> = await codex(projectId, 'thread/readState/update', {
      threadId,
      operation: { type: read ? 'read' : 'unread' },
      expectedRevision: state.revision,
    })
    if (result.ok) {
      const readState = readReadState(fields(result.value)['readState'])
      if (readState !== null) editRow(projectId, threadId, (row) => ({ ...row, readState }))
      return
    }
    // Something came meanwhile: thread/readState/changed brought, or will bring, the newer revision.
    if (rowOf(projectId, threadId)?.readState?.revision === state.revision) return
  }
}

/** Takes the row away at once and deletes through Codex when the time for Undo is over. */
export async function deleteThread(projectId: string, threadId: string): Promise<void> {
  const children = Object.values(useSubAgents.getState().children[projectId] ?? {}).flat()
  const row = rowOf(projectId, threadId) ?? children.find(({ id }) => id === threadId)
  const result = await app('sessions/delete', { projectId, threadId })
  if (!result.ok) return tellFailure('The chat was not deleted', result.error, projectId)
  setGoing(projectId, threadId, true)
  editList(projectId, (list) => ({ ...list, summaries: list.summaries.filter(({ id }) => id !== threadId) }))
  const parentId = useSubAgents.getState().drop(projectId, threadId)
  const view = useProjects.getState()
  if (view.activeThreadId[projectId] === threadId) view.selectThread(projectId, null)
  useNotices.getState().push({
    level: 'info',
    message: `“${row?.title || row?.preview || 'Untitled chat'}” was deleted.`,
    action: { label: 'Undo', run: () => void undoDelete(projectId, threadId, parentId) },
  })
}

async function undoDelete(projectId: string, threadId: string, parentId: string | null): Promise<void> {
  const result = await app('sessions/undoDelete', { projectId, threadId })
  if (!result.ok) tellFailure('The chat could not be brought back', result.error, projectId)
  setGoing(projectId, threadId, false)
  if (parentId !== null) void useSubAgents.getState().load(projectId, parentId)
  await useThreads.getState().refreshList(projectId)
}

/** What main tells of session files: lists are read anew, and a deletion that failed is told. Called once, at the start. */
export function watchSessions(): () => void {
  return onSessionEvent((event) => {
    switch (event.type) {
      case 'sessions-changed':
        return void useThreads.getState().refreshList(event.projectId)
      case 'session-deleted':
        setGoing(event.projectId, event.threadId, false)
        if (event.problem === null) return useComments.getState().drop(event.threadId)
        tellFailure('The chat was not deleted', { code: 'delete-failed', message: event.problem }, event.projectId)
        return void useThreads.getState().refreshList(event.projectId)
      default:
    }
  })
}
