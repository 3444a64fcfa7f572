// Opening a thread: resume it for writing, or read it when another process writes; then its turns page by page.
import { codex } from '../../bridge'
import type { DeckError, Result } from '../../../preload/contract/result'
import type { PresetId } from '../../../preload/contract/presets'
import { presetOf } from '../../../preload/contract/presets'
import { turnsOfPage, withNewestPage, withRunning } from './history'
import { emptyThread, type ThreadState } from './model'
import { useComposer } from '../composer/composer'
import { useProjects } from '../app/projects'
import { untilAskable } from '../app/servers'
import { allowedPreset, presetFrom } from './send-input'
import { readGoal, readThread } from './thread-fields'
import { runsElsewhere } from './thread-in'
import type { GetThreads, SetThreads, ThreadActs } from './threads-shape'
import { titleOf } from './titles'
import { fields, textIn } from './decode'

/** Turns of the first page. Each comes with its items, which may hold a megabyte of output: a few are enough for a screen. */
const pageSize = 10
/** Threads that stay in memory besides those in view and those that run. */
const mostOpen = 6

export interface OpenActs extends Pick<ThreadActs, 'openThread' | 'closeThread' | 'reread'> {
  /** Reads the queue of waiting messages anew. */
  reloadQueue(threadId: string): Promise<void>
  /** Asks something that needs the thread loaded; loads it and asks again when it was not. */
  onLoaded<T>(projectId: string, threadId: string, ask: () => Promise<Result<T>>): Promise<Result<T>>
  /** Takes in a thread that thread/start, resume or fork answered with. */
  learn(threadId: string, answer: unknown): void
}

/** Codex's words when another process holds the thread's writer lock. */
function isBusyElsewhere(error: DeckError): boolean {
  return /already has an active writer/i.test(`${error.message} ${error.detail ?? ''}`)
}

/** Codex's words for a thread in the archive, which can be read and not resumed. */
function isArchived(error: DeckError): boolean {
  return /session \S+ is archived/i.test(error.message)
}

/** Codex's words for a thread that it doesn't have. */
function isGone(error: DeckError): boolean {
  return /no rollout found for thread|thread not loaded/i.test(error.message)
}

/** Why a thread can't be opened, in words for the person where Codex's are for programs. */
function inWords(error: DeckError): DeckError {
  if (!isGone(error)) return error
  return {
    code: 'thread.gone',
    message: 'This chat is not there any more: it was deleted, or its file was moved away.',
    detail: error.message,
  }
}

/** Codex's words for a thread that is on disk but not in this server's memory. */
function isUnloaded(error: DeckError): boolean {
  return /thread not found/i.test(error.message)
}

function learned(state: ThreadState, answer: unknown): ThreadState {
  const read = fields(answer)
  const thread = readThread(read['thread'])
  return {
    ...state,
    thread: thread ?? state.thread,
    title: (thread === null ? '' : titleOf(thread)) || state.title,
    model: textIn(read, 'model') ?? state.model,
    effort: textIn(read, 'reasoningEffort'),
    preset: presetFrom(read['approvalPolicy'], read['sandbox']) ?? state.preset,
    planMode: textIn(fields(read['collaborationMode']), 'mode') === 'plan',
  }
}

/** The sandbox to resume with: the draft's, but never full access, which is asked about when something is sent. */
function resumePreset(projectId: string, threadId: string): PresetId {
  const project = useProjects.getState().projects.find((known) => known.id === projectId)
  const chosen = useComposer.getState().drafts[threadId]?.preset ?? 'ask'
  return allowedPreset(project?.trust ?? 'unasked', chosen === 'full-access' ? 'ask' : chosen)
}

