// One search: ripgrep finds, this tells what was found, session by session, as it comes.
import { stat } from 'node:fs/promises'
import { basename, dirname, sep } from 'node:path'
import type { PushEvent } from '@contract/events'
import type { SearchHit, SearchQuery, SearchSnippet } from '@contract/search'
import { toDeckError } from '../app/failure'
import { homeLayout } from '../codex/home/layout'
import type { SearchPattern } from '../codex/search/pattern'
import { runRipgrep, type RawHit } from '../codex/search/ripgrep'
import { SessionHits } from '../codex/search/session-hits'
import type { ProjectHome, SessionHomes } from './homes'
import { breathe, inParallel } from './in-parallel'
import { parseRolloutName } from './rollout-files'
import type { SessionFacts } from './session-facts'
import type { SessionIndex } from './session-index'
import { readSessionNames } from './session-names'

export interface SearchRunParts {
  homes: Pick<SessionHomes, 'all' | 'of' | 'rollout'>
  index: Pick<SessionIndex, 'known'>
  /** Reads the head of a rollout; a reason in words when it is none. */
  facts: (path: string) => Promise<SessionFacts | string>
  /** The ripgrep that Codex ships. */
  rg: () => Promise<string>
  env: () => Readonly<Record<string, string>>
  push: (event: PushEvent) => void
  now?: () => number
}

/** More sessions are not shown: the search must be narrowed. */
const mostSessions = 2000
/** Files read at once. */
const readers = 6
/** So long it works before others get their turn, in ms. */
const sliceMs = 8
/** The first hits are told at once, further ones together: every event wakes the page, which takes the processor from ripgrep. */
const tellMs = 100

interface Session {
  readonly hits: SessionHits
  /** Told with every batch; null when the session is filtered out. */
  head: Promise<Omit<SearchHit, 'snippets'> | null> | undefined
}

/** Runs once. What it finds and its end go out as events, until the signal; nothing is told after that. */
export class SearchRun {
  readonly #parts: SearchRunParts
  readonly #query: SearchQuery
  readonly #pattern: SearchPattern
  readonly #signal: AbortSignal
  readonly #begun: number
  readonly #sessions = new Map<string, Session>()
  readonly #names = new Map<string, Promise<ReadonlyMap<string, string>>>()
  #waiting: SearchHit[] = []
  #shownSessions = new Set<string>()
  #shownHits = 0
  #limited = false
  #toldAt = Number.NEGATIVE_INFINITY
  #telling: ReturnType<typeof setTimeout> | undefined

  constructor(parts: SearchRunParts, query: SearchQuery, pattern: SearchPattern, signal: AbortSignal) {
    this.#parts = parts
    this.#query = query
    this.#pattern = pattern
    this.#signal = signal
    this.#begun = this.#now()
  }

