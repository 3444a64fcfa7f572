// Sessions of other homes and folders, copied into a project's home.
import { z } from 'zod'
import { handleSchema, projectIdSchema, threadIdSchema } from './ids'

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

export const importCalls = {
  /** Homes that are known without asking: the user's own (~/.codex or CODEX_HOME), other projects' homes. */
  'import/sources': z.object({ projectId: projectIdSchema }).strict(),
  /** Opens the native folder dialog. Null when it was closed. */
  'import/pick': z.object({}).strict(),
  'import/scan': z.object({ projectId: projectIdSchema, sourceId: handleSchema }).strict(),
  /** Copies; pushes `import-progress`. */
  'import/copy': z
    .object({
      projectId: projectIdSchema,
      sourceId: handleSchema,
      threadIds: z.array(threadIdSchema).min(1).max(100_000),
    })
    .strict(),
  'import/cancel': z.object({ projectId: projectIdSchema }).strict(),
} as const

export interface ImportResults {
  'import/sources': ImportSource[]
  'import/pick': ImportSource | null
  'import/scan': ImportScan
  'import/copy': ImportReport
  'import/cancel': null
}

export type ImportEvent = { type: 'import-progress'; projectId: string; done: number; of: number }