export function openActs(set: SetThreads, get: GetThreads): OpenActs {
  /** One session may lie in two projects' homes, and one of the two is open: what the other's server answers is let fall. */
  const put = (projectId: string, threadId: string, edit: (state: ThreadState) => ThreadState) =>
    set((state) => {
      const before = state.threads[threadId]
      if (before?.projectId !== projectId) return {}
      const after = edit(before)
      return after === before ? {} : { threads: { ...state.threads, [threadId]: after } }
    })

  const resume = (projectId: string, threadId: string) => {
    const { sandbox, approvalPolicy } = presetOf(resumePreset(projectId, threadId))
    return codex(projectId, 'thread/resume', {
      threadId,
      excludeTurns: true,
      sandbox,
      approvalPolicy,
    })
  }

  const newestTurns = (projectId: string, threadId: string) =>
    codex(projectId, 'thread/turns/list', { threadId, limit: pageSize, sortDirection: 'desc', itemsView: 'full' })

  const putNewest = (projectId: string, threadId: string, page: { data?: unknown; nextCursor?: string | null }) =>
    put(projectId, threadId, (state) =>
      withRunning(
        withNewestPage(state, turnsOfPage(page.data), page.nextCursor ?? null),
        state.thread?.status.type === 'active',
      ),
    )

  const failed = (projectId: string, threadId: string, problem: DeckError) => {
    put(projectId, threadId, (state) => ({ ...state, loading: 'failed', problem: inWords(problem) }))
    // The list that it was chosen from is older than the disk.
    if (isGone(problem)) void get().refreshList(projectId)
  }

  const readNewest = async (projectId: string, threadId: string) => {
    const page = await newestTurns(projectId, threadId)
    if (page.ok) putNewest(projectId, threadId, page.value)
    return page
  }

  /** Reads a thread that can't be resumed: in the archive, or while another process writes it. */
  const readOnly = async (projectId: string, threadId: string, why: DeckError) => {
    const archived = isArchived(why)
    const [head, page] = await Promise.all([
      codex(projectId, 'thread/read', { threadId }),
      newestTurns(projectId, threadId),
    ])
    if (!head.ok) return failed(projectId, threadId, why)
    put(projectId, threadId, (state) => learned(state, head.value))
    if (page.ok) putNewest(projectId, threadId, page.value)
    put(projectId, threadId, (state) => ({
      ...state,
      loading: page.ok ? 'none' : 'failed',
      problem: page.ok ? null : page.error,
      archived,
      writtenElsewhere: !archived,
      readOnlyReason: archived
        ? null
        : 'Another Codex is writing in this chat just now. It can be read here and is followed; close it there to go on here.',
    }))
  }

  const reloadQueue = async (threadId: string) => {
    const projectId = get().threads[threadId]?.projectId
    if (projectId === undefined) return
    const result = await codex(projectId, 'thread/queue/list', { threadId })
    if (!result.ok) return
    const queue = (Array.isArray(result.value.data) ? result.value.data : []).filter((entry) =>
      Array.isArray(fields(entry)['input']),
    )
    put(projectId, threadId, (state) => ({ ...state, queue }))
  }

  const readGoalOf = async (projectId: string, threadId: string) => {
    const result = await codex(projectId, 'thread/goal/get', { threadId })
    // A home without the goals feature answers with an error: then there is no goal.
    if (result.ok) put(projectId, threadId, (state) => ({ ...state, goal: readGoal(result.value.goal) }))
  }

  const inView = (threadId: string) =>
    Object.values(useProjects.getState().activeThreadId).includes(threadId) ||
    // A side question is in no list: let go of, it would be lost.
    get().threads[threadId]?.thread?.ephemeral === true

  const closeThread = (threadId: string) => {
    const thread = get().threads[threadId]
    if (thread === undefined || thread.runningTurnId !== null) return
    set((state) => {
      const { [threadId]: _closed, ...threads } = state.threads
      return { threads }
    })
    if (thread.readOnlyReason === null) void codex(thread.projectId, 'thread/unsubscribe', { threadId })
  }

  /** Lets go of the threads that were opened first and that nobody looks at. */
  const trim = () => {
    const idle = Object.values(get().threads).filter(
      (thread) => thread.runningTurnId === null && thread.loading === 'none' && !inView(thread.id),
    )
    for (const thread of idle.slice(0, Math.max(0, idle.length - mostOpen))) closeThread(thread.id)
  }

  return {
    async openThread(projectId, threadId) {
      const open = get().threads[threadId]
      const known = open?.projectId === projectId ? open : undefined
      // What runs there would be lost from view; `threadIn` says so meanwhile.
      if (runsElsewhere(open, projectId)) return
      if (open !== undefined && known === undefined) closeThread(threadId)
      if (known !== undefined && known.loading !== 'failed' && known.readOnlyReason === null) return
      if (known?.loading === 'opening') return
      const title = get().lists[projectId]?.summaries.find((summary) => summary.id === threadId)?.title ?? ''
      set((state) => ({
        threads: {
          ...state.threads,
          [threadId]: {
            ...(known ?? { ...emptyThread(projectId, threadId), title }),
            loading: 'opening',
            problem: null,
            readOnlyReason: null,
            writtenElsewhere: false,
          },
        },
      }))
      await untilAskable(projectId)
      // Reading needs no resume and takes a tenth of its time (measured: 13 ms and 135 ms for 1,000 turns), so what was
      // said is painted first. A thread that was never resumed in this home answers with an empty page.
      const early = newestTurns(projectId, threadId).then((page) => {
        const turns = page.ok ? turnsOfPage(page.value.data) : []
        if (page.ok && turns.length > 0)
          put(projectId, threadId, (state) => withNewestPage(state, turns, page.value.nextCursor ?? null))
        return turns.length > 0
      })
      const result = await resume(projectId, threadId)
      const isRead = await early
      if (!result.ok)
        return isBusyElsewhere(result.error) || isArchived(result.error)
          ? readOnly(projectId, threadId, result.error)
          : failed(projectId, threadId, result.error)
      put(projectId, threadId, (state) => learned(state, result.value))
      if (get().threads[threadId]?.projectId !== projectId) return
      const active = get().threads[threadId]?.thread?.status.type === 'active'
      if (isRead && !active) put(projectId, threadId, (state) => withRunning(state, false))
      else {
        const page = await readNewest(projectId, threadId)
        if (!page.ok) return failed(projectId, threadId, page.error)
      }
      put(projectId, threadId, (state) => ({ ...state, loading: 'none' }))
      void reloadQueue(threadId)
      void readGoalOf(projectId, threadId)
      trim()
    },
    closeThread,
    async reread(threadId) {
      const projectId = get().threads[threadId]?.projectId
      if (projectId === undefined) return
      const head = await codex(projectId, 'thread/read', { threadId })
      if (head.ok) {
        const thread = readThread(head.value.thread)
        put(projectId, threadId, (state) => ({ ...state, thread: thread ?? state.thread }))
      }
      const page = await readNewest(projectId, threadId)
      if (!page.ok) put(projectId, threadId, (state) => ({ ...state, problem: page.error }))
      await reloadQueue(threadId)
    },
    async onLoaded(projectId, threadId, ask) {
      const first = await ask()
      if (first.ok || !isUnloaded(first.error)) return first
      // The server slept or was replaced meanwhile and knows the thread only from disk.
      const resumed = await resume(projectId, threadId)
      return resumed.ok ? ask() : resumed
    },
    reloadQueue,
    learn(threadId, answer) {
      const thread = get().threads[threadId]
      if (thread !== undefined) put(thread.projectId, threadId, (state) => learned(state, answer))
    },
  }
}
