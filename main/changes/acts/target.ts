// What an act changes: the index or the working tree, seen alike. Types only.
import type { HeldFile } from '../view-model'
import type { Blob } from './blobs'

/** A file with git's mode of it. */
export interface TargetEntry {
  readonly mode: string
  readonly blob: Blob
}

/** What the target has at a path, its content in the form that the view's contents are compared in. */
export type TargetState =
  /** `under`: the key of an entry above it that is no folder. */
  | { readonly kind: 'absent'; readonly under: string | null }
  | { readonly kind: 'entry'; readonly entry: TargetEntry }
  | { readonly kind: 'folder' }
  /** Something that an act keeps its hands off; why, in words that go on after the file's name. */
  | { readonly kind: 'refused'; readonly reason: string }

/** What a path shall have: null nothing. */
export interface Outcome {
  readonly path: Buffer
  readonly name: string
  readonly after: TargetEntry | null
  /** Where a file that moves comes from. */
  readonly source?: Buffer
}

export interface Target {
  readonly kind: 'index' | 'worktree'
  /** What was read of a path; paths are told before. */
  state(path: Buffer): TargetState
  /** The bytes of a content that `state` gave; null when they can't be read. */
  bytes(blob: Blob): Buffer | null
  /** Two paths that lead to one file, as where case is ignored. */
  isSameFile(left: Buffer, right: Buffer): boolean
  /** A mode as the target can tell it. */
  mode(mode: string): string
  /** A content of the view in the target's form. Rejects with a Refusal when that can't be known. */
  fit(path: Buffer, blob: Blob): Promise<Blob>
  /** What the folder has right now of a file whose view says nothing else. Rejects with a Refusal. */
  now(file: HeldFile): Promise<TargetEntry>
}
