// Sessions over all homes, as files: what the index says about them, and what may be done with one. Search, import, export,
// inspector and usage have files of their own beside this one. Threads that a server answers for are Codex's own
// (thread/list and friends); this is for what no server has to be started for.
import { z } from 'zod'
import { exportCalls, type ExportResults } from './exports'
import { handleSchema, projectIdSchema, threadIdSchema } from './ids'
import { importCalls, type ImportEvent, type ImportResults } from './imports'
import { inspectionCalls, type InspectionResults } from './inspection'
import { searchCalls, type SearchEvent, type SearchResults } from './search'
import { usageCalls, type UsageResults } from './usage'

/** A session as its rollout file tells it, read without a server. */
export interface IndexedSession {
  threadId: string
  title: string
  /** First words of the person, at most 400 characters. */
  preview: string
  /** Unix ms. */
  createdAtMs: number
  updatedAtMs: number
  archived: boolean
  cwd: string
  branch: string | null
  modelProvider: string | null
  /** Set for a sub-agent's thread. */
  parentThreadId: string | null
  /** Where it was made: cli, vscode, exec, appServer… as recorded. */
  source: string | null
  bytes: number
}

export interface IndexPage {
  /** Newest first. */
  sessions: IndexedSession[]
  /** Offset of the next page, null at the end. */
  nextOffset: number | null
  total: number
  /** Files that are no readable session, with the reason in words. At most 50; `problemCount` has all. */
  problems: { file: string; reason: string }[]
  problemCount: number
}

/** How a project's CODEX_HOME is chosen: `own` under the app's data, or an existing home used as it is. */
export const homeChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }).strict(),
  z.object({ kind: z.literal('shared'), sourceId: handleSchema }).strict(),
])

/** Parameters of the app calls about sessions; spread into `appCalls`. */
export const sessionCalls = {
  /** A page of the project's sessions from their files. Starts no server. */
  'sessions/index': z
    .object({
      projectId: projectIdSchema,
      archived: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    })
    .strict(),
  /** Shows the rollout file in the file manager. */
  'sessions/reveal': z.object({ projectId: projectIdSchema, threadId: threadIdSchema }).strict(),
  /** Deletes through Codex once the time for Undo (10 s) is over, or when the app quits. */
  'sessions/delete': z.object({ projectId: projectIdSchema, threadId: threadIdSchema }).strict(),
  'sessions/undoDelete': z.object({ projectId: projectIdSchema, threadId: threadIdSchema }).strict(),
  /** Pushes `session-grew` while the rollout of a thread that another process writes gets longer. */
  'sessions/follow': z.object({ projectId: projectIdSchema, threadId: threadIdSchema, on: z.boolean() }).strict(),
  /** What was typed in the terminal Codex with the project's home, oldest first, at most 200. */
  'projects/prompts': z.object({ projectId: projectIdSchema }).strict(),
  /** Chooses the project's home. Ends its server; the next call starts one in the other home. */
  'projects/home': z.object({ projectId: projectIdSchema, home: homeChoiceSchema }).strict(),
  ...searchCalls,
  ...importCalls,
  ...exportCalls,
  ...usageCalls,
  ...inspectionCalls,
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface SessionResults extends SearchResults, ImportResults, ExportResults, UsageResults, InspectionResults {
  'sessions/index': IndexPage
  'sessions/reveal': null
  'sessions/delete': { undoUntilMs: number }
  'sessions/undoDelete': null
  'sessions/follow': null
  'projects/prompts': string[]
  'projects/home': null
}

/** Events about sessions; part of `PushEvent`. */
export type SessionEvent =
  | SearchEvent
  | ImportEvent
  /** The files of a project's home changed (an import): its list should be read anew. */
  | { type: 'sessions-changed'; projectId: string }
  /** Another process wrote to a followed thread's rollout. */
  | { type: 'session-grew'; projectId: string; threadId: string }
  /** The time for Undo is over and Codex deleted the thread, or could not. */
  | { type: 'session-deleted'; projectId: string; threadId: string; problem: string | null }
