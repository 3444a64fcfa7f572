// The search over all sessions: what is asked, what was found so far. Titles that this window knows are found at once; the
// rest comes from main as it is found. Kept while the window is open, so that reopening shows the same.
import { create } from 'zustand'
import type { SearchDone, SearchHit, SearchQuery, SearchSnippet } from '../../../preload/contract/search'
import type { SessionEvent } from '../../../preload/contract/sessions'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { useProjects } from '../app/projects'
import { onSessionEvent } from './session-events'
import { useThreads } from '../threads/threads'
import { useUi } from '../app/ui'

export type DateFilter = 'any' | 'today' | 'week' | 'month' | 'year' | 'range'

export interface SearchFilters {
  /** Null searches all projects. */
  projectId: string | null
  date: DateFilter
  /** Local days 'YYYY-MM-DD' of a range; '' is open. */
  from: string
  to: string
  archived: SearchQuery['archived']
  regex: boolean
}

export const noFilters: SearchFilters = {
  projectId: null,
  date: 'any',
  from: '',
  to: '',
  archived: 'without',
  regex: false,
}

interface SearchStore {
  query: string
  filters: SearchFilters
  state: 'idle' | 'running' | 'done'
  /** In the order shown: titles first, then as they came; by time once all is there. */
  hits: readonly SearchHit[]
  done: SearchDone | null
  problem: DeckError | null
  /** The dialog opens: what lists show of sessions is read, so that the first hits need not wait for it. */
  warm(): Promise<void>
  ask(query: string): void
  filter(part: Partial<SearchFilters>): void
  /** Goes to the place of a hit; without a snippet to the session as it was left. */
  open(hit: SearchHit, snippet: SearchSnippet | null): Promise<void>
}

/** Keys come faster than results can be read. */
const pauseMs = 60
/** Shortest time between two drawings of what is found while the search runs, in ms. */
const redrawMs = 100
const longestQuery = 20_000

const keyOf = (hit: SearchHit): string => `${hit.projectId}/${hit.threadId}`

export const useSearch = create<SearchStore>()((set, get) => {
  let searchId = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopEvents: (() => void) | undefined
  /** Hits that were not drawn yet. */
  let come: SearchHit[] = []
  let drawnAt = Number.NEGATIVE_INFINITY
  let drawTimer: ReturnType<typeof setTimeout> | undefined
  let startedAt = Number.NEGATIVE_INFINITY

  const receive = (event: SessionEvent): void => {
    if (event.type === 'search-hits' && event.searchId === searchId) {
      come.push(...event.hits)
      // The first ones are drawn at once. Drawing every further handful would take the processor from the search itself.
      const restMs = drawnAt + redrawMs - performance.now()
      if (restMs <= 0) draw()
      // Nothing may follow for long: what came is drawn then, not with the end of the search.
      else drawTimer ??= setTimeout(draw, restMs)
    } else if (event.type === 'search-done' && event.done.searchId === searchId) {
      stopDrawing()
      const hits = byTime(withHits(get().hits, come))
      come = []
      set({ state: 'done', done: event.done, hits })
    }
  }
  const stopDrawing = (): void => {
    clearTimeout(drawTimer)
    drawTimer = undefined
  }
  const draw = (): void => {
    stopDrawing()
    drawnAt = performance.now()
    set((state) => ({ hits: withHits(state.hits, come) }))
    come = []
  }

  const start = async (): Promise<void> => {
    timer = undefined
    const { query, filters } = get()
    searchId = crypto.randomUUID()
    const own = searchId
    startedAt = performance.now()
    const result = await app('search/start', searchQuery(own, query, filters, Date.now()))
    if (!result.ok && own === searchId) set({ state: 'done', problem: result.error })
  }

  const again = (): void => {
    stopEvents ??= onSessionEvent(receive)
    clearTimeout(timer)
    stopDrawing()
    come = []
    drawnAt = Number.NEGATIVE_INFINITY
    if (searchId !== '' && get().state === 'running') void app('search/cancel', { searchId })
    searchId = ''
    const { query, filters } = get()
    if (query.trim() === '') return set({ state: 'idle', hits: [], done: null, problem: null })
    set({
      state: 'running',
      hits: filters.regex ? [] : titleHits(query, filters, Date.now()),
      done: null,
      problem: null,
    })
    // The first key after a pause is not waited for; those that follow it quickly are.
    const pause = performance.now() - startedAt > 4 * pauseMs ? 0 : pauseMs
    if (pause === 0) void start()
    else timer = setTimeout(() => void start(), pause)
  }

  return {
    query: '',
    filters: noFilters,
    state: 'idle',
    hits: [],
    done: null,
    problem: null,
    async warm() {
      for (const { id } of useProjects.getState().projects)
        await app('sessions/index', { projectId: id, archived: false, offset: 0, limit: 1 })
    },
    ask(query) {
      set({ query: query.slice(0, longestQuery) })
      again()
    },
    filter(part) {
      set((state) => ({ filters: { ...state.filters, ...part } }))
      again()
    },
    async open({ projectId, threadId }, snippet) {
      const projects = useProjects.getState()
      const ui = useUi.getState()
      ui.setSearchOpen(false)
      ui.showPage('chat')
      projects.select(projectId)
      projects.selectThread(projectId, threadId)
      if (snippet === null) return
      const [mark] = snippet.marks
      const text = mark === undefined ? null : snippet.text.slice(mark[0], mark[1])
      const result = await app('search/locate', {
        projectId,
        threadId,
        fileId: snippet.fileId,
        offset: snippet.offset,
      })
      if (!result.ok) return tellFailure('The place of the hit was not found', result.error, projectId)
      const { turnId, itemId } = result.value
      useUi.getState().setGoTo({ threadId, turnId, itemId, text })
    },
  }
})

