// A frame's events applied to threads and lists in one go, and what has to be asked of Codex because of them.
import type { DeckError } from '../../../preload/contract/result'
import type { PushEvent } from '../../../preload/contract/events'
import { useCatalog } from '../composer/catalog'
import { fields, textIn } from './decode'
import { reduceList } from '../lists/list-reduce'
import { useNotices } from '../app/notices'
import { useProjects } from '../app/projects'
import type { OpenActs } from './open-thread'
import { interruptTurn, reduce } from './reduce'
import type { GetThreads, SetThreads, ThreadsStore } from './threads-shape'

type Threads = Record<string, ThreadsStore['threads'][string]>
type Lists = Record<string, ThreadsStore['lists'][string]>

/** Comes at each start on a Linux without bubblewrap of its own; Codex then uses the bundled one, as it should. */
const harmless = /could not find bubblewrap on PATH/i

const deleted: DeckError = { code: 'thread.gone', message: 'This chat was deleted.' }

/** Of a server's start. One that was started for a write to its home only, or by itself, is nobody's concern just now. */
const ofStart = ['configWarning', 'deprecationNotice']

/** Warnings that name no thread. One that is still in view is not told twice. */
function tellWarning(projectId: string, method: string, params: Record<string, unknown>): void {
  const message = textIn(params, 'summary') ?? textIn(params, 'message')
  if (message === null || harmless.test(message)) return
  if (ofStart.includes(method) && useProjects.getState().activeId !== projectId) return
  const { notices, push } = useNotices.getState()
  if (notices.some((notice) => notice.projectId === projectId && notice.message === message)) return
  const path = textIn(params, 'path')
  const detail = [textIn(params, 'details'), path].filter((text) => text !== null).join('\n')
  push({
    level: method === 'deprecationNotice' ? 'info' : 'warning',
    message,
    detail: detail === '' ? null : detail,
    projectId,
  })
}

export function receiver(set: SetThreads, get: GetThreads, open: OpenActs): (events: readonly PushEvent[]) => void {
  return (events) => {
    // Copied at the first change of the frame, then changed in place: 100 events must not copy 100 times.
    let threads: Threads | null = null
    let lists: Lists | null = null
    const after: (() => void)[] = []
    const before = get()
    const threadAt = (id: string) => (threads ?? before.threads)[id]
    const putThread = (id: string, state: Threads[string]) => {
      threads ??= { ...before.threads }
      threads[id] = state
    }

    for (const event of events) {
      if (event.type === 'codex') {
        const { projectId, notification } = event
        const params = fields(notification.params)
        const threadId = textIn(params, 'threadId') ?? textIn(fields(params['thread']), 'id')
        const thread = threadId === null ? undefined : threadAt(threadId)
        if (threadId !== null && thread !== undefined && thread.projectId === projectId) {
          const next = reduce(thread, notification)
          if (next !== thread) putThread(threadId, next)
          if (notification.method === 'thread/queue/changed') after.push(() => void open.reloadQueue(threadId))
          if (notification.method === 'thread/reverted') after.push(() => void open.reread(threadId))
          if (notification.method === 'thread/deleted')
            // What was read stays in view, with the words that it is gone, until the person looks elsewhere.
            putThread(threadId, { ...(threadAt(threadId) ?? thread), loading: 'failed', problem: deleted })
        }
        const list = (lists ?? before.lists)[projectId]
        if (list !== undefined) {
          const next = reduceList(list, notification)
          if (next !== list) {
            lists ??= { ...before.lists }
            lists[projectId] = next
          }
        }
        if (notification.method === 'skills/changed')
          after.push(() => void useCatalog.getState().reloadSkills(projectId))
        if (threadId === null && [...ofStart, 'warning'].includes(notification.method))
          after.push(() => tellWarning(projectId, notification.method, params))
      } else if (event.type === 'turns-interrupted') {
        for (const { threadId, turnId } of event.turns) {
          const thread = threadAt(threadId)
          if (thread !== undefined) putThread(threadId, interruptTurn(thread, turnId, event.reason))
        }
      } else if (event.type === 'threads-reattached') {
        for (const threadId of event.threadIds) after.push(() => void open.reread(threadId))
        after.push(() => void get().refreshList(event.projectId))
      }
    }
    if (threads !== null || lists !== null)
      set(() => ({ ...(threads === null ? {} : { threads }), ...(lists === null ? {} : { lists }) }))
    for (const act of after) act()
  }
}
