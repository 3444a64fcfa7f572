// Codex tasks in the cloud, as the bundled command line lists, shows and applies them.
import { z } from 'zod'
import { placeSchema } from './changes'

export interface CloudTask {
  id: string
  title: string
  /** As Codex says it: pending, ready, applied, error. */
  status: string
  updatedAtMs: number | null
  environment: string | null
  attempts: number | null
  summary: { files: number; added: number; removed: number } | null
}

/** What a run of `codex apply` or `codex cloud apply` said and did. */
export interface ApplyRun {
  command: string
  exitCode: number | null
  stdout: string
  stderr: string
  applied: string[]
  skipped: string[]
  conflicted: string[]
  /** In words. */
  summary: string
  /** Takes it back; null when nothing was changed. */
  undoId: string | null
}

const taskId = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/)

export const taskCalls = {
  'tasks/list': z.object({ place: placeSchema, cursor: z.string().max(4096).nullable() }).strict(),
  'tasks/apply': z
    .object({
      place: placeSchema,
      taskId,
      attempt: z.number().int().min(1).max(16).nullable(),
      how: z.enum(['apply', 'cloud']),
    })
    .strict(),
  'tasks/cancel': z.object({ place: placeSchema }).strict(),
} as const

export interface TaskResults {
  'tasks/list': { tasks: CloudTask[]; nextCursor: string | null }
  'tasks/apply': ApplyRun
  'tasks/cancel': null
}
