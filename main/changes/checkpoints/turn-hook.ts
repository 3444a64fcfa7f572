// Ties snapshots to turns: before a call that begins a turn goes out, when a turn begins in another way (the queue, another
// window), and when it ends. It decides nothing about snapshots and sends nothing to Codex.
import { fieldsOf, stringField } from '../../codex/server/fields'
import type { Folder } from '../view-model'
import type { Checkpoints, Pending } from './checkpoints'

export interface TurnHookParts {
  /** Loaded when the first turn begins. */
  readonly checkpoints: () => Promise<Pick<Checkpoints, 'before' | 'after'>>
  /** The folder that a thread works in; null when there is none to take snapshots of. */
  readonly folderOf: (projectId: string, threadId: string) => Promise<Folder | null> | Folder | null
  readonly onFailure: (what: string, reason: unknown) => void
}

/** A call that begins a turn, on its way. */
export interface TurnCall {
  /** Codex answered it. Safe to call without knowing whether the answer holds a turn. */
  answered(answer: unknown): void
  /** It was refused: there is no turn. */
  failed(): void
}

interface Waiting extends TurnCall {
  readonly method: string
  readonly pending: Pending
}

interface Running {
  readonly turnId: string
  readonly folder: Folder
}

/** Calls whose answer holds the turn that they begin. */
const begins = new Set(['turn/start', 'review/start', 'thread/queue/start'])

const nothing: TurnCall = { answered: () => {}, failed: () => {} }

export class TurnHook {
  readonly #parts: TurnHookParts
  /** By project and thread: calls on their way, oldest first. */
  readonly #waiting = new Map<string, Waiting[]>()
  /** By project and thread: turns that run. */
  readonly #running = new Map<string, readonly Running[]>()

  constructor(parts: TurnHookParts) {
    this.#parts = parts
  }

  /** Sends a call with a snapshot before it where it begins a turn. As `send` in everything else. */
  async around<T>(projectId: string, method: string, params: unknown, send: () => Promise<T>): Promise<T> {
    const call = await this.beforeCall(projectId, method, params)
    try {
      const answer = await send()
      call.answered(answer)
      return answer
    } catch (error) {
      call.failed()
      throw error
    }
  }

  /** To be awaited before a call of the window is sent; at once for all that begin no turn. Never rejects. */
  async beforeCall(projectId: string, method: string, params: unknown): Promise<TurnCall> {
    const threadId = begins.has(method) ? stringField(params, 'threadId') : undefined
    if (threadId === undefined) return nothing
    const key = keyOf(projectId, threadId)
    // What comes while a turn runs goes into that turn; a review in its place begins a new one.
    if (method === 'turn/start' && this.#running.has(key)) return nothing
    try {
      const folder = await this.#parts.folderOf(projectId, threadId)
      if (!folder) return nothing
      const pending = await (await this.#parts.checkpoints()).before(folder, threadId)
      const waiting: Waiting = {
        method,
        pending,
        answered: (answer) => {
          const turnId = stringField(fieldsOf(answer)['turn'], 'id')
          if (this.#drop(key, waiting) && turnId !== undefined) this.#begin(key, threadId, { turnId, folder }, pending)
        },
        failed: () => void this.#drop(key, waiting),
      }
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), waiting])
      return waiting
    } catch (reason) {
      this.#parts.onFailure('the snapshot before a turn', reason)
      return nothing
    }
  }

  /** To be told of every notification; cheap for those that don't matter here. */
  notification(projectId: string, method: string, params: unknown): void {
    switch (method) {
      case 'turn/started':
        return this.#started(projectId, params)
      case 'turn/completed': {
        const turnId = stringField(fieldsOf(params)['turn'], 'id')
        return this.#end(projectId, params, (turn) => turn.turnId === turnId)
      }
      case 'thread/status/changed': {
        // Some reviews end without a `turn/completed` (measured with 0.169.0).
        const type = stringField(fieldsOf(fieldsOf(params)['status']), 'type')
        if (type === 'idle' || type === 'systemError') this.#end(projectId, params, () => true)
        return
      }
      case 'thread/closed':
      case 'thread/deleted':
        return this.#end(projectId, params, () => true)
      default:
    }
  }

