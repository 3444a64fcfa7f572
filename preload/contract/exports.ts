// A session written to a file outside its home.
import { z } from 'zod'
import { projectIdSchema, threadIdSchema } from './ids'

export type ExportFormat = 'markdown' | 'html' | 'jsonl'

export interface ExportReport {
  path: string
  bytes: number
  /** Secrets that were masked, by kind ("API key", "JSON Web Token", …). */
  masked: { kind: string; count: number }[]
}

export const exportCalls = {
  /** Opens the native save dialog. Null when it was closed. */
  'sessions/export': z
    .object({ projectId: projectIdSchema, threadId: threadIdSchema, format: z.enum(['markdown', 'html', 'jsonl']) })
    .strict(),
  /** Shows the last exported file in the file manager. */
  'exports/reveal': z.object({}).strict(),
} as const

export interface ExportResults {
  'sessions/export': ExportReport | null
  'exports/reveal': null
}
