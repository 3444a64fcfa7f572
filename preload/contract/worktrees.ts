// Worktrees: a chat's own checkout of the project's repository, made by the app, brought home or thrown away by the person.
import { z } from 'zod'
import type { ActReport } from './changes'
import { projectIdSchema as projectId, threadIdSchema } from './ids'

export const worktreeIdSchema = z.string().regex(/^[0-9a-f]{16}$/)

export interface Worktree {
  id: string
  projectId: string
  /** Absolute real path of its folder, to be read. */
  path: string
  branch: string
  /** What it was made from, as it was named, and the commit that this was. */
  base: string
  baseId: string
  createdAtMs: number
  /** `missing`: its folder was removed by somebody else. `failed`: could not be made whole; `problem` says why. */
  state: 'creating' | 'ready' | 'failed' | 'missing'
  problem: string | null
  /** Threads that work in it. */
  threadIds: string[]
  /** Uncommitted changes, and commits since the base; null until looked at. */
  dirty: number | null
  ahead: number | null
  /** The last set-up run; null when there was none. `output` is its last 20,000 characters. */
  setup: { state: 'running' | 'done' | 'failed'; exitCode: number | null; output: string } | null
}

/** What a project's new worktrees get. */
export const worktreeSettingsSchema = z
  .object({
    /** A command line for the system's shell, run in the new folder; empty: none. The person writes it here, never a repository. */
    setup: z.string().max(4000),
    /** Patterns of untracked files that are copied along, as in .gitignore: ".env*", "certs/". */
    copy: z.array(z.string().min(1).max(400)).max(100),
  })
  .strict()
export type WorktreeSettings = z.infer<typeof worktreeSettingsSchema>

export type WorktreeEvent =
  | { type: 'worktrees'; projectId: string; worktrees: Worktree[] }
  /** How far making one is: "Checking out 1,204 files". */
  | { type: 'worktree-progress'; worktreeId: string; words: string }

export const worktreeCalls = {
  'worktrees/list': z.object({ projectId }).strict(),
  'worktrees/settings': z.object({ projectId }).strict(),
  'worktrees/setSettings': z.object({ projectId, settings: worktreeSettingsSchema }).strict(),
  /** Makes one, whole or not at all. It never falls back to the main checkout. */
  'worktrees/create': z
    .object({ projectId, base: z.string().min(1).max(512), branch: z.string().min(1).max(250), runSetup: z.boolean() })
    .strict(),
  'worktrees/cancel': z.object({ worktreeId: worktreeIdSchema }).strict(),
  'worktrees/runSetup': z.object({ worktreeId: worktreeIdSchema }).strict(),
  /** A thread was started in it. */
  'worktrees/adopt': z.object({ worktreeId: worktreeIdSchema, threadId: threadIdSchema }).strict(),
  /** Looks again at what each holds (dirty, ahead, missing). */
  'worktrees/refresh': z.object({ projectId }).strict(),
  /** `merge`: git merge of its branch into the project's checkout. `apply`: its whole difference as uncommitted changes there. */
  'worktrees/handBack': z.object({ worktreeId: worktreeIdSchema, how: z.enum(['merge', 'apply']) }).strict(),
  /** Removes folder (and branch, when all of it is merged or `branch` is true). With changes in it only when `discard` is true; they are snapshotted before. */
  'worktrees/remove': z.object({ worktreeId: worktreeIdSchema, discard: z.boolean(), branch: z.boolean() }).strict(),
  /** Takes a removal of this run of the app back: folder, branch, chats, and what was not committed. */
  'worktrees/bringBack': z.object({ worktreeId: worktreeIdSchema }).strict(),
  'worktrees/reveal': z.object({ worktreeId: worktreeIdSchema }).strict(),
} as const

export interface WorktreeResults {
  'worktrees/list': Worktree[]
  'worktrees/settings': WorktreeSettings
  'worktrees/setSettings': null
  'worktrees/create': Worktree
  'worktrees/cancel': null
  'worktrees/runSetup': null
  'worktrees/adopt': null
  'worktrees/refresh': null
  'worktrees/handBack': ActReport
  'worktrees/remove': { canUndo: boolean }
  'worktrees/bringBack': Worktree
  'worktrees/reveal': null
}
