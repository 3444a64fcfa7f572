// Reading a thread's older turns, page by page, as the reader comes near the beginning or asks for a turn far up.
import { codex } from '../../bridge'
import { turnsOfPage, withOlderPage } from './history'
import type { ThreadState } from './model'
import type { GetThreads, SetThreads, ThreadActs } from './threads-shape'

/** Turns a page on the way up. */
const pageSize = 20
/** On the way to a turn far up; Codex gives no more at once. */
const leapSize = 100

export function olderActs(set: SetThreads, get: GetThreads): Pick<ThreadActs, 'loadOlder' | 'loadUntil'> {
  const put = (threadId: string, edit: (state: ThreadState) => ThreadState) =>
    set((state) => {
      const before = state.threads[threadId]
      return before === undefined ? {} : { threads: { ...state.threads, [threadId]: edit(before) } }
    })

  /** Reads one page. Answers false when there is none, or it could not be read. */
  const readPage = async (threadId: string, limit: number): Promise<boolean> => {
    const thread = get().threads[threadId]
    if (thread === undefined || thread.olderCursor === null || thread.loading !== 'none') return false
    const { projectId, olderCursor } = thread
    put(threadId, (state) => ({ ...state, loading: 'older' }))
    const result = await codex(projectId, 'thread/turns/list', {
      threadId,
      cursor: olderCursor,
      limit,
      sortDirection: 'desc',
      itemsView: 'full',
    })
    put(threadId, (state) =>
      result.ok
        ? {
            ...withOlderPage(state, turnsOfPage(result.value.data), result.value.nextCursor ?? null),
            loading: 'none',
            problem: null,
          }
        : // What is there stays usable; the next scroll to the top asks again.
          { ...state, loading: 'none', problem: result.error },
    )
    return result.ok
  }

  return {
    async loadOlder(threadId) {
      await readPage(threadId, pageSize)
    },
    async loadUntil(threadId, turnId, signal) {
      const isThere = () => get().threads[threadId]?.turns.some((turn) => turn.id === turnId) === true
      while (!isThere()) {
        if (signal.aborted) return false
        if (get().threads[threadId]?.loading === 'older') await settled(threadId)
        else if (!(await readPage(threadId, leapSize))) break
      }
      return isThere()
    },
  }

  /** Resolves when the page that is being read has come. */
  function settled(threadId: string): Promise<void> {
    return new Promise((resolve) => {
      const poll = () => (get().threads[threadId]?.loading === 'older' ? requestAnimationFrame(poll) : resolve())
      poll()
    })
  }
}
