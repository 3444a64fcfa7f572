// The viewer of changes: list of diffs, tree of files, and a patch by itself. Knows no store.
export { DiffList } from './diff-list'
export { FileTree } from './file-tree'
export { viewerKeys } from './keys'
export { PatchDiff } from './patch-diff'
export type {
  Annotation,
  CommentTarget,
  DiffListHandle,
  DiffListProps,
  DiffMode,
  FileTreeProps,
  HunkRef,
  LineRange,
  PatchDiffProps,
  PatchState,
  Side,
} from './props'
