// Import as the window uses it: scan a source, copy the chosen sessions into the project's home, see them listed at once by
// its server, and be able to stop. One import at a time and project.
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import type { ImportReport, ImportScan, ImportSource } from '@contract/imports'
import { CallError } from '../app/call-error'
import type { SessionHomes } from './homes'
import { inParallel } from './in-parallel'
import { copySessions } from './import-copy'
import { describeScan, findInSource, contentsOf } from './import-scan'
import { readSessionNames } from './session-names'
import { takeUpOnce, type Call } from './take-up'
import type { FoundSession, SessionIndex, SessionsFound } from './session-index'

export interface ImportsParts {
  homes: SessionHomes
  index: SessionIndex
  project: (projectId: string) => Project
  /** Calls Codex on the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  push: (event: PushEvent) => void
}

/** Up to here each copied session is shown to Codex by its id; beyond, Codex goes through its whole list. */
const shownSingly = 300
/** Milliseconds between two progress events. */
const progressPauseMs = 100

export class Imports {
  readonly #parts: ImportsParts
  readonly #running = new Map<string, AbortController>()
  /** The last scan, so that copying what was chosen from it doesn't read it all again. */
  #scanned: { sourceId: string; found: SessionsFound } | undefined

  constructor(parts: ImportsParts) {
    this.#parts = parts
  }

  async scan(projectId: string, source: ImportSource): Promise<ImportScan> {
    const found = await findInSource(this.#parts.index, source)
    this.#scanned = { sourceId: source.id, found }
    return describeScan(source, found, this.#parts.homes.of(projectId))
  }

  /** Throws a CallError while another import into this project runs. */
  async copy(projectId: string, source: ImportSource, threadIds: readonly string[]): Promise<ImportReport> {
    if (this.#running.has(projectId))
      throw new CallError('import-running', 'Another import into this project is still running.')
    const abort = new AbortController()
    this.#running.set(projectId, abort)
    try {
      return await this.#copy(projectId, source, threadIds, abort.signal)
    } finally {
      this.#running.delete(projectId)
    }
  }

  /** Stops after the file being copied; what was copied stays. */
  cancel(projectId: string): void {
    this.#running.get(projectId)?.abort()
  }

  dispose(): void {
    for (const abort of this.#running.values()) abort.abort()
  }

  async #copy(
    projectId: string,
    source: ImportSource,
    threadIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ImportReport> {
    const { homes, index, push } = this.#parts
    const { home } = homes.of(projectId)
    const remembered = this.#scanned?.sourceId === source.id ? this.#scanned.found : undefined
    const { sessions } = remembered ?? (await findInSource(index, source))
    const byThread = new Map(sessions.map((session) => [session.file.threadId, session]))
    const { added, ...report } = await copySessions({
      found: byThread,
      threadIds,
      home,
      there: await contentsOf(home),
      signal,
      onProgress: paced((done, of) => push({ type: 'import-progress', projectId, done, of })),
    })
    if (added.length > 0) {
      await this.#show(projectId, source, added, basesOf(added, byThread))
      push({ type: 'sessions-changed', projectId })
    }
    return report
  }

  /**
   * Makes the project's server list what was copied, and gives it the names that it had at its source. The files are in
   * place whatever happens here; a server that can't be started now lists them when it can.
   */
  async #show(
    projectId: string,
    source: ImportSource,
    threadIds: readonly string[],
    bases: readonly string[],
  ): Promise<void> {
    const { project, request } = this.#parts
    const names = source.kind === 'home' ? await readSessionNames(source.path) : new Map<string, string>()
    const into = project(projectId)
    const call: Call = (method, params) => request(into, method, params)
    try {
      if (threadIds.length <= shownSingly)
        await inParallel(threadIds, 4, (threadId) =>
          call('thread/read', { threadId, includeTurns: false }).catch(() => undefined),
        )
      else for (const archived of [false, true]) await listAll(call, archived)
      // Codex learns the turns of a session when it is resumed. A fork resumed before the session that it continues would
      // show only what was said in the fork (measured).
      for (const threadId of bases) await takeUpOnce(call, threadId, into.path)
      await inParallel(
        threadIds.filter((id) => names.has(id)),
        4,
        (threadId) => call('thread/name/set', { threadId, name: names.get(threadId) }).catch(() => undefined),
      )
    } catch {
      // The server's own status tells why it doesn't answer.
    }
  }
}

/** Those of the added threads that others of them continue, in the order in which they were added. */
function basesOf(added: readonly string[], found: ReadonlyMap<string, FoundSession>): string[] {
  const needed = new Set(added.map((id) => found.get(id)?.facts.baseFileId))
  return added.filter((id) => found.get(id)?.file.parts.some(({ fileId }) => needed.has(fileId)) === true)
}

/** Pages through Codex's list, which takes up files that it doesn't know yet (`thread/list` without useStateDbOnly). */
async function listAll(call: Call, archived: boolean): Promise<void> {
  let cursor: unknown = null
  do {
    const page = await call('thread/list', { modelProviders: [], limit: 100, archived, cursor })
    cursor = typeof page === 'object' && page !== null && 'nextCursor' in page ? page.nextCursor : null
  } while (typeof cursor === 'string')
}

/** At most ten calls a second, and always the last one. */
function paced(tell: (done: number, of: number) => void): (done: number, of: number) => void {
  let last = 0
  return (done, of) => {
    const now = performance.now()
    if (done < of && now - last < progressPauseMs) return
    last = now
    tell(done, of)
  }
}