  /** The project's server is gone, and its turns with it. */
  serverGone(projectId: string): void {
    for (const key of this.#running.keys())
      if (key.startsWith(`${projectId}/`))
        this.#end(projectId, { threadId: key.slice(projectId.length + 1) }, () => true)
  }

  #started(projectId: string, params: unknown): void {
    const threadId = stringField(params, 'threadId')
    const turn = fieldsOf(fieldsOf(params)['turn'])
    const turnId = stringField(turn, 'id')
    if (threadId === undefined || turnId === undefined) return
    const key = keyOf(projectId, threadId)
    const running = this.#running.get(key) ?? []
    const rootId = stringField(turn, 'rootTurnId')
    if (running.some((one) => one.turnId === turnId || one.turnId === rootId)) return
    const [first] = this.#waiting.get(key) ?? []
    // A review tells of an inner turn: the one that counts is in its answer.
    if (first?.method === 'review/start') return
    if (first) return first.answered(fieldsOf(params))
    void this.#takeLate(key, projectId, threadId, turnId)
  }

  /** Begun by the queue, or by somebody else: what there is now is the best there is. */
  async #takeLate(key: string, projectId: string, threadId: string, turnId: string): Promise<void> {
    try {
      const folder = await this.#parts.folderOf(projectId, threadId)
      if (!folder) return
      this.#run(key, threadId, { turnId, folder })
      const pending = await (await this.#parts.checkpoints()).before(folder, threadId, true)
      await pending.begun(turnId)
      // It may have ended before its snapshot was there.
      const isOver = this.#running.get(key)?.every((one) => one.turnId !== turnId) ?? true
      if (isOver) this.#finish(threadId, [{ turnId, folder }])
    } catch (reason) {
      this.#parts.onFailure('the snapshot of a turn that began by itself', reason)
    }
  }

  #begin(key: string, threadId: string, turn: Running, pending: Pending): void {
    // A call during a turn may be answered with that turn.
    if (this.#running.get(key)?.some(({ turnId }) => turnId === turn.turnId)) return
    this.#run(key, threadId, turn)
    pending.begun(turn.turnId).catch((reason: unknown) => this.#parts.onFailure('tying a snapshot to its turn', reason))
  }

  /** A thread runs one turn at a time: the end of an earlier one was missed. */
  #run(key: string, threadId: string, turn: Running): void {
    const missed = this.#running.get(key)
    this.#running.set(key, [turn])
    if (missed) this.#finish(threadId, missed)
  }

  #end(projectId: string, params: unknown, ends: (turn: Running) => boolean): void {
    const threadId = stringField(params, 'threadId')
    if (threadId === undefined) return
    const key = keyOf(projectId, threadId)
    const running = this.#running.get(key) ?? []
    const left = running.filter((turn) => !ends(turn))
    if (left.length > 0) this.#running.set(key, left)
    else this.#running.delete(key)
    this.#finish(threadId, running.filter(ends))
  }

  #finish(threadId: string, turns: readonly Running[]): void {
    for (const { folder, turnId } of turns) {
      const work = this.#parts.checkpoints().then((one) => one.after(folder, threadId, turnId))
      work.catch((reason: unknown) => this.#parts.onFailure('the snapshot after a turn', reason))
    }
  }

  #drop(key: string, waiting: Waiting): boolean {
    const all = this.#waiting.get(key) ?? []
    const left = all.filter((one) => one !== waiting)
    if (left.length > 0) this.#waiting.set(key, left)
    else this.#waiting.delete(key)
    return left.length < all.length
  }
}

const keyOf = (projectId: string, threadId: string): string => `${projectId}/${threadId}`
