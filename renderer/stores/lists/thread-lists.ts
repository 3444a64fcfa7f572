// Reading the lists of threads: from the project's server page by page, or from its session files while no server runs. How
// they change in between is in list-reduce.ts.
import type { CodexResponses } from '../../../preload/contract/codex'
import type { IndexedSession } from '../../../preload/contract/sessions'
import type { Result } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { fields, listIn, textIn } from '../threads/decode'
import { isGoing } from '../threads/going'
import { emptyList, withFirstPage, withPage } from './list-reduce'
import type { ThreadList, ThreadSection, ThreadSummary } from '../threads/model'
import { useProjects } from '../app/projects'
import { untilAskable, useServers } from '../app/servers'
import { demoProviderId, readReadState, readThread, summaryOf } from '../threads/thread-fields'
import type { GetThreads, ListActs, SetThreads } from '../threads/threads-shape'

/** Codex gives no more at once. */
const pageSize = 100
const indexPageSize = 200
/** Between the page of Codex's database and the look through the files, in ms. */
const scanPauseMs = 120
/** The section that every home has from the start. */
export const pinnedSectionId = '01984de2-8f74-7c91-a3b2-5c5e937cf318'

type Page = CodexResponses['thread/list']

function readPage(projectId: string, page: Page): ThreadSummary[] {
  const states = fields(page.readStates)
  const seen = new Set<string>()
  return listIn(fields(page), 'data').flatMap((entry) => {
    const thread = readThread(entry)
    // A reverted thread that was brought in lies in two files, and Codex lists it twice.
    if (thread === null || seen.has(thread.id) || isGoing(projectId, thread.id)) return []
    seen.add(thread.id)
    return [{ ...summaryOf(thread), readState: readReadState(states[thread.id]) }]
  })
}

function fromIndex(session: IndexedSession): ThreadSummary {
  return {
    id: session.threadId,
    title: session.title,
    preview: session.preview,
    updatedAtMs: session.updatedAtMs,
    activity: 'idle',
    demo: session.modelProvider === demoProviderId,
    cwd: session.cwd,
    branch: session.branch,
    sectionId: null,
    readState: null,
  }
}

