// Sessions over all homes, as files: what the index, search, import, export, inspector and usage say about them. Threads that
// a server answers for are Codex's own (thread/list and friends); this is for what no server has to be started for.
import { z } from 'zod'

const projectId = z.string().regex(/^[0-9a-f]{16}$/)
/** Codex's thread ids are UUIDs; nothing else ever becomes part of a path. */
export const threadIdSchema = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
const handle = z.string().regex(/^[0-9a-z-]{1,64}$/i)

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

export const searchQuerySchema = z
  .object({
    searchId: handle,
    query: z.string().min(1).max(20_000),
    /** True: `query` is a regular expression (ripgrep's). Always case-insensitive and Unicode. */
    regex: z.boolean(),
    /** Null searches all projects. */
    projectIds: z.array(projectId).max(1000).nullable(),
    archived: z.enum(['without', 'only', 'with']),
    /** Unix ms bounds of a session's last change; null is open. */
    sinceMs: z.number().int().nullable(),
    untilMs: z.number().int().nullable(),
  })
  .strict()
export type SearchQuery = z.infer<typeof searchQuerySchema>

/** What kind of record a hit was found in. */
export type SearchHitKind = 'user' | 'agent' | 'reasoning' | 'command' | 'output' | 'patch' | 'tool' | 'title' | 'other'

export interface SearchSnippet {
  text: string
  /** UTF-16 ranges of the hit in `text`, [start, end). */
  marks: [number, number][]
  kind: SearchHitKind
  /** Which of the session's files, by its id, and the byte offset of the record's line in it: the place for `search/locate`. */
  fileId: string
  offset: number
}

/** Hits of one session. The same session may come again with further snippets while a search runs: they add up. */
export interface SearchHit {
  projectId: string
  threadId: string
  title: string
  updatedAtMs: number
  archived: boolean
  cwd: string
  snippets: SearchSnippet[]
}

export interface SearchDone {
  searchId: string
  /** Sessions with a hit, and snippets shown in all. */
  sessions: number
  hits: number
  /** True when a bound was hit (sessions or snippets), so more may be there. */
  limited: boolean
  /** Why the search failed or was partial, in words; null when it was whole. */
  problem: string | null
  elapsedMs: number
}

/** Where a hit lies in its thread. Turn and item ids are null where the record names none. */
export interface HitPlace {
  turnId: string | null
  itemId: string | null
  /** The record's plain text, at most 4,000 characters: what to look for in the turn when no item id is known. */
  text: string
}

/** A place to import from. `id` stands for the path in later calls; the window never names paths to read. */
export interface ImportSource {
  id: string
  path: string
  /** 'home' has sessions/ below it, 'folder' is searched for rollout files. */
  kind: 'home' | 'folder'
  label: string
}

export interface ImportCandidate {
  threadId: string
  title: string
  updatedAtMs: number
  createdAtMs: number
  cwd: string
  branch: string | null
  archived: boolean
  bytes: number
  modelProvider: string | null
  /** It is in the project's home already. */
  imported: boolean
}

export interface ImportScan {
  source: ImportSource
  /** By folder that the sessions ran in, the project's own first, then the most recent. */
  folders: { cwd: string; isProject: boolean; sessions: ImportCandidate[] }[]
  /** Files that can't be imported, with the reason in words. At most 50; `problemCount` has all. */
  problems: { file: string; reason: string }[]
  problemCount: number
}

export interface ImportReport {
  copied: string[]
  alreadyThere: string[]
  failed: { threadId: string; reason: string }[]
}

export type ExportFormat = 'markdown' | 'html' | 'jsonl'

export interface ExportReport {
  path: string
  bytes: number
  /** Secrets that were masked, by kind ("API key", "JSON Web Token", …). */
  masked: { kind: string; count: number }[]
}

