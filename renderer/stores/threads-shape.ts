// What the threads store holds and can do, in types; its parts are written against these and put together in threads.ts.
import type { PushEvent } from '../../preload/contract/events'
import type { Result } from '../../preload/contract/result'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import type { SendInput, ThreadList, ThreadState } from './model'

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
