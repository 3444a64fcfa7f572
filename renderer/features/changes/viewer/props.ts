// What the viewer takes and tells: files and their patches in, a person's acts out. It knows no store, so that the Changes panel,
// approval cards and chat items draw changes with the same parts.
import type { ReactNode, Ref } from 'react'
import type { FilePatch, ViewFile } from '../../../../preload/contract/changes'
import type { MenuEntry } from '../../../kit'

export type DiffMode = 'unified' | 'split'
export type Side = 'old' | 'new'

/** What is known of a file's lines. A file without an entry is awaited: it is asked for by `onNeedPatches` once it comes near. */
export type PatchState = { state: 'ready'; patch: FilePatch } | { state: 'failed'; problem: string }

/** Lines of one side of a file; 1-based, `to` included. */
export interface LineRange {
  fileId: string
  side: Side
  from: number
  to: number
}

/** Lines that a person wants to say something about, with what stands there (as far as it is known to the viewer). */
export interface CommentTarget extends LineRange {
  path: string
  quote: readonly string[]
}

/** Something drawn between the lines: a comment, the field that one is written in, a finding of a review. */
export interface Annotation {
  /** Unique among all of them and the same from one drawing to the next. */
  key: string
  fileId: string
  side: Side
  /** It stands under this line; 0: under the file's header. */
  line: number
  /** First line that it is about, when that are several: they get a bar. */
  from?: number
  node: ReactNode
}

/** A hunk as acts name it. */
export interface HunkRef {
  /** The name that `changes/act` takes; null when the patch came without names. */
  id: string | null
  /** From 0, in the order of the file. */
  index: number
  /** The whole @@ line. */
  head: string
  added: number
  removed: number
}

export interface DiffListHandle {
  focus(): void
  /** Scrolls a file's header to the top; unfolds it when `open`. */
  revealFile(fileId: string, open?: boolean): void
  /** Unfolds the file and scrolls a line into the middle. */
  revealLine(range: LineRange): void
  foldAll(): void
  unfoldAll(): void
}

export interface DiffListProps {
  ref?: Ref<DiffListHandle>
  /** Accessible name: "Changes of the last turn". */
  label: string
  files: readonly ViewFile[]
  /** By file id. Keep the entries' identity while they are the same: a new object is parsed anew. */
  patches: ReadonlyMap<string, PatchState>
  /** Files near the screen that have no entry in `patches`, and those a person asks for again. Each is asked for once per `files`. */
  onNeedPatches: (fileIds: readonly string[]) => void
  mode: DiffMode
  /** Breaks long lines instead of scrolling sideways. */
  wrap: boolean
  /**
   * `fill` (the usual): takes the height of its parent and scrolls. A number: as high as its content up to so many px, for
   * cards and chat items.
   */
  height?: 'fill' | number
  /** `usual`: huge, generated, deleted and viewed files start folded. `none`: everything is open, where a person approves by reading. */
  folding?: 'usual' | 'none'

  /** Ids of the files that were ticked off. No `onViewed`: no boxes. */
  viewed?: ReadonlySet<string>
  onViewed?: (fileId: string, viewed: boolean) => void
  /** The file at the top of the view, as it scrolls. */
  onCurrentFile?: (fileId: string) => void

  /** Buttons at the end of a file's header and of a hunk's. Must be stable functions: a new one redraws every row. */
  fileActs?: (file: ViewFile) => ReactNode
  hunkActs?: (file: ViewFile, hunk: HunkRef) => ReactNode
  /** Further entries for the menu of a file. */
  fileMenu?: (file: ViewFile) => MenuEntry[]
  onOpenFile?: (fileId: string, line: number | null, how: 'editor' | 'folder') => void

  /** `changes/lines`: unfolds context. Without it none is offered. */
  loadLines?: (fileId: string, side: Side, from: number, to: number) => Promise<{ lines: string[]; end: boolean }>
  /** `changes/image`: a data URL. Without it images are named and not drawn. */
  loadImage?: (fileId: string, side: Side) => Promise<string | null>

  annotations?: readonly Annotation[]
  /** "+" beside a line, `c`, or lines dragged over. Without it there is no "+". */
  onComment?: (target: CommentTarget) => void
  /** Drawn instead of the list when there are no files. */
  empty?: ReactNode
}

export interface FileTreeProps {
  label: string
  files: readonly ViewFile[]
  /** The file that is shown now. */
  currentId: string | null
  /** A click, Enter or Space on a file. */
  onChoose: (fileId: string) => void
  viewed?: ReadonlySet<string>
  /** Without it marks can't be changed here. */
  onViewed?: (fileId: string, viewed: boolean) => void
  /** Every file with its whole path, without folders. */
  flat?: boolean
  /** Entries of a file's context menu. */
  fileMenu?: (file: ViewFile) => MenuEntry[]
}

/** A patch that no view of main's stands behind: an approval, a file change of a chat. Nothing can be unfolded in it. */
export interface PatchDiffProps {
  /** A unified diff of one or many files, or the raw content of an added or deleted one (see `kind`). */
  patch: string
  /** For a patch of one file without headers. */
  path?: string
  kind?: 'update' | 'add' | 'delete'
  mode?: DiffMode
  wrap?: boolean
  /** Highest height in px; beyond it scrolls. */
  height?: number
  annotations?: readonly Annotation[]
  onComment?: (target: CommentTarget) => void
}
