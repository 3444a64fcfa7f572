// What main keeps of an open view of changes: the bytes behind what the page draws. Types only; who reads git is in sources/,
// who acts is in acts/. The page knows files and hunks by their ids alone.
import type { ChangeSource, Place, ViewFile } from '@contract/changes'

/** A folder that changes are looked at in. */
export interface Folder {
  readonly place: Place
  /** Absolute real path. */
  readonly path: string
  /** False: nothing that the folder's own git config names is ever run, and nothing is written. */
  readonly trusted: boolean
}

/** One hunk: `bytes` from its @@ line to its last line, ends included, exactly as git (or Codex) wrote them. */
export interface HeldHunk {
  /** Stable for the same bytes at the same place of the same file. */
  readonly id: string
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  readonly bytes: Buffer
}

/** A changed file. Paths are raw bytes relative to the folder, for a name may be no UTF-8. */
export interface HeldFile {
  readonly view: ViewFile
  readonly rawPath: Buffer
  readonly rawOldPath: Buffer | null
  /** Object ids where known; null for a side that is only in the working tree or unknown. */
  readonly oldId: string | null
  readonly newId: string | null
  /**
   * The hunks; null while they weren't read (huge files, the later ones of very many untracked files: Views.patches reads
   * them), empty where there are none (binary, mode only, pure rename). Of a changed type: the removal, then the addition.
   */
  readonly hunks: readonly HeldHunk[] | null
}

/** Where a side of a view is read from. `patch`: only what the patch itself says. */
export type Side =
  | { readonly kind: 'tree'; readonly id: string }
  | { readonly kind: 'index' }
  | { readonly kind: 'worktree' }
  | { readonly kind: 'patch' }

export interface HeldView {
  readonly viewId: string
  readonly folder: Folder
  readonly source: ChangeSource
  readonly files: ReadonlyMap<string, HeldFile>
  readonly old: Side
  readonly new: Side
  /** The object store that ids are from: null the folder's own repository, else the git dir of the app's store. */
  readonly store: string | null
  /** Read with spaces ignored: its hunks are for reading and fit no file exactly. */
  readonly ignoreSpace: boolean
  readonly openedAtMs: number
}
