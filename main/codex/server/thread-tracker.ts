// Knows which threads we hold on a server and what runs there, from the calls we make and the notifications that come: the
// least that is needed to bring a crashed server back to where it was. It keeps no transcript and sends nothing.
import { fieldsOf, pickFields, stringField, type Fields } from './fields'
import type { CodexNotification } from './methods'

export interface TrackedThread {
  readonly threadId: string
  /** Overrides that were given with start, resume or fork and that Codex doesn't persist; sent again with a resume. */
  readonly overrides: Fields
  /** The last settings that Codex told us (`thread/settings/updated`, or the answer to start, resume, fork). */
  readonly settings: Fields
}

export interface RunningTurn {
  readonly threadId: string
  readonly turnId: string
}

/** Params of start, resume and fork that a later `thread/resume` takes too. */
const overrideNames = [
  'model',
  'modelProvider',
  'serviceTier',
  'cwd',
  'runtimeWorkspaceRoots',
  'approvalPolicy',
  'approvalsReviewer',
  'sandbox',
  'permissions',
  'config',
  'baseInstructions',
  'developerInstructions',
] as const

export class ThreadTracker {
  readonly #threads = new Map<string, TrackedThread>()
  readonly #running = new Map<string, string>()
  // So that an answer to turn/start that is handled after the turn's end doesn't bring it back.
  readonly #lastEnded = new Map<string, string>()
  readonly #logins = new Set<string>()
  // Started and without a turn yet: Codex has written nothing of them, and they end with the server.
  readonly #unsaved = new Set<string>()

  get threads(): readonly TrackedThread[] {
    return [...this.#threads.values()]
  }

  get runningTurns(): readonly RunningTurn[] {
    return [...this.#running].map(([threadId, turnId]) => ({ threadId, turnId }))
  }

  get hasRunningTurn(): boolean {
    return this.#running.size > 0
  }

  get hasThreads(): boolean {
    return this.#threads.size > 0
  }

  /** Whether a thread is held that would be lost with the server, as no turn has been made in it. */
  get hasUnsavedThread(): boolean {
    return this.#unsaved.size > 0
  }

  /** Whether a browser or device login waits for its end. */
  get hasLogin(): boolean {
    return this.#logins.size > 0
  }

  /** To be told of every successful call. */
  observeResult(method: string, params: unknown, result: unknown): void {
    switch (method) {
      case 'thread/start':
      case 'thread/resume':
      case 'thread/fork':
        this.#hold(method, params, result)
        return
      case 'turn/start':
        this.#turnAnswered(stringField(params, 'threadId'), fieldsOf(result)['turn'])
        return
      case 'review/start':
        this.#turnAnswered(stringField(result, 'reviewThreadId'), fieldsOf(result)['turn'])
        return
      case 'thread/unsubscribe':
      case 'thread/archive':
      case 'thread/delete':
        this.drop(stringField(params, 'threadId'))
        return
      case 'account/login/start': {
        const loginId = stringField(result, 'loginId')
        if (loginId !== undefined) this.#logins.add(loginId)
        return
      }
      case 'account/login/cancel':
        this.#logins.delete(stringField(params, 'loginId') ?? '')
        return
      default:
    }
  }

  /** To be told of every notification; cheap for those that don't matter here. */
  observeNotification({ method, params }: CodexNotification): void {
    switch (method) {
      case 'turn/started': {
        const threadId = stringField(params, 'threadId')
        const turnId = stringField(fieldsOf(params)['turn'], 'id')
        if (threadId !== undefined && turnId !== undefined) this.#turnRuns(threadId, turnId)
        return
      }
      case 'turn/completed':
        this.#turnEnded(stringField(params, 'threadId'), stringField(fieldsOf(params)['turn'], 'id'))
        return
      case 'thread/status/changed': {
        // A review announces an inner turn that never completes (measured with 0.169.0); the thread itself says when it rests.
        const threadId = stringField(params, 'threadId')
        if (threadId !== undefined && stringField(fieldsOf(params)['status'], 'type') === 'idle')
          this.#running.delete(threadId)
        return
      }
      case 'thread/settings/updated':
        this.#learn(stringField(params, 'threadId'), fieldsOf(fieldsOf(params)['threadSettings']))
        return
      case 'thread/closed':
      case 'thread/archived':
      case 'thread/deleted':
        this.drop(stringField(params, 'threadId'))
        return
      case 'account/login/completed': {
        const loginId = stringField(params, 'loginId')
        if (loginId === undefined) this.#logins.clear()
        else this.#logins.delete(loginId)
        return
      }
      default:
    }
  }

  /** The server is gone: forgets what ran there, and gives the turns that were cut off. The threads stay held. */
  serverGone(): readonly RunningTurn[] {
    const cut = this.runningTurns
    this.#running.clear()
    this.#lastEnded.clear()
    this.#logins.clear()
    this.#unsaved.clear()
    return cut
  }

  drop(threadId: string | undefined): void {
    if (threadId === undefined) return
    this.#threads.delete(threadId)
    this.#running.delete(threadId)
    this.#lastEnded.delete(threadId)
    this.#unsaved.delete(threadId)
  }

  #hold(method: string, params: unknown, result: unknown): void {
    const threadId = stringField(fieldsOf(result)['thread'], 'id')
    if (threadId === undefined) return
    if (method === 'thread/start' && !this.#running.has(threadId)) this.#unsaved.add(threadId)
    const overrides = { ...this.#threads.get(threadId)?.overrides, ...pickFields(params, overrideNames) }
    this.#threads.set(threadId, { threadId, overrides, settings: settingsOfAnswer(result) })
  }

  #learn(threadId: string | undefined, settings: Fields): void {
    const held = threadId === undefined ? undefined : this.#threads.get(threadId)
    if (held) this.#threads.set(held.threadId, { ...held, settings: { ...held.settings, ...settings } })
  }

  #turnAnswered(threadId: string | undefined, turn: unknown): void {
    const turnId = stringField(turn, 'id')
    if (threadId === undefined || turnId === undefined || stringField(turn, 'status') !== 'inProgress') return
    if (this.#lastEnded.get(threadId) !== turnId) this.#turnRuns(threadId, turnId)
  }

  #turnRuns(threadId: string, turnId: string): void {
    this.#running.set(threadId, turnId)
    this.#unsaved.delete(threadId)
  }

  #turnEnded(threadId: string | undefined, turnId: string | undefined): void {
    if (threadId === undefined || turnId === undefined) return
    this.#lastEnded.set(threadId, turnId)
    if (this.#running.get(threadId) === turnId) this.#running.delete(threadId)
  }
}

/** The answer to start, resume and fork under the names that `thread/settings/updated` uses. */
export function settingsOfAnswer(result: unknown): Fields {
  const { sandbox, reasoningEffort, ...rest } = fieldsOf(result)
  const named = { ...rest, sandboxPolicy: sandbox, effort: reasoningEffort }
  return pickFields(named, settingNames)
}

/** Settings that a turn runs under and that `thread/settings/update` can set. */
export const settingNames = [
  'cwd',
  'approvalPolicy',
  'approvalsReviewer',
  'sandboxPolicy',
  'activePermissionProfile',
  'model',
  'serviceTier',
  'effort',
  'summary',
  'collaborationMode',
] as const
