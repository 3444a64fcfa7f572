// Acts on one thread besides opening and sending: compact, review, rename, archive, goal, fork.
import { codex } from '../../bridge'
import { fail, type Result } from '../../../preload/contract/result'
import { useComposer } from '../composer/composer'
import { presetOf } from '../../../preload/contract/presets'
import { withoutTurnsFrom } from './history'
import { emptyList, withoutSummary, withSummary } from '../lists/list-reduce'
import { emptyThread, newThreadKey, type ThreadState } from './model'
import type { OpenActs } from './open-thread'
import { useProjects } from '../app/projects'
import { placeProblem, tookPlace, worktreeOf } from '../changes/worktrees'
import { threadStartParams } from './send-input'
import { readThread, summaryOf } from './thread-fields'
import type { GetThreads, SetThreads, ThreadActs } from './threads-shape'

type OtherActs = Omit<
  ThreadActs,
  | 'openThread'
  | 'closeThread'
  | 'loadOlder'
  | 'loadUntil'
  | 'reread'
  | 'send'
  | 'steer'
  | 'queue'
  | 'unqueue'
  | 'interrupt'
>

const done = (result: Result<unknown>): Result<null> => (result.ok ? { ok: true, value: null } : result)

export function threadActs(set: SetThreads, get: GetThreads, open: OpenActs): OtherActs {
  /** Asks something of an open thread's own server. */
  const onThread = async (
    threadId: string,
    ask: (projectId: string) => Promise<Result<unknown>>,
  ): Promise<Result<null>> => {
    const projectId = get().threads[threadId]?.projectId
    return projectId === undefined
      ? fail('thread.not-open', 'This chat is not open.')
      : done(await open.onLoaded(projectId, threadId, () => ask(projectId)))
  }
  const put = (threadId: string, edit: (state: ThreadState) => ThreadState) =>
    set((state) => {
      const before = state.threads[threadId]
      return before === undefined ? {} : { threads: { ...state.threads, [threadId]: edit(before) } }
    })
  /** Codex tells by notification too, but only about threads that are loaded. */
  const leaveList = (projectId: string, threadId: string) => {
    set((state) => {
      const list = state.lists[projectId]
      return list === undefined ? {} : { lists: { ...state.lists, [projectId]: withoutSummary(list, threadId) } }
    })
    const view = useProjects.getState()
    if (view.activeThreadId[projectId] === threadId) view.selectThread(projectId, null)
  }

  return {
    compact: (threadId) => onThread(threadId, (projectId) => codex(projectId, 'thread/compact/start', { threadId })),
    review: (threadId, target) =>
      onThread(threadId, (projectId) => codex(projectId, 'review/start', { threadId, target })),
    async begin(projectId, choices, title) {
      const project = useProjects.getState().projects.find(({ id }) => id === projectId)
      if (project === undefined) return fail('project.gone', 'This project is not in the list any more.')
      const problem = placeProblem(projectId)
      if (problem !== null) return fail('worktree.place', problem)
      const worktree = worktreeOf(projectId, null)
      const result = await codex(projectId, 'thread/start', {
        ...threadStartParams(project, choices),
        ...(worktree === null ? {} : { cwd: worktree.path }),
      })
      if (!result.ok) return result
      const thread = readThread(result.value.thread)
      if (thread === null) return fail('codex.answer', 'Codex started a chat without an id.')
      const { id } = thread
      set((state) => {
        const list = state.lists[projectId] ?? emptyList
        const row = { ...summaryOf(thread), title, updatedAtMs: Date.now() }
        return {
          threads: { ...state.threads, [id]: { ...emptyThread(projectId, id), title } },
          lists: list.archived ? state.lists : { ...state.lists, [projectId]: withSummary(list, row) },
        }
      })
      open.learn(id, result.value)
      if (worktree !== null) tookPlace(projectId, worktree.id, id)
      useComposer.getState().adopt(newThreadKey(projectId), id)
      useProjects.getState().selectThread(projectId, id)
      return { ok: true, value: { threadId: id } }
    },
    setGoal: (threadId, objective) =>
      onThread(threadId, (projectId) => codex(projectId, 'thread/goal/set', { threadId, objective, status: 'active' })),
    changeGoal: (threadId, change) =>
      onThread(threadId, (projectId) => codex(projectId, 'thread/goal/set', { threadId, ...change })),
    clearGoal: (threadId) => onThread(threadId, (projectId) => codex(projectId, 'thread/goal/clear', { threadId })),
    async rename(projectId, threadId, name) {
      const result = await codex(projectId, 'thread/name/set', { threadId, name })
      if (!result.ok) return result
      put(threadId, (state) => ({ ...state, title: name }))
      set((state) => {
        const list = state.lists[projectId]
        if (list === undefined) return {}
        const summaries = list.summaries.map((row) => (row.id === threadId ? { ...row, title: name } : row))
        return { lists: { ...state.lists, [projectId]: { ...list, summaries } } }
      })
      return done(result)
    },
    async archive(projectId, threadId) {
      const result = await codex(projectId, 'thread/archive', { threadId })
      if (result.ok) leaveList(projectId, threadId)
      return done(result)
    },
    async unarchive(projectId, threadId) {
      const result = await codex(projectId, 'thread/unarchive', { threadId })
      if (result.ok) {
        put(threadId, (state) => ({ ...state, archived: false }))
        await get().refreshList(projectId)
      }
      return done(result)
    },
    async forkAside(projectId, threadId) {
      const { sandbox, approvalPolicy } = presetOf('read-only')
      const result = await codex(projectId, 'thread/fork', {
        threadId,
        ephemeral: true,
        excludeTurns: true,
        sandbox,
        approvalPolicy,
      })
      if (!result.ok) return result
      const thread = readThread(result.value.thread)
      if (thread === null) return fail('codex.answer', 'Codex made a copy without an id.')
      const { id } = thread
      set((state) => ({ threads: { ...state.threads, [id]: emptyThread(projectId, id) } }))
      open.learn(id, result.value)
      return { ok: true, value: { threadId: id } }
    },
    async revert(threadId, beforeTurnId) {
      const result = await onThread(threadId, (projectId) =>
        codex(projectId, 'thread/revert', { threadId, beforeTurnId }),
      )
      if (!result.ok) return result
      put(threadId, (state) => withoutTurnsFrom(state, beforeTurnId))
      await open.reread(threadId)
      return result
    },
    async fork(projectId, threadId, at) {
      const result = await codex(projectId, 'thread/fork', {
        threadId,
        excludeTurns: true,
        ...(at === null ? {} : 'through' in at ? { lastTurnId: at.through } : { beforeTurnId: at.before }),
      })
      if (!result.ok) return result
      const thread = readThread(result.value.thread)
      if (thread === null) return fail('codex.answer', 'Codex made a copy without an id.')
      const { id } = thread
      const title = get().threads[threadId]?.title ?? ''
      set((state) => {
        const list = state.lists[projectId] ?? emptyList
        const row = summaryOf(thread)
        return {
          threads: { ...state.threads, [id]: { ...emptyThread(projectId, id), title } },
          lists: list.archived
            ? state.lists
            : {
                ...state.lists,
                [projectId]: withSummary(list, { ...row, title: row.title || title, updatedAtMs: Date.now() }),
              },
        }
      })
      open.learn(id, result.value)
      useComposer.getState().adopt(threadId, id)
      await open.reread(id)
      useProjects.getState().selectThread(projectId, id)
      return { ok: true, value: { threadId: id } }
    },
    dismissNotice: (threadId, noticeId) =>
      put(threadId, (state) => ({ ...state, notices: state.notices.filter((notice) => notice.id !== noticeId) })),
  }
}