/** The query as main takes it. Days are local ones. */
export function searchQuery(searchId: string, query: string, filters: SearchFilters, nowMs: number): SearchQuery {
  const { projectId, archived, regex } = filters
  const [sinceMs, untilMs] = boundsOf(filters, nowMs)
  return { searchId, query, regex, archived, projectIds: projectId === null ? null : [projectId], sinceMs, untilMs }
}

function boundsOf({ date, from, to }: SearchFilters, nowMs: number): [sinceMs: number | null, untilMs: number | null] {
  switch (date) {
    case 'any':
      return [null, null]
    case 'today':
      return [midnightOf(nowMs, 0), null]
    case 'week':
      return [midnightOf(nowMs, -6), null]
    case 'month':
      return [midnightOf(nowMs, -29), null]
    case 'year':
      return [midnightOf(nowMs, -364), null]
    case 'range': {
      const last = dayStart(to)
      return [dayStart(from), last === null ? null : midnightOf(last, 1) - 1]
    }
    default:
      return date satisfies never
  }
}

/** When the day begins that is some days later; by the calendar, for a day may have 23 or 25 hours. */
function midnightOf(atMs: number, daysLater: number): number {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + daysLater).getTime()
}

function dayStart(day: string): number | null {
  const at = Date.parse(`${day}T00:00:00`)
  return Number.isNaN(at) ? null : at
}

/** Sessions of the lists in the sidebar whose title has the words. */
function titleHits(query: string, filters: SearchFilters, nowMs: number): SearchHit[] {
  const words = query.trim().toLowerCase()
  const [sinceMs, untilMs] = boundsOf(filters, nowMs)
  const hits = Object.entries(useThreads.getState().lists).flatMap(([projectId, list]) => {
    if (filters.projectId !== null && filters.projectId !== projectId) return []
    if (list.archived ? filters.archived === 'without' : filters.archived === 'only') return []
    return list.summaries.flatMap((summary): SearchHit[] => {
      const { updatedAtMs } = summary
      if ((sinceMs !== null && updatedAtMs < sinceMs) || (untilMs !== null && updatedAtMs > untilMs)) return []
      if (!summary.title.toLowerCase().includes(words)) return []
      return [
        {
          projectId,
          threadId: summary.id,
          title: summary.title,
          updatedAtMs,
          archived: list.archived,
          cwd: summary.cwd,
          snippets: [],
        },
      ]
    })
  })
  return byTime(hits)
}

/** Adds what came: a session that is there already gets further snippets and keeps its place. */
export function withHits(before: readonly SearchHit[], more: readonly SearchHit[]): SearchHit[] {
  const places = new Map(before.map((hit, place) => [keyOf(hit), place]))
  const hits = [...before]
  for (const hit of more) {
    const place = places.get(keyOf(hit))
    const known = place === undefined ? undefined : hits[place]
    // A title hit is the session's own row; it needs no snippet.
    const snippets = hit.snippets.filter((snippet) => snippet.kind !== 'title')
    if (place === undefined || known === undefined) {
      places.set(keyOf(hit), hits.length)
      hits.push({ ...hit, snippets })
    } else {
      hits[place] = { ...known, snippets: [...known.snippets, ...snippets] }
    }
  }
  return hits
}

function byTime(hits: readonly SearchHit[]): SearchHit[] {
  return hits.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
}
