// What a person folded, unfolded and wanted to see more of. Kept by path, so that a refreshed view finds it again.
import { useCallback, useState } from 'react'
import type { ViewFile } from '../../../../preload/contract/changes'
import { unfoldKey } from './blocks'
import { longLine, moreOfLine, mostOfLine } from './cells'
import type { CodeLine } from './patch-model'
import type { DiffListProps } from './props'
import { nothingUnfolded, rangeToUnfold, unfold, type Gap, type Unfolded, type UnfoldWay } from './unfold'

export type Unfoldings = ReadonlyMap<string, ReadonlyMap<number, Unfolded>>

export function useFolds() {
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map())
  const fold = useCallback(
    (file: Pick<ViewFile, 'path'>, folded: boolean | null) =>
      setFolds((before) => {
        const next = new Map(before)
        if (folded === null) next.delete(file.path)
        else next.set(file.path, folded)
        return next
      }),
    [],
  )
  const foldAll = useCallback(
    (files: readonly ViewFile[], folded: boolean) => setFolds(new Map(files.map((file) => [file.path, folded]))),
    [],
  )
  return { folds, fold, foldAll }
}

/** Context that was unfolded, and the loading of more. */
export function useUnfoldings(loadLines: DiffListProps['loadLines']) {
  const [unfoldings, setUnfoldings] = useState<Unfoldings>(new Map())
  const unfoldGap = useCallback(
    async (file: ViewFile, gap: Gap, before: Unfolded, way: UnfoldWay) => {
      const range = rangeToUnfold(gap, before, way)
      if (loadLines === undefined || range === null || before.state === 'busy') return
      const put = (change: (unfolded: Unfolded) => Unfolded) =>
        setUnfoldings((all) => {
          const ofFile = new Map(all.get(unfoldKey(file)))
          ofFile.set(gap.index, change(ofFile.get(gap.index) ?? nothingUnfolded))
          return new Map(all).set(unfoldKey(file), ofFile)
        })
      put((unfolded) => ({ ...unfolded, state: 'busy' }))
      try {
        const { lines, end } = await loadLines(file.id, 'new', range.from, range.to)
        put((unfolded) => unfold(gap, unfolded, range, lines, end))
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        put((unfolded) => ({ ...unfolded, state: { problem: `The lines could not be read: ${problem}` } }))
      }
    },
    [loadLines],
  )
  return { unfoldings, unfoldGap }
}

/** How much of each far too long line is drawn. */
export function useLongLines() {
  const [shown, setShown] = useState<ReadonlyMap<CodeLine, number>>(new Map())
  const showMore = useCallback(
    (line: CodeLine) =>
      setShown((before) =>
        new Map(before).set(line, Math.min(mostOfLine, (before.get(line) ?? longLine) + moreOfLine)),
      ),
    [],
  )
  return { shown, showMore }
}
