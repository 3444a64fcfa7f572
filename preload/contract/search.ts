// Search over the sessions of all homes, as ripgrep finds them in the files.
import { z } from 'zod'
import { handleSchema, projectIdSchema, threadIdSchema } from './ids'

export const searchQuerySchema = z
  .object({
    searchId: handleSchema,
    query: z.string().min(1).max(20_000),
    /** True: `query` is a regular expression (ripgrep's). Always case-insensitive and Unicode. */
    regex: z.boolean(),
    /** Null searches all projects. */
    projectIds: z.array(projectIdSchema).max(1000).nullable(),
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

export const searchCalls = {
  /** Hits come as `search-hits`, the end as `search-done`. A new search ends the one before. */
  'search/start': searchQuerySchema,
  'search/cancel': z.object({ searchId: handleSchema }).strict(),
  'search/locate': z
    .object({
      projectId: projectIdSchema,
      threadId: threadIdSchema,
      fileId: threadIdSchema,
      offset: z.number().int().min(0),
    })
    .strict(),
} as const

export interface SearchResults {
  'search/start': null
  'search/cancel': null
  'search/locate': HitPlace
}

export type SearchEvent =
  | { type: 'search-hits'; searchId: string; hits: SearchHit[] }
  | { type: 'search-done'; done: SearchDone }