/** Tokens, as Codex counts them. `input` includes `cachedInput`; `output` includes `reasoning`. */
export interface TokenCount {
  input: number
  cachedInput: number
  output: number
  reasoning: number
  total: number
}

export interface TurnUsage {
  turnId: string
  tokens: TokenCount
  /** One per answer of the model, in order, with the item it ended with where that is known. */
  messages: { itemId: string | null; atMs: number | null; tokens: TokenCount }[]
}

export interface ThreadUsageReport {
  threadId: string
  tokens: TokenCount
  turns: TurnUsage[]
  /** Size of the model's context window and how much of it the last answer used; null when not recorded. */
  contextWindow: number | null
  contextUsed: number | null
}

export interface ProjectUsageReport {
  tokens: TokenCount
  /** Local calendar days with use, oldest first, 'YYYY-MM-DD'. */
  days: { day: string; tokens: TokenCount }[]
  /** Most tokens first, at most 200. */
  sessions: { threadId: string; title: string; updatedAtMs: number; archived: boolean; tokens: TokenCount }[]
  sessionCount: number
  /** Sessions whose records hold no counts. */
  uncounted: number
}

/** A record of a rollout (or a notification of the live stream) as a row of the inspector. */
export interface InspectorRow {
  /** Place in the file, from 0; the live stream counts its own. */
  index: number
  /** Byte offset and length of the line, for `inspect/raw`. 0 and 0 in the live stream. */
  offset: number
  length: number
  /** The record's type (`response_item`, `event_msg`…), or the notification's method; `bad` for a line that is no record. */
  type: string
  /** The payload's own type (`message`, `function_call`, `token_count`…), '' when it has none. */
  subtype: string
  /** Coarse kind, for the icon and the filter. */
  kind: InspectorKind
  /** One line in words, at most 200 characters. */
  label: string
  atMs: number | null
  turnId: string | null
  itemId: string | null
  /** Time that the thing took, where the record says so or its begin and end are known. */
  durationMs: number | null
  status: 'running' | 'completed' | 'failed' | 'interrupted' | 'declined' | null
  tokens: TokenCount | null
}

export const inspectorKinds = [
  'session',
  'turn',
  'user',
  'agent',
  'reasoning',
  'command',
  'patch',
  'tool',
  'search',
  'usage',
  'context',
  'compaction',
  'approval',
  'delta',
  'error',
  'bad',
  'other',
] as const
export type InspectorKind = (typeof inspectorKinds)[number]

export interface Inspection {
  /** Stands for the opened file in later calls. */
  id: string
  /** File name, for the title. */
  name: string
  path: string
  bytes: number
  threadId: string | null
}

export interface InspectorPage {
  rows: InspectorRow[]
  /** Byte offset that the next page starts at; null at the end of the file. */
  nextOffset: number | null
  /** Share of the file read so far, 0 to 1. */
  progress: number
}

/** How a project's CODEX_HOME is chosen: `own` under the app's data, or an existing home used as it is. */
export const homeChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }).strict(),
  z.object({ kind: z.literal('shared'), sourceId: handle }).strict(),
])

