// Tokens that were used, as the session files count them: by turn, chat and day.
import { z } from 'zod'
import { projectIdSchema, threadIdSchema } from './ids'

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

export const usageCalls = {
  'sessions/usage': z.object({ projectId: projectIdSchema, threadId: threadIdSchema }).strict(),
  'projects/usage': z.object({ projectId: projectIdSchema }).strict(),
} as const

export interface UsageResults {
  'sessions/usage': ThreadUsageReport
  'projects/usage': ProjectUsageReport
}