  async run(): Promise<void> {
    let problem: string | null
    try {
      problem = await this.#search()
    } catch (error) {
      problem = toDeckError(error).message
    }
    if (this.#signal.aborted) return
    this.#flush()
    this.#parts.push({
      type: 'search-done',
      done: {
        searchId: this.#query.searchId,
        sessions: this.#shownSessions.size,
        hits: this.#shownHits,
        limited: this.#limited,
        problem,
        elapsedMs: this.#now() - this.#begun,
      },
    })
  }

  async #search(): Promise<string | null> {
    const homes = this.#homes()
    const titles = this.#titles(homes)
    const { archived } = this.#query
    const folders = homes.flatMap(({ home }) => {
      const { sessions, archivedSessions } = homeLayout(home)
      return [...(archived === 'only' ? [] : [sessions]), ...(archived === 'without' ? [] : [archivedSessions])]
    })
    const there = (
      await Promise.all([...new Set(folders)].map(async (path) => ((await isFolder(path)) ? path : null)))
    ).filter((path) => path !== null)
    const enough = new AbortController()
    const end = await runRipgrep({
      rg: await this.#parts.rg(),
      folders: there,
      patterns: this.#pattern.lines,
      fixed: this.#pattern.fixed,
      env: this.#parts.env(),
      signal: AbortSignal.any([this.#signal, enough.signal]),
      onHits: async (hits) => {
        await this.#take(hits, homes)
        if (this.#shownSessions.size < mostSessions) return
        this.#limited = true
        enough.abort()
      },
    })
    await titles
    this.#flush()
    if (end.refused) return `This is no regular expression that can be searched for: ${lastLine(end.stderr)}`
    const unread = end.stderr.split('\n').filter((line) => /^rg: .*(?:denied|os error)/i.test(line)).length
    return unread === 0 ? null : `${unread} ${unread === 1 ? 'file' : 'files'} could not be read.`
  }

  #homes(): ProjectHome[] {
    const { projectIds } = this.#query
    return projectIds === null ? this.#parts.homes.all() : projectIds.map((id) => this.#parts.homes.of(id))
  }

  /** Sessions whose given name has the words: known from small files, so they are told first. */
  async #titles(homes: readonly ProjectHome[]): Promise<void> {
    const { mark } = this.#pattern
    if (mark === null) return
    await inParallel(homes, readers, async (home) => {
      const names = await this.#namesOf(home.home)
      for (const [threadId, name] of names) {
        if (this.#signal.aborted) return
        mark.lastIndex = 0
        if (!mark.test(name)) continue
        const located = await this.#parts.homes.rollout(home.projectId, threadId).catch(() => null)
        if (located) await this.#tell(home, threadId, located.path, [])
      }
    })
  }

  async #take(hits: readonly RawHit[], homes: readonly ProjectHome[]): Promise<void> {
    const heads: Promise<void>[] = []
    let pausedAt = performance.now()
    for (const [path, places] of groupByPath(hits)) {
      const named = parseRolloutName(basename(path))
      if (this.#signal.aborted) return
      if (named === null) continue
      // Two projects may share a home: the session belongs to those whose folder it ran in.
      for (const home of homes) {
        if (!path.startsWith(home.home + sep)) continue
        const session = this.#session(home, named.threadId)
        if (session.hits.isFull || this.#shownSessions.size >= mostSessions) continue
        const snippets = session.hits.read(path, places)
        if (snippets.length === 0) continue
        const placed = snippets.map((snippet) => ({ ...snippet, fileId: named.fileId }))
        heads.push(this.#tell(home, named.threadId, path, placed))
      }
      // The app has more to do than to search.
      if (performance.now() - pausedAt < sliceMs) continue
      await breathe()
      pausedAt = performance.now()
    }
    await Promise.all(heads)
    const elapsed = performance.now() - this.#toldAt
    if (elapsed >= tellMs) this.#flush()
    else this.#telling ??= setTimeout(() => this.#flush(), tellMs - elapsed)
  }

  #session({ projectId }: ProjectHome, threadId: string): Session {
    const key = `${projectId}/${threadId}`
    let session = this.#sessions.get(key)
    if (!session) {
      session = { hits: new SessionHits(this.#pattern), head: undefined }
      this.#sessions.set(key, session)
    }
    return session
  }

  async #tell(home: ProjectHome, threadId: string, path: string, snippets: SearchSnippet[]): Promise<void> {
    const session = this.#session(home, threadId)
    session.head ??= this.#head(home, threadId, path)
    const head = await session.head
    if (head === null || this.#signal.aborted) return
    this.#shownSessions.add(`${home.projectId}/${threadId}`)
    this.#shownHits += Math.max(1, snippets.length)
    this.#waiting.push({ ...head, snippets })
  }

  /** What a list shows of the session; null when a filter leaves it out. */
  async #head(home: ProjectHome, threadId: string, path: string): Promise<Omit<SearchHit, 'snippets'> | null> {
    const { sinceMs, untilMs } = this.#query
    const indexed = this.#parts.index.known(home.home, threadId)
    const [facts, file, names] = await Promise.all([
      indexed ? null : this.#parts.facts(path),
      indexed ? null : stat(path).catch(() => null),
      this.#namesOf(home.home),
    ])
    const preview = indexed?.preview ?? (typeof facts === 'string' ? '' : (facts?.preview ?? ''))
    const cwd = indexed?.cwd ?? (typeof facts === 'string' ? '' : (facts?.cwd ?? ''))
    const updatedAtMs = Math.min(Math.round(file?.mtimeMs ?? indexed?.updatedAtMs ?? 0), this.#now())
    if (home.onlyCwds !== null && !home.onlyCwds.includes(cwd)) return null
    if ((sinceMs !== null && updatedAtMs < sinceMs) || (untilMs !== null && updatedAtMs > untilMs)) return null
    const first = preview
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 120)
    return {
      projectId: home.projectId,
      threadId,
      title: names.get(threadId) ?? first ?? '',
      updatedAtMs,
      archived: basename(dirname(path)) === basename(homeLayout(home.home).archivedSessions),
      cwd,
    }
  }

  #namesOf(home: string): Promise<ReadonlyMap<string, string>> {
    let names = this.#names.get(home)
    if (!names) {
      names = readSessionNames(home)
      this.#names.set(home, names)
    }
    return names
  }

  #flush(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    if (this.#waiting.length === 0 || this.#signal.aborted) return
    this.#parts.push({ type: 'search-hits', searchId: this.#query.searchId, hits: this.#waiting })
    this.#waiting = []
    this.#toldAt = performance.now()
  }

  #now(): number {
    return (this.#parts.now ?? Date.now)()
  }
}

function groupByPath(hits: readonly RawHit[]): Map<string, RawHit[]> {
  const groups = new Map<string, RawHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.path)
    if (group) group.push(hit)
    else groups.set(hit.path, [hit])
  }
  return groups
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^(?:rg|error): /, '') ?? ''
