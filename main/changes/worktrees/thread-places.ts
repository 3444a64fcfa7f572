// Which thread works in which worktree, as the policy must know it: remembered from the answers of Codex, looked up by
// `thread/read` where a thread isn't known yet. A worktree that was removed from the app holds no thread any more.
import { realpath } from 'node:fs/promises'
import type { Project } from '@contract/model'
import type { WorktreePlaces } from '../../ipc/policy-rules'
import type { WorktreeRecord, WorktreeRecords } from './records'

export interface ThreadPlacesParts {
  records: Pick<WorktreeRecords, 'list' | 'folders' | 'ofThread' | 'around' | 'bind' | 'find'>
  /** The folder that all worktrees are kept in. */
  home: string
  /** Asks the project's server something of its own accord. */
  ask: (project: Project, method: string, params: unknown) => Promise<unknown>
}

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** Threads that are known to work in the project's own folder are remembered up to this many. */
const mostKnown = 2000

export class ThreadPlaces {
  readonly #parts: ThreadPlacesParts
  /** Threads on no disk (a question on the side) → their worktree. Nothing of them outlives the app. */
  readonly #ephemeral = new Map<string, string>()
  readonly #inOwnFolder = new Set<string>()
  /** Once it is there. */
  #realHome: string | undefined

  constructor(parts: ThreadPlacesParts) {
    this.#parts = parts
  }

  /** What the policy must know for this call. Asks Codex about a thread that it sees for the first time. */
  async of(project: Project, method: string, params: unknown): Promise<WorktreePlaces> {
    const { records } = this.#parts
    const { threadId } = fieldsOf(params)
    const folders = records.folders(project.id).map(({ path }) => path)
    const isOld = method !== 'thread/start' && typeof threadId === 'string'
    const found = isOld ? await this.#worktreeOf(project, threadId) : null
    return { folders, home: await this.#home(), thread: found && { path: found.path, stands: found.state === 'ready' } }
  }

  /** The worktree that a thread works in, as far as it is known without asking. */
  known(projectId: string, threadId: string): WorktreeRecord | null {
    const { records } = this.#parts
    const id = this.#ephemeral.get(threadId)
    return id === undefined ? records.ofThread(projectId, threadId) : records.find(id)
  }

  /** To be told of every answer: a thread that works in a worktree belongs to it. */
  async learn(project: Project, answer: unknown): Promise<void> {
    const { records } = this.#parts
    if (records.list(project.id).length === 0) return
    const { id, cwd, ephemeral } = fieldsOf(fieldsOf(answer)['thread'])
    if (typeof id !== 'string' || typeof cwd !== 'string' || this.known(project.id, id) !== null) return
    const record = records.around(project.id, cwd)
    if (record === null) {
      if (this.#inOwnFolder.size > mostKnown) this.#inOwnFolder.clear()
      this.#inOwnFolder.add(id)
    } else if (ephemeral === true) this.#ephemeral.set(id, record.id)
    else await records.bind(record.id, id)
  }

  /** Records name real paths; the app's folder may be behind a link. */
  async #home(): Promise<string> {
    const { home } = this.#parts
    return (this.#realHome ??= await realpath(home).catch(() => undefined)) ?? home
  }

  async #worktreeOf(project: Project, threadId: string): Promise<WorktreeRecord | null> {
    const known = this.known(project.id, threadId)
    if (known !== null || this.#parts.records.list(project.id).length === 0) return known
    if (this.#inOwnFolder.has(threadId)) return null
    // A sub-agent's thread, or one that a terminal began in the worktree. One that can't be read is left to the call itself.
    const answer = await this.#parts.ask(project, 'thread/read', { threadId, includeTurns: false }).catch(() => null)
    await this.learn(project, answer)
    return this.known(project.id, threadId)
  }
}
