// Changes: what was changed in a folder, as files and hunks, and what may be done with them. Git is the truth; a folder without
// git has turns and sessions only, from the app's own checkpoints. Files are named by id within a view that main keeps, so the
// page never says where to write. Text here is for reading: acts use the bytes that main holds.
import { z } from 'zod'
import { projectIdSchema, threadIdSchema } from './ids'

/** A folder to work in: a project's own, or one of its worktrees. */
export const placeSchema = z
  .object({
    projectId: projectIdSchema,
    worktreeId: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullable(),
  })
  .strict()
export type Place = z.infer<typeof placeSchema>

const turnId = z.string().min(1).max(128)
/** What a person or a list names a commit or branch by. Never handed to git where an option could stand. */
const revision = z.string().min(1).max(512)

export const changeSourceSchema = z.discriminatedUnion('kind', [
  /**
   * What one turn changed (null: the last one), by commands too, from the snapshots around it. `patch` is what the window knows
   * (turn/diff/updated, or the file changes of its items), shown where there are no snapshots.
   */
  z
    .object({
      kind: z.literal('turn'),
      threadId: threadIdSchema,
      turnId: turnId.nullable(),
      patch: z.string().max(64_000_000).nullable(),
    })
    .strict(),
  /** What a session changed, from before its first turn that has a snapshot. */
  z
    .object({ kind: z.literal('session'), threadId: threadIdSchema, patch: z.string().max(64_000_000).nullable() })
    .strict(),
  /** Working tree against index, untracked files as new ones. */
  z.object({ kind: z.literal('unstaged') }).strict(),
  /** Index against HEAD. */
  z.object({ kind: z.literal('staged') }).strict(),
  z.object({ kind: z.literal('commit'), revision }).strict(),
  /** What this branch has since it left `base`, the working tree included. */
  z.object({ kind: z.literal('branch'), base: revision }).strict(),
  /** What going back to before a turn would do to the files. */
  z.object({ kind: z.literal('rewind'), threadId: threadIdSchema, turnId }).strict(),
  /** What a Codex task in the cloud changed. */
  z
    .object({
      kind: z.literal('task'),
      taskId: z.string().min(1).max(256),
      attempt: z.number().int().min(1).max(16).nullable(),
    })
    .strict(),
])
export type ChangeSource = z.infer<typeof changeSourceSchema>

export type FileStatus = 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'type-changed' | 'conflicted'

/** What of a file can't be shown as lines. `huge`: over the bounds of a view, may be opened alone up to a bound. */
export type FileForm = 'text' | 'binary' | 'image' | 'submodule' | 'symlink' | 'lfs' | 'huge'

/** A changed file of a view. Paths are relative to the place, `/`-separated, bytes that are no UTF-8 replaced. */
export interface ViewFile {
  /** Within its view. */
  id: string
  path: string
  /** Before a rename or copy. */
  oldPath: string | null
  status: FileStatus
  form: FileForm
  added: number
  removed: number
  /** Six octal digits, e.g. 100755; null where there is no such side. */
  oldMode: string | null
  newMode: string | null
  /** Changes whenever the change of this file does: a viewed mark holds for this alone. */
  mark: string
  /** Why acts on it are refused (a path that leads out of the folder, into .git …); null when they are not. */
  refused: string | null
}

/** One file's change as a unified diff, headers included; lines over a bound are cut and say so. */
export interface FilePatch {
  fileId: string
  patch: string
  /** A stable name for each hunk in order: acts name hunks by it, so that none is ever mistaken for another. */
  hunks: string[]
  /** Some bytes were no UTF-8 and are drawn replaced; acts use the real ones. */
  lossy: boolean
  /** Shown in part only. */
  cut: boolean
}

export type ChangeAct = 'stage' | 'unstage' | 'revert' | 'apply'

export interface ChangeView {
  viewId: string
  /** In the order to draw. At most 20,000; `fileCount` has all. */
  files: ViewFile[]
  fileCount: number
  added: number
  removed: number
  /** Patches of the first files, so that the first paint needs no second call. */
  patches: FilePatch[]
  /** What may be done with files and hunks of this source. */
  acts: ChangeAct[]
  /** Where it came from, in a few words: "since 14:02", "HEAD → index". */
  label: string
  /** What the person should know about how true this is; null when nothing. */
  note: string | null
}

