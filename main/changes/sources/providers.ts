// What other parts of the wing give to sources that are not git's own: snapshots around turns, the diff of a cloud task. Types only.
import type { ChangeSource } from '@contract/changes'
import type { Folder } from '../view-model'

/** The sources that somebody else knows where to read. */
export type ProvidedSource = Extract<ChangeSource, { kind: 'turn' | 'session' | 'rewind' | 'task' }>

/** Two states of the folder in an object store whose trees have the folder as their root. */
export interface TwoTrees {
  /** The git dir of the store. */
  readonly store: string
  readonly oldTree: string
  /** Null: the working tree as it is, compared by the store's own index. Files that this index doesn't have are not seen. */
  readonly newTree: string | null
  readonly label: string
  readonly note: string | null
}

/** A patch as somebody wrote it: git's own format, or Codex's (names unquoted, renames without rename lines). */
export interface PatchText {
  readonly patch: Buffer
  readonly label: string
  readonly note: string | null
}

export interface SourceProviders {
  /** Rejects with a CallError in words when there is nothing to show and why. */
  between(folder: Folder, source: ProvidedSource, signal: AbortSignal): Promise<TwoTrees | PatchText>
}