/** Parameters of the app calls about sessions; spread into `appCalls`. */
export const sessionCalls = {
  /** A page of the project's sessions from their files. Starts no server. */
  'sessions/index': z
    .object({
      projectId,
      archived: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    })
    .strict(),
  /** Shows the rollout file in the file manager. */
  'sessions/reveal': z.object({ projectId, threadId: threadIdSchema }).strict(),
  /** Deletes through Codex once the time for Undo (10 s) is over, or when the app quits. */
  'sessions/delete': z.object({ projectId, threadId: threadIdSchema }).strict(),
  'sessions/undoDelete': z.object({ projectId, threadId: threadIdSchema }).strict(),
  /** Pushes `session-grew` while the rollout of a thread that another process writes gets longer. */
  'sessions/follow': z.object({ projectId, threadId: threadIdSchema, on: z.boolean() }).strict(),
  'sessions/usage': z.object({ projectId, threadId: threadIdSchema }).strict(),
  'projects/usage': z.object({ projectId }).strict(),
  /** What was typed in the terminal Codex with the project's home, oldest first, at most 200. */
  'projects/prompts': z.object({ projectId }).strict(),
  /** Chooses the project's home. Ends its server; the next call starts one in the other home. */
  'projects/home': z.object({ projectId, home: homeChoiceSchema }).strict(),
  /** Hits come as `search-hits`, the end as `search-done`. A new search ends the one before. */
  'search/start': searchQuerySchema,
  'search/cancel': z.object({ searchId: handle }).strict(),
  'search/locate': z
    .object({ projectId, threadId: threadIdSchema, fileId: threadIdSchema, offset: z.number().int().min(0) })
    .strict(),
  /** Homes that are known without asking: the user's own (~/.codex or CODEX_HOME), other projects' homes. */
  'import/sources': z.object({ projectId }).strict(),
  /** Opens the native folder dialog. Null when it was closed. */
  'import/pick': z.object({}).strict(),
  'import/scan': z.object({ projectId, sourceId: handle }).strict(),
  /** Copies; pushes `import-progress`. */
  'import/copy': z
    .object({ projectId, sourceId: handle, threadIds: z.array(threadIdSchema).min(1).max(100_000) })
    .strict(),
  'import/cancel': z.object({ projectId }).strict(),
  /** Opens the native save dialog. Null when it was closed. */
  'sessions/export': z
    .object({ projectId, threadId: threadIdSchema, format: z.enum(['markdown', 'html', 'jsonl']) })
    .strict(),
  /** Shows the last exported file in the file manager. */
  'exports/reveal': z.object({}).strict(),
  'inspect/open': z.object({ projectId, threadId: threadIdSchema }).strict(),
  /** Opens the native file dialog. Null when it was closed. */
  'inspect/pick': z.object({}).strict(),
  'inspect/page': z
    .object({ id: handle, offset: z.number().int().min(0), limit: z.number().int().min(1).max(5000) })
    .strict(),
  /** The line's own text, at most 1 MiB of it. */
  'inspect/raw': z.object({ id: handle, offset: z.number().int().min(0), length: z.number().int().min(0) }).strict(),
  'inspect/close': z.object({ id: handle }).strict(),
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface SessionResults {
  'sessions/index': IndexPage
  'sessions/reveal': null
  'sessions/delete': { undoUntilMs: number }
  'sessions/undoDelete': null
  'sessions/follow': null
  'sessions/usage': ThreadUsageReport
  'projects/usage': ProjectUsageReport
  'projects/prompts': string[]
  'projects/home': null
  'search/start': null
  'search/cancel': null
  'search/locate': HitPlace
  'import/sources': ImportSource[]
  'import/pick': ImportSource | null
  'import/scan': ImportScan
  'import/copy': ImportReport
  'import/cancel': null
  'sessions/export': ExportReport | null
  'exports/reveal': null
  'inspect/open': Inspection
  'inspect/pick': Inspection | null
  'inspect/page': InspectorPage
  'inspect/raw': { text: string; truncated: boolean }
  'inspect/close': null
}

/** Events about sessions; part of `PushEvent`. */
export type SessionEvent =
  | { type: 'search-hits'; searchId: string; hits: SearchHit[] }
  | { type: 'search-done'; done: SearchDone }
  | { type: 'import-progress'; projectId: string; done: number; of: number }
  /** The files of a project's home changed (an import): its list should be read anew. */
  | { type: 'sessions-changed'; projectId: string }
  /** Another process wrote to a followed thread's rollout. */
  | { type: 'session-grew'; projectId: string; threadId: string }
  /** The time for Undo is over and Codex deleted the thread, or could not. */
  | { type: 'session-deleted'; projectId: string; threadId: string; problem: string | null }
