// What the threads store holds and can do, in types; its parts are written against these and put together in threads.ts.
import type { PushEvent } from '../../../preload/contract/events'
import type { Result } from '../../../preload/contract/result'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import type { SendInput, ThreadList, ThreadState } from './model'

/** What an act on a thread answers with: nothing when Codex took it, else why not. Acts tell nothing by themselves. */
export type Done = Promise<Result<null>>

/** Where a copy ends: with a finished turn, or before one. */
export type ForkPoint = { through: string } | { before: string }

export interface ThreadActs {
  /** Resumes the thread (so that it can be written) and reads its newest turns. Problems are put on the thread. */
  openThread(projectId: string, threadId: string): Promise<void>
  /** Unsubscribes and drops its turns from memory, unless a turn runs. */
  closeThread(threadId: string): void
  loadOlder(threadId: string): Promise<void>
  /** Reads older turns until this one is there (all of them when null). Answers whether it is. */
  loadUntil(threadId: string, turnId: string | null, signal: AbortSignal): Promise<boolean>
  /** Reads the newest turns and the queue anew, keeping what is drawn. */
  reread(threadId: string): Promise<void>
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
  /** Makes a chat without a message, with these choices, and selects it. It is on no disk until a turn is made in it. */
  begin(projectId: string, choices: SendInput, title: string): Promise<Result<{ threadId: string }>>
  rename(projectId: string, threadId: string, name: string): Done
  archive(projectId: string, threadId: string): Done
  unarchive(projectId: string, threadId: string): Done
  setGoal(threadId: string, objective: string): Done
  /** Sets or changes the goal, part by part. Fails where there is none and no words come with it. */
  changeGoal(threadId: string, change: GoalChange): Done
  clearGoal(threadId: string): Done
  /** Makes a copy up to a point (the whole when null) and selects it. */
  fork(projectId: string, threadId: string, at: ForkPoint | null): Promise<Result<{ threadId: string }>>
  /** A copy that is on no disk and in no list, which can only read. Not selected. */
  forkAside(projectId: string, threadId: string): Promise<Result<{ threadId: string }>>
  /** Drops a turn and all after it from the thread. Files stay as they are. A running turn ends with it. */
  revert(threadId: string, beforeTurnId: string): Done
  dismissNotice(threadId: string, noticeId: string): void
}

export interface ListActs {
  /** Reads the first page anew. Without options it keeps showing what it shows (usual or archived). */
  refreshList(projectId: string, options?: { archived?: boolean }): Promise<void>
  loadMoreList(projectId: string): Promise<void>
}

/** What may be changed of a goal; what is left out stays. A goal that isn't there yet needs its words. */
export interface GoalChange {
  objective?: string
  status?: 'active' | 'paused'
  /** Null: no limit. */
  tokenBudget?: number | null
}

export interface ThreadsStore extends ThreadActs, ListActs {
  threads: Readonly<Record<string, ThreadState>>
  lists: Readonly<Record<string, ThreadList>>
  /** Takes in a frame's events in one update. Called by start.ts only. */
  receive(events: readonly PushEvent[]): void
}

export type SetThreads = (change: (state: ThreadsStore) => Partial<ThreadsStore>) => void
export type GetThreads = () => ThreadsStore
