// What reading a source gives, before it becomes a view with an id. Types only.
import type { HeldFile, HeldView } from '../view-model'

export interface ReadOptions {
  readonly ignoreSpace: boolean
  readonly signal?: AbortSignal
}

/** The files of a source with what they were read from. */
export interface ReadResult extends Pick<HeldView, 'old' | 'new' | 'store'> {
  /** By path bytes, at most 20,000. */
  readonly files: readonly HeldFile[]
  /** How many there are, listed or not. */
  readonly fileCount: number
  readonly label: string
  readonly note: string | null
  /** The folder is in a repository: its index can be written to. */
  readonly inRepository: boolean
  /** Reads the hunks of one file alone, up to a larger bound; gives the file as it is then known. */
  readonly alone: (file: HeldFile, signal?: AbortSignal) => Promise<HeldFile>
}
