// What the views draw: threads, turns and items as this window knows them. Types and two small questions about items;
// how they change is in reduce.ts.
import type { PresetId } from '../../../preload/contract/presets'
import type { DeckError } from '../../../preload/contract/result'
import type { QueuedSubmission } from '@protocol/v2/QueuedSubmission'
import type { Thread } from '@protocol/v2/Thread'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import type { ThreadTokenUsage } from '@protocol/v2/ThreadTokenUsage'
import type { TurnError } from '@protocol/v2/TurnError'
import type { TurnPlanUpdatedNotification } from '@protocol/v2/TurnPlanUpdatedNotification'

export type { ThreadItem }

/** An item of a kind that this app does not know. Drawn from its raw form. */
export interface UnknownItem {
  type: string
  id: string
  [field: string]: unknown
}

export type Item = ThreadItem | UnknownItem
export type ItemType = ThreadItem['type']
/** One kind of item, e.g. ItemOf<'commandExecution'>. */
export type ItemOf<T extends ItemType> = Extract<ThreadItem, { type: T }>

const knownTypes: Record<ItemType, true> = {
  userMessage: true,
  hookPrompt: true,
  agentMessage: true,
  functionCallOutput: true,
  plan: true,
  reasoning: true,
  commandExecution: true,
  fileChange: true,
  mcpToolCall: true,
  dynamicToolCall: true,
  collabAgentToolCall: true,
  subAgentActivity: true,
  webSearch: true,
  imageView: true,
  sleep: true,
  imageGeneration: true,
  enteredReviewMode: true,
  exitedReviewMode: true,
  contextCompaction: true,
}

/** Narrows an item to Codex's own union, so that a switch over `type` can be exhaustive. False for unknown kinds. */
export function isKnownItem(item: Item): item is ThreadItem {
  return Object.hasOwn(knownTypes, item.type)
}

/** True for an item of exactly this kind. */
export function isItem<T extends ItemType>(item: Item, type: T): item is ItemOf<T> {
  return item.type === type
}

export type TurnStatus = 'inProgress' | 'completed' | 'interrupted' | 'failed'

export interface TurnState {
  /** Codex's id; `local:<uuid>` until turn/start has answered. */
  id: string
  status: TurnStatus
  error: TurnError | null
  /** Unix ms. */
  startedAtMs: number | null
  durationMs: number | null
  /** In order. A finished item keeps its identity (===) so that views can be memoised. */
  items: readonly Item[]
  /** Ids of items that started and have not completed. */
  live: ReadonlySet<string>
  /** Words about a retry under way ("Reconnecting… 2/5"), from `error` notifications with willRetry. */
  retry: string | null
  plan: TurnPlanUpdatedNotification | null
  /** The turn's whole unified diff so far. */
  diff: string | null
  /** Why the turn was stopped from outside (the server ended), in words. */
  stoppedBecause?: string
  /** Optimistic: drawn before turn/start answered. */
  local?: boolean
  /** Tokens of the answers that came while this window looked on. */
  tokens?: ThreadTokenUsage['last']
}

/** A sentence from Codex about a thread that is no item: a warning, a rerouted model, an error outside any turn. */
export interface ThreadNotice {
  id: string
  level: 'info' | 'warning' | 'error'
  message: string
  detail: string | null
  turnId: string | null
}

export type ThreadLoading = 'none' | 'opening' | 'older' | 'failed'

export interface ThreadState {
  /** Codex's id; `new:<projectId>` while a first message waits for thread/start. */
  id: string
  projectId: string
  title: string
  thread: Thread | null
  /** Oldest first. May lack older ones: see olderCursor. */
  turns: readonly TurnState[]
  /** Cursor for the next older page of turns, null when all are here. */
  olderCursor: string | null
  loading: ThreadLoading
  problem: DeckError | null
  runningTurnId: string | null
  /** The turn inside a review that runs: the one that can be interrupted. It is drawn as part of the review's own turn. */
  innerTurnId?: string | null
  usage: ThreadTokenUsage | null
  queue: readonly QueuedSubmission[]
  goal: ThreadGoal | null
  notices: readonly ThreadNotice[]
  /** Why nothing can be sent (another process writes this thread); null when it can. */
  readOnlyReason: string | null
  model: string | null
  effort: string | null
  preset: PresetId | null
  /** True in plan mode. */
  planMode: boolean
  /** True between archive and unarchive. */
  archived: boolean
  /** Another process writes this thread: its rollout is followed. Its running turn reads as interrupted from here. */
  writtenElsewhere: boolean
}

export type ThreadActivity = 'idle' | 'running' | 'waiting' | 'error'

/** A row of the list of threads. */
export interface ThreadSummary {
  id: string
  title: string
  preview: string
  /** Unix ms. */
  updatedAtMs: number
  activity: ThreadActivity
  /** Made by the scripted demo provider. */
  demo: boolean
  cwd: string
  branch: string | null
  /** The section of Codex's that it stands in; null for none. */
  sectionId: string | null
  /** Whether something came that was not looked at, with the revision that marking it read needs; null where Codex keeps none. */
  readState: { unread: boolean; revision: string } | null
}

/** A group of threads that the person made. "Pinned" is built in. */
export interface ThreadSection {
  id: string
  name: string
}

export interface ThreadList {
  summaries: readonly ThreadSummary[]
  sections: readonly ThreadSection[]
  /** `index`: read from files, because the project's server does not run. */
  source: 'server' | 'index'
  /** Session files that can't be read. */
  problems: readonly { file: string; reason: string }[]
  problemCount: number
  /** How many pages were read. */
  pages: number
  /** Cursor of the next page, null at the end. */
  cursor: string | null
  loading: 'none' | 'first' | 'more' | 'failed'
  problem: DeckError | null
  /** Which of the two lists this is: the usual threads or the archived ones. */
  archived: boolean
}

/** What the composer sends. */
export interface SendInput {
  text: string
  /** data: URLs of png, jpeg, gif or webp. */
  images: readonly { name: string; dataUrl: string }[]
  mentions: readonly { name: string; path: string }[]
  skills: readonly { name: string; path: string }[]
  preset: PresetId
  model: string | null
  effort: string | null
  plan: boolean
}

/** The key of a project's draft and of its thread-to-be, before Codex has given the thread an id. */
export function newThreadKey(projectId: string): string {
  return `new:${projectId}`
}

/** The state of a thread of which nothing is known yet. */
export function emptyThread(projectId: string, id: string): ThreadState {
  return {
    id,
    projectId,
    title: '',
    thread: null,
    turns: [],
    olderCursor: null,
    loading: 'none',
    problem: null,
    runningTurnId: null,
    usage: null,
    queue: [],
    goal: null,
    notices: [],
    readOnlyReason: null,
    model: null,
    effort: null,
    preset: null,
    planMode: false,
    archived: false,
    writtenElsewhere: false,
  }
}
