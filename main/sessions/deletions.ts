// Deleting a session with time for Undo: nothing happens to it until the time is over, and then Codex deletes it
// (`thread/delete`, with its sub-agents). No file is ever removed here.
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { toDeckError } from '../app/failure'
import { CallError } from '../app/call-error'
import { within } from '../codex/within'

export interface DeletionsParts {
  project: (projectId: string) => Project
  /** Thread ids with a running turn on the project's server. */
  runningThreads: (projectId: string) => readonly string[]
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  push: (event: PushEvent) => void
  /** Milliseconds for Undo. */
  undoMs?: number
  now?: () => number
  /** Calls `then` after a while; the result calls it off. */
  later?: (then: () => void, ms: number) => () => void
}

interface Pending {
  readonly projectId: string
  readonly threadId: string
  readonly undoUntilMs: number
  readonly callOff: () => void
}

const defaultUndoMs = 10_000

export class Deletions {
  readonly #parts: DeletionsParts
  readonly #pending = new Map<string, Pending>()
  readonly #underWay = new Set<Promise<void>>()

  constructor(parts: DeletionsParts) {
    this.#parts = parts
  }

  /** Begins the time for Undo. Throws a CallError while a turn of the thread runs. */
  begin(projectId: string, threadId: string): { undoUntilMs: number } {
    const { project, undoMs = defaultUndoMs, now = Date.now, later = afterwards } = this.#parts
    project(projectId)
    const key = keyOf(projectId, threadId)
    const known = this.#pending.get(key)
    if (known) return { undoUntilMs: known.undoUntilMs }
    this.#refuseRunning(projectId, threadId)
    const undoUntilMs = now() + undoMs
    const callOff = later(() => void this.#carryOut(key), undoMs)
    this.#pending.set(key, { projectId, threadId, undoUntilMs, callOff })
    return { undoUntilMs }
  }

  /** Throws a CallError when it is too late. */
  undo(projectId: string, threadId: string): void {
    const key = keyOf(projectId, threadId)
    const pending = this.#pending.get(key)
    if (!pending)
      throw new CallError('too-late', 'It is too late to undo: the session was deleted, or never marked for it.')
    pending.callOff()
    this.#pending.delete(key)
  }

  /**
   * Carries out what still waits: the app is quitting, or the project leaves the list. Settles when Codex has answered or
   * after `limitMs`; what it didn't carry out by then is simply still there.
   */
  async flush(limitMs: number, projectId?: string): Promise<void> {
    for (const [key, pending] of this.#pending)
      if (projectId === undefined || pending.projectId === projectId) void this.#carryOut(key)
    await within(limitMs, Promise.all(this.#underWay))
  }

  #carryOut(key: string): Promise<void> {
    const pending = this.#pending.get(key)
    if (!pending) return Promise.resolve()
    pending.callOff()
    this.#pending.delete(key)
    const work = this.#delete(pending).finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
    return work
  }

  async #delete({ projectId, threadId }: Pending): Promise<void> {
    const { project, request, push } = this.#parts
    let problem: string | null = null
    try {
      this.#refuseRunning(projectId, threadId)
      await request(project(projectId), 'thread/delete', { threadId })
    } catch (error) {
      problem = toDeckError(error).message
    }
    push({ type: 'session-deleted', projectId, threadId, problem })
  }

  #refuseRunning(projectId: string, threadId: string): void {
    if (this.#parts.runningThreads(projectId).includes(threadId))
      throw new CallError('turn-running', 'Codex is still working in this chat. Stop it first, then delete it.')
  }
}

const keyOf = (projectId: string, threadId: string): string => `${projectId}/${threadId}`

function afterwards(then: () => void, ms: number): () => void {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}
