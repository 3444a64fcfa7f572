// The sessions of a home as their files tell them, without a server: read once, remembered by path, size and time, and
// refreshed by what changed. Broken, torn and foreign files become problems in words, never an error.
import type { IndexedSession, IndexPage } from '@contract/sessions'
import { readIndexCache, writeIndexCache, type CachedRollout } from './index-cache'
import { breathe, inParallel } from './in-parallel'
import {
  listHomeRollouts,
  searchFolderRollouts,
  type FileProblem,
  type FoundRollouts,
  type RolloutFile,
} from './rollout-files'
import { readFacts, type SessionFacts } from './session-facts'
import { readSessionNames } from './session-names'

export interface FoundSession {
  readonly file: RolloutFile
  readonly facts: SessionFacts
  readonly session: IndexedSession
}

export interface SessionsFound {
  /** Newest change first. */
  readonly sessions: readonly FoundSession[]
  readonly problems: readonly FileProblem[]
}

export interface SessionIndexOptions {
  /** Folder of the caches. */
  cacheFolder: string
  now?: () => number
  /** Reads one rollout; a reason in words when it is none. */
  read?: (file: RolloutFile) => Promise<SessionFacts | string>
}

interface HomeState {
  cached: Map<string, CachedRollout>
  latest: SessionsFound
  writtenAt: number
  refreshing: Promise<SessionsFound> | undefined
}

/** Files read at once. */
const readers = 8
/** A running session changes all the time; its line in the cache need not. */
const writePauseMs = 30_000
/** More changes than this are worth writing at once. */
const manyChanges = 20
/** How many problems a page tells in full. */
export const toldProblems = 50

export class SessionIndex {
  readonly #options: SessionIndexOptions
  readonly #homes = new Map<string, Promise<HomeState>>()
  /** By home and thread id, as the last look found them. */
  readonly #sessions = new Map<string, ReadonlyMap<string, IndexedSession>>()

  constructor(options: SessionIndexOptions) {
    this.#options = options
  }

  /** A page of a home's sessions. The first page looks at the disk again, later ones go on in what that look found. */
  async page(
    home: string,
    want: { archived: boolean; offset: number; limit: number; onlyCwds: readonly string[] | null },
  ): Promise<IndexPage> {
    const { sessions, problems } = want.offset === 0 ? await this.refresh(home) : await this.latest(home)
    const fitting = sessions.filter(
      ({ session }) =>
        session.archived === want.archived && (want.onlyCwds === null || want.onlyCwds.includes(session.cwd)),
    )
    const end = want.offset + want.limit
    return {
      sessions: fitting.slice(want.offset, end).map(({ session }) => session),
      nextOffset: end < fitting.length ? end : null,
      total: fitting.length,
      problems: problems.slice(0, toldProblems),
      problemCount: problems.length,
    }
  }

  /** What the last look at the home found; looks if there was none. */
  async latest(home: string): Promise<SessionsFound> {
    const known = this.#homes.get(home)
    return known ? (await known).latest : this.refresh(home)
  }

  /** What the last look found of a session, when there was one; looks at no disk. */
  known(home: string, threadId: string): IndexedSession | null {
    return this.#sessions.get(home)?.get(threadId) ?? null
  }

  /** Looks at the home again and reads what changed. Calls made meanwhile share the answer. */
  async refresh(home: string): Promise<SessionsFound> {
    const state = await this.#state(home)
    state.refreshing ??= this.#refresh(home, state).finally(() => (state.refreshing = undefined))
    return state.refreshing
  }

  /** The sessions anywhere below a folder that is no home. Nothing of it is remembered. */
  async searchFolder(folder: string): Promise<SessionsFound> {
    return (await this.#read(await searchFolderRollouts(folder), new Map(), new Map())).found
  }

  #state(home: string): Promise<HomeState> {
    let state = this.#homes.get(home)
    if (!state) {
      state = readIndexCache(this.#options.cacheFolder, home).then((cached) => ({
        cached,
        latest: { sessions: [], problems: [] },
        writtenAt: 0,
        refreshing: undefined,
      }))
      this.#homes.set(home, state)
    }
    return state
  }

  async #refresh(home: string, state: HomeState): Promise<SessionsFound> {
    const [files, names] = await Promise.all([listHomeRollouts(home), readSessionNames(home)])
    const { found, cached, changes } = await this.#read(files, state.cached, names)
    state.latest = found
    this.#sessions.set(home, new Map(found.sessions.map(({ session }) => [session.threadId, session])))
    state.cached = cached
    const now = this.#now()
    if (changes > manyChanges || (changes > 0 && now - state.writtenAt > writePauseMs)) {
      state.writtenAt = now
      // A cache: what can't be written is read again next time.
      await writeIndexCache(this.#options.cacheFolder, home, cached).catch(() => undefined)
    }
    return found
  }

  async #read(
    { files, problems }: FoundRollouts,
    before: ReadonlyMap<string, CachedRollout>,
    names: ReadonlyMap<string, string>,
  ): Promise<{ found: SessionsFound; cached: Map<string, CachedRollout>; changes: number }> {
    const read = this.#options.read ?? readFacts
    const now = this.#now()
    const cached = new Map<string, CachedRollout>()
    const sessions: FoundSession[] = []
    const bad: FileProblem[] = [...problems]
    let changes = before.size > files.length ? before.size - files.length : 0
    const facts = await inParallel(files, readers, async (file, index) => {
      if (index % 200 === 0) await breathe()
      const known = before.get(file.path)
      if (known && known.bytes === file.bytes && known.mtimeMs === file.mtimeMs) return known.read
      changes++
      return read(file)
    })
    for (const [index, file] of files.entries()) {
      const said = facts[index] ?? 'It was not read.'
      cached.set(file.path, { bytes: file.bytes, mtimeMs: file.mtimeMs, read: said })
      if (typeof said === 'string') bad.push({ file: file.path, reason: said })
      else sessions.push({ file, facts: said, session: indexed(file, said, names.get(file.threadId), now) })
    }
    return { found: { sessions, problems: bad }, cached, changes }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)()
  }
}

function indexed(file: RolloutFile, facts: SessionFacts, name: string | undefined, now: number): IndexedSession {
  // A clock that was ahead would pin a session to the top for years.
  const updatedAtMs = clamp(file.changedAtMs, now)
  const createdAtMs = Math.min(clamp(facts.createdAtMs ?? file.createdAtMs ?? updatedAtMs, now), updatedAtMs)
  return {
    threadId: file.threadId,
    title: name ?? titleOf(facts.preview),
    preview: facts.preview,
    createdAtMs,
    updatedAtMs,
    archived: file.archived,
    cwd: facts.cwd,
    branch: facts.branch,
    modelProvider: facts.modelProvider,
    parentThreadId: facts.parentThreadId,
    source: facts.source,
    bytes: file.parts.reduce((sum, part) => sum + part.bytes, 0),
  }
}

const clamp = (atMs: number, now: number): number => Math.round(Math.min(Math.max(atMs, 0), now))

/** The first line of what the person said first, at most 120 characters. */
function titleOf(preview: string): string {
  const line =
    preview
      .split('\n')
      .find((candidate) => candidate.trim() !== '')
      ?.trim() ?? ''
  return line === '' ? 'Untitled session' : line.slice(0, 120)
}