export function listActs(set: SetThreads, get: GetThreads): ListActs {
  /** Counts the first-page reads per project, so that an older answer never overwrites a newer question's. */
  const asked = new Map<string, number>()

  const put = (projectId: string, edit: (list: ThreadList) => ThreadList) =>
    set((state) => ({ lists: { ...state.lists, [projectId]: edit(state.lists[projectId] ?? emptyList) } }))
  const openIn =
    (projectId: string) =>
    (threadId: string): boolean => {
      const thread = get().threads[threadId]
      return thread?.projectId === projectId && thread.problem?.code !== 'thread.gone'
    }

  // An empty provider filter means all of them; without it the threads of the demo provider would be missing.
  // Codex's database answers in a tenth of the time of a look through the files, which finds what others added.
  const ask = (projectId: string, archived: boolean, cursor: string | null, fromFiles: boolean) =>
    codex(projectId, 'thread/list', {
      limit: pageSize,
      cursor,
      sortKey: 'recency_at',
      sortDirection: 'desc',
      archived,
      modelProviders: [],
      useStateDbOnly: !fromFiles,
    })

  /** The sections with their threads, which may be older than the first page. */
  const readSections = async (
    projectId: string,
    archived: boolean,
  ): Promise<{ sections: ThreadSection[]; members: ThreadSummary[] }> => {
    const result = await codex(projectId, 'threadSection/list', { limit: 100 })
    const sections = (result.ok ? listIn(fields(result.value), 'data') : []).flatMap((entry) => {
      const id = textIn(fields(entry), 'id')
      return id === null ? [] : [{ id, name: textIn(fields(entry), 'name') ?? '' }]
    })
    const pages = await Promise.all(
      sections.map(({ id }) =>
        codex(projectId, 'thread/list', {
          limit: pageSize,
          sectionId: id,
          sortKey: 'recency_at',
          sortDirection: 'desc',
          archived,
          modelProviders: [],
          useStateDbOnly: true,
        }),
      ),
    )
    return { sections, members: pages.flatMap((page) => (page.ok ? readPage(projectId, page.value) : [])) }
  }

  const takeFirst = (projectId: string, result: Result<Page>) =>
    put(projectId, (list) =>
      result.ok
        ? {
            ...withFirstPage(
              list,
              openIn(projectId),
              readPage(projectId, result.value),
              result.value.nextCursor ?? null,
            ),
            source: 'server',
          }
        : { ...list, loading: 'failed', problem: result.error },
    )

  const readIndex = async (projectId: string, archived: boolean, offset: number, turn: number): Promise<void> => {
    const result = await app('sessions/index', { projectId, archived, offset, limit: indexPageSize })
    if (asked.get(projectId) !== turn) return
    put(projectId, (list) => {
      if (!result.ok) return { ...list, loading: 'failed', problem: result.error }
      const { sessions, nextOffset, problems, problemCount } = result.value
      // Sub-agents stand under their parent, which only Codex knows how to list.
      const page = sessions
        .filter(({ parentThreadId, threadId }) => parentThreadId === null && !isGoing(projectId, threadId))
        .map(fromIndex)
      const cursor = nextOffset === null ? null : String(nextOffset)
      const next = offset === 0 ? withFirstPage(list, openIn(projectId), page, cursor) : withPage(list, page, cursor)
      return { ...next, source: 'index', problems, problemCount, loading: 'none' }
    })
  }

  return {
    async refreshList(projectId, options) {
      const before = get().lists[projectId] ?? emptyList
      const archived = options?.archived ?? before.archived
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      put(projectId, (list) => ({
        ...(archived === list.archived ? list : { ...emptyList, sections: list.sections }),
        archived,
        loading: 'first',
        problem: null,
      }))
      if (!isServed(projectId)) return readIndex(projectId, archived, 0, turn)
      await untilAskable(projectId)
      let first = await ask(projectId, archived, null, false)
      // The server was ended on purpose (trust taken back, another home): asked again, there is a new one.
      if (!first.ok && first.error.code === 'stopped') first = await ask(projectId, archived, null, false)
      if (asked.get(projectId) !== turn) return
      takeFirst(projectId, first)
      const { sections, members } = await readSections(projectId, archived)
      if (asked.get(projectId) !== turn) return
      put(projectId, (list) => withMembers({ ...list, sections }, members))
      // The look through the files keeps the server for 40 ms: whoever goes on to another list meanwhile isn't kept waiting.
      await new Promise((resolve) => setTimeout(resolve, scanPauseMs))
      if (asked.get(projectId) !== turn) return
      const scanned = await ask(projectId, archived, null, true)
      if (asked.get(projectId) !== turn || !scanned.ok) return
      takeFirst(projectId, scanned)
      put(projectId, (list) => withMembers(list, members))
    },
    async loadMoreList(projectId) {
      const { cursor, loading, archived, source } = get().lists[projectId] ?? emptyList
      if (cursor === null || loading === 'first' || loading === 'more') return
      const turn = asked.get(projectId) ?? 0
      put(projectId, (list) => ({ ...list, loading: 'more' }))
      if (source === 'index') return readIndex(projectId, archived, Number(cursor), turn)
      const result = await ask(projectId, archived, cursor, false)
      if (asked.get(projectId) !== turn) return
      put(projectId, (list) =>
        result.ok
          ? { ...withPage(list, readPage(projectId, result.value), result.value.nextCursor ?? null), loading: 'none' }
          : { ...list, loading: 'failed', problem: result.error },
      )
    },
  }
}

/** Whether the project's server may be asked: it runs, or the project is in view and so it is started anyway. */
function isServed(projectId: string): boolean {
  const state = useServers.getState().byProject[projectId]?.state
  return useProjects.getState().activeId === projectId || state === 'ready' || state === 'starting'
}

/** Puts in the threads of sections that the pages read so far lack. */
function withMembers(list: ThreadList, members: readonly ThreadSummary[]): ThreadList {
  const byId = new Map(members.map((member) => [member.id, member]))
  const others = list.summaries.filter((summary) => !byId.has(summary.id))
  return { ...list, summaries: [...members, ...others].toSorted((a, b) => b.updatedAtMs - a.updatedAtMs) }
}
