// The files of the open view: what may be done with all of them, the tree, the diffs.
import { useCallback, useMemo, useState, type RefObject } from 'react'
import type { ChangeSource, ChangeView } from '../../../preload/contract/changes'
import { app } from '../../bridge'
import { Button } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useChosen } from '../../stores/changes/chosen'
import { loadImage, loadLines, useChanges } from '../../stores/changes/open-view'
import { useViewed, viewedOf } from '../../stores/changes/viewed'
import { DiffCounts, VisibleText } from '../../text'
import { fileActs, hunkActs, fileMenu } from './act-buttons'
import { BulkActs } from './bulk-acts'
import type { Marks } from './marks'
import { useGoTo } from './use-go-to'
import type { Shown } from './use-shown'
import { DiffList, FileTree, type DiffListHandle, type DiffListProps } from './viewer'
import { WithTree } from './with-tree'
import { count, cutWords, listWords } from './words'

interface ViewBodyProps {
  shown: Shown
  source: ChangeSource
  view: ChangeView
  marks: Marks
  list: RefObject<DiffListHandle | null>
}

const need = (fileIds: readonly string[]): void => useChanges.getState().need(fileIds)

export function ViewBody({ shown, source, view, marks, list }: ViewBodyProps) {
  const { place } = shown
  const patches = useChanges((state) => state.patches)
  const { layout, wrap } = useChosen()
  const allMarks = useViewed((state) => state.marks)
  const viewed = useMemo(() => viewedOf(allMarks, place, view.files), [allMarks, place, view.files])
  const [currentId, setCurrentId] = useState<string | null>(null)
  const onViewed = useCallback(
    (fileId: string, isViewed: boolean) => {
      const file = useChanges.getState().view?.files.find(({ id }) => id === fileId)
      if (file) useViewed.getState().mark(place, [file], isViewed)
    },
    [place],
  )
  useGoTo(view, source, shown, list)
  return (
    <>
      <Notes view={view} />
      <div className="flex h-7 shrink-0 items-center gap-2 px-3 text-small text-muted" data-testid="changes-sum">
        <span className="shrink-0 tabular-nums">{count(view.fileCount, 'file')}</span>
        <DiffCounts added={view.added} removed={view.removed} />
        <span className="min-w-0 flex-1 truncate text-faint" data-tip={view.label}>
          <VisibleText text={view.label} />
        </span>
        <span className="shrink-0 tabular-nums" data-testid="viewed-progress">
          {viewed.size} of {view.files.length} viewed
        </span>
      </div>
      <BulkActs place={place} source={source} view={view} />
      <WithTree
        tree={(flat) => (
          <FileTree
            label="Changed files"
            files={view.files}
            currentId={currentId}
            viewed={viewed}
            onViewed={onViewed}
            flat={flat}
            fileMenu={fileMenu}
            onChoose={(fileId) => list.current?.revealFile(fileId, true)}
          />
        )}
      >
        <DiffList
          ref={list}
          label={listWords(source)}
          files={view.files}
          patches={patches}
          onNeedPatches={need}
          mode={layout}
          wrap={wrap}
          viewed={viewed}
          onViewed={onViewed}
          onCurrentFile={setCurrentId}
          fileActs={fileActs}
          hunkActs={hunkActs}
          fileMenu={fileMenu}
          annotations={marks.annotations}
          {...(marks.onComment ? { onComment: marks.onComment } : {})}
          {...reading}
        />
      </WithTree>
    </>
  )
}

const viewIdNow = (): string => useChanges.getState().view?.viewId ?? ''

/** Of whichever view is open when it is asked: ids of files are the same from one reading to the next. */
const reading: Pick<DiffListProps, 'loadLines' | 'loadImage' | 'onOpenFile'> = {
  loadLines: (fileId, side, from, to) => loadLines(viewIdNow(), fileId, side, from, to),
  loadImage: (fileId, side) => loadImage(viewIdNow(), fileId, side),
  onOpenFile: (fileId, line, how) => {
    void app('changes/openFile', { viewId: viewIdNow(), fileId, line, how }).then((result) => {
      if (!result.ok) tellFailure('The file was not opened', result.error)
    })
  },
}

function Notes({ view }: { view: ChangeView }) {
  const problem = useChanges((state) => state.problem)
  const ignoreSpace = useChosen((state) => state.ignoreSpace)
  const notes = [view.note, cutWords(view), ignoreSpace ? 'Spaces are ignored: to act on changes, show them.' : null]
  return (
    <div className="flex shrink-0 flex-col gap-1 px-3 text-small text-waiting not-empty:py-1">
      {notes.map((note) => note !== null && <p key={note}>{note}</p>)}
      {problem !== null && (
        <p role="alert" className="flex items-center gap-2 text-failed">
          <span className="min-w-0 flex-1">
            Not read again: <VisibleText text={problem.message} />
          </span>
          <Button size="sm" onClick={() => useChanges.getState().refresh()}>
            Try again
          </Button>
        </p>
      )}
    </div>
  )
}
