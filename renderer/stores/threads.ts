// The threads of all projects and the lists of them, with every act on a thread. Codex owns the transcript; this holds
// what is open in the window. How a notification changes a thread is in reduce.ts, how pages are read in history.ts.
import { create } from 'zustand'
import type { PushEvent } from '../../preload/contract/events'
import type { DeckError, Result } from '../../preload/contract/result'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import type { SendInput, ThreadList, ThreadState } from './model'
import { newThreadKey } from './model'
import { openActs } from './open-thread'
import { useProjects } from './projects'
import { receiver } from './receive'
import { sendActs } from './send-acts'
import { threadActs } from './thread-acts'
import { listActs } from './thread-lists'

/** What an act on a thread answers with: nothing when Codex took it, else why not. Acts tell nothing by themselves. */
export type Done = Promise<Result<null>>

export interface ThreadActs {
  /** Resumes the thread (so that it can be written) and reads its newest turns. Problems are put on the thread. */
  openThread(projectId: string, threadId: string): Promise<void>
  /** Unsubscribes and drops its turns from memory, unless a turn runs. */
  closeThread(threadId: string): void
  loadOlder(threadId: string): Promise<void>
  /** Sends to a thread, or starts one (threadId null) and selects it. The message is drawn at once, and taken back on failure. */
  send(projectId: string, threadId: string | null, input: SendInput): Promise<Result<{ threadId: string }>>
  /** Adds to the running turn. */
  steer(threadId: string, input: SendInput): Done
  /** Leaves it with Codex, which sends it when the running turn ends. */
  queue(threadId: string, input: SendInput): Done
  unqueue(threadId: string, queuedId: string): Done
  interrupt(threadId: string): Done
  compact(threadId: string): Done
  review(threadId: string, target: ReviewTarget): Done
  rename(projectId: string, threadId: string, name: string): Done
  archive(projectId: string, threadId: string): Done
  unarchive(projectId: string, threadId: string): Done
  setGoal(threadId: string, objective: string): Done
  clearGoal(threadId: string): Done
  /** Makes a copy up to and with a finished turn (the whole when null) and selects it. */
  fork(projectId: string, threadId: string, lastTurnId: string | null): Promise<Result<{ threadId: string }>>
  dismissNotice(threadId: string, noticeId: string): void
}

export interface ListActs {
  /** Reads the first page anew. Without options it keeps showing what it shows (usual or archived). */
  refreshList(projectId: string, options?: { archived?: boolean }): Promise<void>
  loadMoreList(projectId: string): Promise<void>
}

export interface ThreadsStore extends ThreadActs, ListActs {
  threads: Readonly<Record<string, ThreadState>>
  lists: Readonly<Record<string, ThreadList>>
  /** Takes in a frame's events in one update. Called by start.ts only. */
  receive(events: readonly PushEvent[]): void
}

export type SetThreads = (change: (state: ThreadsStore) => Partial<ThreadsStore>) => void
export type GetThreads = () => ThreadsStore

export const useThreads = create<ThreadsStore>()((set, get) => {
  const open = openActs(set, get)
  const { openThread, closeThread, loadOlder } = open
  return {
    threads: {},
    lists: {},
    receive: receiver(set, get, open),
    openThread,
    closeThread,
    loadOlder,
    ...sendActs(set, get, open),
    ...threadActs(set, get, open),
    ...listActs(set, get),
  }
})

/** The thread in view of the project in view: an open one, or the one whose first message is just being sent. Null shows an empty new chat. */
export function useActiveThread(): ThreadState | null {
  const key = useProjects((state) =>
    state.activeId === null ? null : (state.activeThreadId[state.activeId] ?? newThreadKey(state.activeId)),
  )
  return useThreads((state) => (key === null ? null : (state.threads[key] ?? null)))
}

/** The error's words for a thread that could not be opened, for views that need one. */
export function problemOf(thread: ThreadState): DeckError | null {
  return thread.loading === 'failed' ? thread.problem : null
}
