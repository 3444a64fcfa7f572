// Sending: a message is drawn at once, given to Codex, and taken back when Codex did not take it.
import { codex } from '../../bridge'
import { fail, type DeckError, type Result } from '../../../preload/contract/result'
import type { Project } from '../../../preload/contract/model'
import { useComposer } from '../composer/composer'
import { adoptTurn, localTurnId, withLocalMessage, withLocalTurn, withoutLocal } from './local-turns'
import { emptyThread, newThreadKey, type SendInput, type ThreadState } from './model'
import type { OpenActs } from './open-thread'
import { useProjects } from '../app/projects'
import { placeProblem, tookPlace, worktreeOf } from '../changes/worktrees'
import { innerTurnIn, isReviewing } from './review-turn'
import { threadStartParams, turnStartParams, userInput } from './send-input'
import { readThread, summaryOf } from './thread-fields'
import { threadIn } from './thread-in'
import { emptyList, withSummary } from '../lists/list-reduce'
import type { GetThreads, SetThreads, ThreadActs } from './threads-shape'

/** Codex's words for a turn that is over already. */
const isNoTurn = (error: DeckError): boolean => /no active turn/i.test(error.message)

/** How often, and how many ms apart, a review that is just beginning is told to stop. */
const mostInterrupts = 40
const betweenInterrupts = 50

type SendActs = Pick<ThreadActs, 'send' | 'steer' | 'queue' | 'unqueue' | 'interrupt'>

const done = (result: Result<unknown>): Result<null> => (result.ok ? { ok: true, value: null } : result)
const notOpen = fail('thread.not-open', 'This chat is not open.')

