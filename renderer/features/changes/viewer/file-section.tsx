// One file of the list: its header, which stays at the top while the file is in view, and those of its rows that are near.
import { memo, useMemo, type ReactNode } from 'react'
import { Button, Spinner } from '../../../kit'
import { drawLine } from '../../../text/visible-text'
import { BarRow } from './bar-row'
import type { Block } from './blocks'
import { longLine } from './cells'
import { spansOfLine } from './colouring'
import { FileHeader } from './file-header'
import { marksReturns } from './file-words'
import { ImageRow } from './image-row'
import { headerPx, type LayoutOptions } from './layout'
import { SplitRow, UnifiedRow, type LineLook } from './line-rows'
import type { CodeLine } from './patch-model'
import { isUnsure } from './places'
import type { DiffListProps } from './props'
import type { Row } from './rows'
import type { Gap, Unfolded, UnfoldWay } from './unfold'
import type { ViewFile } from '../../../../preload/contract/changes'

/** What all files of a list have in common. Stable: a new one draws everything anew. */
export interface SectionTools {
  fileActs: DiffListProps['fileActs']
  hunkActs: DiffListProps['hunkActs']
  fileMenu: DiffListProps['fileMenu']
  onOpenFile: DiffListProps['onOpenFile']
  onViewed: DiffListProps['onViewed']
  loadImage: DiffListProps['loadImage']
  onNeedPatches: DiffListProps['onNeedPatches']
  onFold: (file: ViewFile, folded: boolean) => void
  onUnfold: (file: ViewFile, gap: Gap, unfolded: Unfolded, way: UnfoldWay) => void
  onMore: (line: CodeLine) => void
  /** Takes an element whose height has to be measured. */
  measure: (element: HTMLElement | null) => (() => void) | undefined
}

interface FileSectionProps {
  block: Block
  from: number
  to: number
  top: number
  viewed: boolean | null
  /** Rises when the colours of its lines changed. */
  colours: number
  shown: ReadonlyMap<CodeLine, number>
  layout: LayoutOptions
  tools: SectionTools
}

export const FileSection = memo(function FileSection(props: FileSectionProps) {
  const { block, from, to, top, viewed, tools } = props
  const { file, folded, why, model, rows, offsets, height } = block
  const acts = useMemo(() => tools.fileActs?.(file), [tools, file])
  return (
    <section className="dv-file" aria-label={file.path} data-file={file.id} style={{ top, height }}>
      <FileHeader
        file={file}
        folded={folded}
        why={why}
        model={model}
        viewed={viewed}
        acts={acts}
        onFold={tools.onFold}
        onViewed={tools.onViewed}
        onOpenFile={tools.onOpenFile}
        fileMenu={tools.fileMenu}
      />
      {to > from ? (
        <div className="dv-rows" style={{ top: headerPx + (offsets[from] ?? 0) }}>
          {rows.slice(from, to).map((row) => (
            <RowOf key={row.key} row={row} {...props} />
          ))}
        </div>
      ) : null}
    </section>
  )
})

function RowOf({ row, block, shown, layout, tools }: FileSectionProps & { row: Row }): ReactNode {
  const { file, model } = block
  const returns = model !== null && marksReturns(model)
  const lookOf = (line: CodeLine): LineLook => ({
    spans: spansOfLine(line),
    shown: shown.get(line) ?? longLine,
    returns,
  })
  const measured = isUnsure(row, layout) ? { ref: tools.measure } : {}
  switch (row.kind) {
    case 'line':
      return <UnifiedRow rowKey={row.key} line={row.line} look={lookOf(row.line)} onMore={tools.onMore} {...measured} />
    case 'pair':
      return (
        <SplitRow
          rowKey={row.key}
          old={row.old}
          now={row.now}
          oldLook={row.old === null ? noLook : lookOf(row.old)}
          nowLook={row.now === null ? noLook : lookOf(row.now)}
          onMore={tools.onMore}
          {...measured}
        />
      )
    case 'stray':
      return (
        <div className="dv-stray" data-key={row.key} {...measured}>
          {drawLine(row.text)}
        </div>
      )
    case 'bar':
      return <BarOf row={row} file={file} tools={tools} />
    case 'note':
      return (
        <div className="dv-note" data-key={row.key} {...measured}>
          <span>{row.words}</span>
          {row.act === 'load' ? (
            <Button size="sm" onClick={() => tools.onNeedPatches([file.id])}>
              Show it
            </Button>
          ) : null}
        </div>
      )
    case 'waiting':
      return (
        <div className="dv-waiting" data-key={row.key} style={{ height: block.offsets.at(-1) }}>
          <Spinner label={`Reading ${file.path}…`} />
        </div>
      )
    case 'failed':
      return (
        <div className="dv-note text-failed" role="alert" data-key={row.key} {...measured}>
          <span>{row.problem}</span>
          <Button size="sm" onClick={() => tools.onNeedPatches([file.id])}>
            Try again
          </Button>
        </div>
      )
    case 'images':
      return tools.loadImage === undefined ? null : <ImageRow rowKey={row.key} file={file} load={tools.loadImage} />
    case 'annotation':
      return (
        <div className="dv-annotation" data-key={row.key} {...measured}>
          <div className="dv-annotation-inner">
            {row.where === null ? null : <div className="dv-annotation-where">{row.where}</div>}
            {row.annotation.node}
          </div>
        </div>
      )
    default:
      return row satisfies never
  }
}

const noLook: LineLook = { spans: [], shown: longLine, returns: false }

function BarOf({ row, file, tools }: { row: Extract<Row, { kind: 'bar' }>; file: ViewFile; tools: SectionTools }) {
  const { hunk, unfolded } = row
  const acts = useMemo(() => (hunk === null ? null : tools.hunkActs?.(file, hunk)), [tools, file, hunk])
  const onUnfold = useMemo(
    () => (gap: Gap, way: UnfoldWay) => tools.onUnfold(file, gap, unfolded, way),
    [tools, file, unfolded],
  )
  return <BarRow row={row} acts={acts} onUnfold={onUnfold} />
}
