// What the files of a list are given to work with, as one object that stays the same while nothing in it changes.
import { useMemo, useRef } from 'react'
import type { ViewFile } from '../../../../preload/contract/changes'
import type { SectionTools } from './file-section'
import type { DiffListProps } from './props'
import type { Gap, Unfolded, UnfoldWay } from './unfold'

interface Doings {
  pathOf: (fileId: string) => string | undefined
  fold: (file: Pick<ViewFile, 'path'>, folded: boolean | null) => void
  unfoldGap: (file: ViewFile, gap: Gap, unfolded: Unfolded, way: UnfoldWay) => Promise<void>
  showMore: SectionTools['onMore']
  measure: SectionTools['measure']
}

export function useTools(props: DiffListProps, { pathOf, fold, unfoldGap, showMore, measure }: Doings): SectionTools {
  const { fileActs, hunkActs, fileMenu, onOpenFile, onViewed, loadImage, onNeedPatches } = props
  const latest = useRef({ onNeedPatches, pathOf })
  latest.current = { onNeedPatches, pathOf }
  return useMemo(
    () => ({
      fileActs,
      hunkActs,
      fileMenu,
      onOpenFile,
      // A tick folds the file and its removal unfolds it, whatever was done by hand before.
      onViewed:
        onViewed &&
        ((fileId: string, viewed: boolean) => {
          const path = latest.current.pathOf(fileId)
          if (path !== undefined) fold({ path }, null)
          onViewed(fileId, viewed)
        }),
      loadImage,
      onNeedPatches: (fileIds) => latest.current.onNeedPatches(fileIds),
      onFold: fold,
      onUnfold: (file, gap, unfolded, way) => void unfoldGap(file, gap, unfolded, way),
      onMore: showMore,
      measure,
    }),
    [fileActs, hunkActs, fileMenu, onOpenFile, onViewed, loadImage, fold, unfoldGap, showMore, measure],
  )
}