/** Which part of a view an act is about: whole files (`hunks` null) or named hunks. */
export const selectionSchema = z
  .array(z.object({ fileId: z.string().max(64), hunks: z.array(z.string().max(64)).max(10_000).nullable() }).strict())
  .min(1)
  .max(20_000)
export type Selection = z.infer<typeof selectionSchema>

/** What came of an act. All or nothing: with conflicts nothing was changed. */
export interface ActReport {
  done: boolean
  /** Paths that are different now. */
  changed: string[]
  conflicts: { path: string; reason: string }[]
  /** Takes this act back; null when nothing was done. */
  undoId: string | null
  /** In words, for a notice: "Staged 2 hunks of src/a.ts". */
  summary: string
}

export type GitOperation = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | 'am'

/** How the folder stands with git. */
export interface GitFacts {
  /** `no-git`: no git program. `no-repository`: the folder is in none. `refused`: git won't read it (owner, damage). */
  state: 'repository' | 'no-repository' | 'no-git' | 'refused'
  /** Why, when refused; git's own words. */
  problem: string | null
  /** Null when HEAD is detached. */
  branch: string | null
  /** Short id of HEAD; null before the first commit. */
  head: string | null
  upstream: { name: string; ahead: number; behind: number } | null
  operation: GitOperation | null
  staged: number
  unstaged: number
  untracked: number
  conflicted: number
  /** Staged files outside of this folder: a commit takes them along. */
  stagedOutside: number
  /** The branch that work usually starts from (origin/HEAD, main, master); null when unknown. */
  base: string | null
  /** The index is locked by another program. */
  locked: boolean
  sparse: boolean
}

export interface RefList {
  branches: { name: string; remote: boolean; current: boolean }[]
  /** Newest first, at most 200. */
  commits: { id: string; short: string; title: string; author: string; atMs: number }[]
}

export type ChangeEvent =
  /** Files, index or branch of a place may be different now. Comes joined: at most a few times a second. */
  { type: 'changes-touched'; place: Place }

const viewId = z.string().regex(/^[0-9a-z-]{1,64}$/i)
const fileId = z.string().max(64)

/** Parameters of the app calls about changes; spread into the table in channels.ts. */
export const changeCalls = {
  'changes/facts': z.object({ place: placeSchema }).strict(),
  /** Branches and recent commits, to choose from. */
  'changes/refs': z.object({ place: placeSchema }).strict(),
  /** Opens a view; the one that this replaces is closed. Cancels what was still being read for it. */
  'changes/open': z
    .object({ place: placeSchema, source: changeSourceSchema, ignoreSpace: z.boolean(), replaces: viewId.nullable() })
    .strict(),
  'changes/patches': z.object({ viewId, fileIds: z.array(fileId).min(1).max(500) }).strict(),
  /** Lines of one side of a file, to unfold context; 1-based, `to` included, at most 5,000. */
  'changes/lines': z
    .object({
      viewId,
      fileId,
      side: z.enum(['old', 'new']),
      from: z.number().int().min(1),
      to: z.number().int().min(1),
    })
    .strict(),
  /** One side of an image as a data URL; null where there is none or it is over 16 MB. */
  'changes/image': z.object({ viewId, fileId, side: z.enum(['old', 'new']) }).strict(),
  'changes/close': z.object({ viewId }).strict(),
  'changes/act': z
    .object({ viewId, act: z.enum(['stage', 'unstage', 'revert', 'apply']), what: selectionSchema })
    .strict(),
  /** Stages what this selection of a turn changed and nothing else of those files. */
  'changes/undo': z.object({ place: placeSchema, undoId: z.string().max(64) }).strict(),
  /** Opens a file of a view in the person's editor at a line; or shows it in the file manager. */
  'changes/openFile': z
    .object({ viewId, fileId, line: z.number().int().min(1).nullable(), how: z.enum(['editor', 'folder']) })
    .strict(),
} as const

export interface ChangeResults {
  'changes/facts': GitFacts
  'changes/refs': RefList
  'changes/open': ChangeView
  'changes/patches': FilePatch[]
  'changes/lines': { lines: string[]; end: boolean }
  'changes/image': string | null
  'changes/close': null
  'changes/act': ActReport
  'changes/undo': ActReport
  'changes/openFile': null
}
