// A patch that no view of main's stands behind, drawn by the same list: for approvals and the file changes of a chat. Everything in
// it starts open, because a person approves by reading.
import { useMemo } from 'react'
import { DiffList } from './diff-list'
import { filesOfPatch } from './patch-files'
import type { PatchDiffProps, PatchState } from './props'

const usualHeight = 420
const nothing = () => undefined

export function PatchDiff(props: PatchDiffProps) {
  const { patch, path, kind, mode = 'unified', wrap = true, height = usualHeight, annotations, onComment } = props
  const files = useMemo(() => filesOfPatch({ patch, path, kind }), [patch, path, kind])
  const views = useMemo(() => files.map(({ file }) => file), [files])
  const patches = useMemo(
    () => new Map(files.map(({ file, patch }): [string, PatchState] => [file.id, { state: 'ready', patch }])),
    [files],
  )
  return (
    <DiffList
      label={views.length === 1 ? `Changes of ${views[0]?.path ?? ''}` : `Changes of ${views.length} files`}
      files={views}
      patches={patches}
      onNeedPatches={nothing}
      mode={mode}
      wrap={wrap}
      height={height}
      folding="none"
      annotations={annotations}
      onComment={onComment}
    />
  )
}