export function sendActs(set: SetThreads, get: GetThreads, open: OpenActs): SendActs {
  /** Drawn turns whose stop was asked for before Codex had given them an id. */
  const stopSoon = new Set<string>()

  const put = (threadId: string, edit: (state: ThreadState) => ThreadState) =>
    set((state) => {
      const before = state.threads[threadId]
      return before === undefined ? {} : { threads: { ...state.threads, [threadId]: edit(before) } }
    })
  const drop = (threadId: string) =>
    set((state) => {
      const { [threadId]: _gone, ...threads } = state.threads
      return { threads }
    })
  const projectOf = (projectId: string) => useProjects.getState().projects.find((project) => project.id === projectId)
  const isShowing = (projectId: string, threadId: string | null) =>
    (useProjects.getState().activeThreadId[projectId] ?? null) === threadId

  /** Hands the drawn message over to Codex. */
  const startTurn = async (project: Project, threadId: string, input: SendInput, clientId: string) => {
    const now = get().threads[threadId]
    const params = turnStartParams(project, threadId, input, clientId, {
      model: now?.model ?? null,
      planMode: now?.planMode ?? false,
    })
    const result = await open.onLoaded(project.id, threadId, () => codex(project.id, 'turn/start', params))
    const stop = stopSoon.delete(localTurnId(clientId))
    if (!result.ok) {
      put(threadId, (state) => withoutLocal(state, clientId))
      return result
    }
    put(threadId, (state) => ({
      ...adoptTurn(state, clientId, result.value.turn),
      preset: input.preset,
      planMode: input.plan,
    }))
    if (stop) void codex(project.id, 'turn/interrupt', { threadId, turnId: result.value.turn.id })
    return result
  }

  /** A review is stopped by the turn inside of it, which begins a moment after the review does. */
  const interruptTurn = async (projectId: string, threadId: string): Promise<Result<unknown>> => {
    for (let attempt = 0; ; attempt += 1) {
      const thread = get().threads[threadId]
      if (thread === undefined || thread.runningTurnId === null) return { ok: true, value: null }
      const turnId = thread.innerTurnId ?? thread.runningTurnId
      const result = await codex(projectId, 'turn/interrupt', { threadId, turnId })
      if (result.ok || !isReviewing(thread) || attempt === mostInterrupts) return result
      const inner = innerTurnIn(result.error.message)
      if (inner !== null) return codex(projectId, 'turn/interrupt', { threadId, turnId: inner })
      if (!isNoTurn(result.error)) return result
      await new Promise((resolve) => setTimeout(resolve, betweenInterrupts))
    }
  }

  const sendToNew = async (
    project: Project,
    input: SendInput,
    clientId: string,
  ): Promise<Result<{ threadId: string }>> => {
    const key = newThreadKey(project.id)
    if (get().threads[key] !== undefined)
      return fail('thread.starting', 'The first message of this chat is still on its way.')
    const misplaced = placeProblem(project.id)
    if (misplaced !== null) return fail('worktree.gone', misplaced)
    const worktree = worktreeOf(project.id, null)
    set((state) => ({
      threads: { ...state.threads, [key]: withLocalTurn(emptyThread(project.id, key), clientId, input, Date.now()) },
    }))
    const started = await codex(project.id, 'thread/start', threadStartParams(project, input, worktree?.path))
    const drawn = get().threads[key]
    const thread = started.ok ? readThread(started.value.thread) : null
    if (!started.ok || thread === null) {
      drop(key)
      stopSoon.delete(localTurnId(clientId))
      return started.ok ? fail('codex.answer', 'Codex started a chat without an id.') : started
    }
    const { id } = thread
    set((state) => {
      const { [key]: _moved, ...threads } = state.threads
      const list = state.lists[project.id] ?? emptyList
      const summary = { ...summaryOf(thread), title: drawn?.title ?? '', updatedAtMs: Date.now() }
      return {
        threads: { ...threads, [id]: { ...(drawn ?? emptyThread(project.id, id)), id } },
        lists: list.archived ? state.lists : { ...state.lists, [project.id]: withSummary(list, summary) },
      }
    })
    open.learn(id, started.value)
    if (worktree !== null) tookPlace(project.id, worktree.id, id)
    useComposer.getState().adopt(key, id)
    if (isShowing(project.id, null)) useProjects.getState().selectThread(project.id, id)
    const result = await startTurn(project, id, input, clientId)
    if (result.ok) return { ok: true, value: { threadId: id } }
    // A thread without a turn is on no disk: the composer of the new chat comes back, with the draft in it.
    drop(id)
    useComposer.getState().drop(id)
    if (isShowing(project.id, id)) useProjects.getState().selectThread(project.id, null)
    void codex(project.id, 'thread/unsubscribe', { threadId: id })
    void get().refreshList(project.id)
    return result
  }

  const send: SendActs['send'] = async (projectId, threadId, input) => {
    const project = projectOf(projectId)
    if (project === undefined) return fail('project.gone', 'This project is not in the list any more.')
    const clientId = crypto.randomUUID()
    if (threadId === null) return sendToNew(project, input, clientId)
    if (get().threads[threadId]?.projectId !== projectId) await get().openThread(projectId, threadId)
    const thread = threadIn(get().threads[threadId], projectId)
    if (thread === null || (thread.loading === 'failed' && thread.thread === null))
      return thread?.problem ? { ok: false, error: thread.problem } : notOpen
    if (thread.readOnlyReason !== null) return fail('thread.read-only', thread.readOnlyReason)
    put(threadId, (state) => withLocalTurn(state, clientId, input, Date.now()))
    const result = await startTurn(project, threadId, input, clientId)
    return result.ok ? { ok: true, value: { threadId } } : result
  }

  return {
    send,
    async steer(threadId, input) {
      const thread = get().threads[threadId]
      if (thread === undefined) return notOpen
      const { projectId, runningTurnId } = thread
      const isDrawn = thread.turns.some((turn) => turn.id === runningTurnId && turn.local === true)
      if (runningTurnId === null || isDrawn) return done(await send(projectId, threadId, input))
      const clientId = crypto.randomUUID()
      put(threadId, (state) => withLocalMessage(state, runningTurnId, clientId, input))
      const result = await codex(projectId, 'turn/steer', {
        threadId,
        expectedTurnId: runningTurnId,
        clientUserMessageId: clientId,
        input: userInput(input),
      })
      if (result.ok) return done(result)
      put(threadId, (state) => withoutLocal(state, clientId))
      // The turn ended while the message travelled: it starts the next one, which is what the person wants. Codex may say so
      // before the end of the turn has come this far.
      if (isNoTurn(result.error))
        put(threadId, (state) => (state.runningTurnId === runningTurnId ? { ...state, runningTurnId: null } : state))
      if (get().threads[threadId]?.runningTurnId !== runningTurnId) return done(await send(projectId, threadId, input))
      return result
    },
    async queue(threadId, input) {
      const thread = get().threads[threadId]
      if (thread === undefined) return notOpen
      const result = await codex(thread.projectId, 'thread/queue/add', {
        threadId,
        input: userInput(input),
        clientUserMessageId: crypto.randomUUID(),
      })
      if (result.ok) await open.reloadQueue(threadId)
      return done(result)
    },
    async unqueue(threadId, queuedId) {
      const thread = get().threads[threadId]
      if (thread === undefined) return notOpen
      const result = await codex(thread.projectId, 'thread/queue/delete', { threadId, queuedSubmissionId: queuedId })
      if (result.ok)
        put(threadId, (state) => ({ ...state, queue: state.queue.filter((entry) => entry.id !== queuedId) }))
      else await open.reloadQueue(threadId)
      return done(result)
    },
    async interrupt(threadId) {
      const thread = get().threads[threadId]
      if (thread === undefined || thread.runningTurnId === null) return { ok: true, value: null }
      const { projectId, runningTurnId } = thread
      if (thread.turns.some((turn) => turn.id === runningTurnId && turn.local === true)) {
        stopSoon.add(runningTurnId)
        return { ok: true, value: null }
      }
      return done(await interruptTurn(projectId, threadId))
    },
  }
}
