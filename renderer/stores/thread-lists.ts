// Reading the lists of threads page by page. How they change in between is in list-reduce.ts.
import { codex } from '../bridge'
import { emptyList, withFirstPage, withPage } from './list-reduce'
import type { ThreadList } from './model'
import { untilAskable } from './servers'
import { readThread, summaryOf } from './thread-fields'
import type { GetThreads, ListActs, SetThreads } from './threads-shape'

const pageSize = 50

function readPage(data: unknown) {
  return Array.isArray(data) ? data.flatMap((entry) => readThread(entry) ?? []).map(summaryOf) : []
}

export function listActs(set: SetThreads, get: GetThreads): ListActs {
  /** Counts the first-page reads per project, so that an older answer never overwrites a newer question's. */
  const asked = new Map<string, number>()

  const put = (projectId: string, edit: (list: ThreadList) => ThreadList) =>
    set((state) => ({ lists: { ...state.lists, [projectId]: edit(state.lists[projectId] ?? emptyList) } }))

  // An empty provider filter means all of them; without it the threads of the demo provider would be missing.
  const ask = (projectId: string, archived: boolean, cursor: string | null) =>
    codex(projectId, 'thread/list', {
      limit: pageSize,
      cursor,
      sortKey: 'recency_at',
      sortDirection: 'desc',
      archived,
      modelProviders: [],
    })

  return {
    async refreshList(projectId, options) {
      const before = get().lists[projectId] ?? emptyList
      const archived = options?.archived ?? before.archived
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      put(projectId, (list) => ({
        ...(archived === list.archived ? list : emptyList),
        archived,
        loading: 'first',
        problem: null,
      }))
      await untilAskable(projectId)
      const result = await ask(projectId, archived, null)
      if (asked.get(projectId) !== turn) return
      const isOpen = (threadId: string): boolean => get().threads[threadId] !== undefined
      put(projectId, (list) =>
        result.ok
          ? withFirstPage(list, isOpen, readPage(result.value.data), result.value.nextCursor ?? null)
          : { ...list, loading: 'failed', problem: result.error },
      )
    },
    async loadMoreList(projectId) {
      const { cursor, loading, archived } = get().lists[projectId] ?? emptyList
      if (cursor === null || loading === 'first' || loading === 'more') return
      const turn = asked.get(projectId)
      put(projectId, (list) => ({ ...list, loading: 'more' }))
      const result = await ask(projectId, archived, cursor)
      if (asked.get(projectId) !== turn) return
      put(projectId, (list) =>
        result.ok
          ? { ...withPage(list, readPage(result.value.data), result.value.nextCursor ?? null), loading: 'none' }
          : { ...list, loading: 'failed', problem: result.error },
      )
    },
  }
}
