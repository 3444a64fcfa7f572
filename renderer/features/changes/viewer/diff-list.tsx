// The list of all files of a view with their changes: drawn as far as it is near, walked by keyboard, told what happens in it. Knows
// no store.
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { BlockBuilder } from './blocks'
import { copyCode, selectIn } from './copy-code'
import { FileSection } from './file-section'
import { headerPx, type LayoutOptions } from './layout'
import { boxOf, rowsWithin } from './places'
import type { DiffListProps, LineRange, Side } from './props'
import { ListMarks } from './list-marks'
import { Sideways, useSideways } from './sideways'
import { useColours } from './use-colours'
import { useCursor } from './use-cursor'
import { useFolds, useLongLines, useUnfoldings } from './use-folds'
import { useMeasured } from './use-measured'
import { useMetrics } from './use-metrics'
import { useNeeded } from './use-needed'
import { PlusLayer, type LinePick } from './plus-layer'
import { useTools } from './use-tools'
import { useWindow } from './use-window'
import type { Place } from './walk'
import './viewer.css'

/** Around the numbers and the sign of a line, in px and in characters; see viewer.css. */
const gutterOf = (digits: number, ch: number) => digits * ch + 10
const signPx = 18
const textPaddingPx = 8
/** The rows that are gone to stand so far from the edges (px). */
const marginPx = 40

export function DiffList(props: DiffListProps) {
  const { ref, label, files, patches, mode, wrap, height = 'fill', folding = 'usual', viewed, empty } = props
  const { onComment, onCurrentFile, loadLines, loadImage, annotations = none } = props
  const root = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const metrics = useMetrics(scroller)
  const { folds, fold, foldAll } = useFolds()
  const { unfoldings, unfoldGap } = useUnfoldings(loadLines)
  const { shown, showMore } = useLongLines()
  const paths = useMemo(() => new Map(files.map((file) => [file.id, file.path])), [files])
  const pathOf = (fileId: string) => paths.get(fileId)
  const { measured, measure } = useMeasured(pathOf)

  const [digits, setDigits] = useState(3)
  const { width, ch } = metrics
  const layout = useMemo((): LayoutOptions => {
    const columnsIn = (px: number, numbers: number) =>
      Math.max(20, Math.floor((px - gutterOf(digits, ch) * numbers - signPx - textPaddingPx) / ch))
    return { columns: columnsIn(width, 2), half: columnsIn((width - 1) / 2, 1), wrap }
  }, [width, ch, digits, wrap])
  const [builder] = useState(() => new BlockBuilder())
  const blocks = useMemo(
    () =>
      builder.build({
        files,
        patches,
        mode,
        layout,
        folding,
        viewed,
        folds,
        unfolded: unfoldings,
        annotations,
        unfolds: loadLines !== undefined,
        images: loadImage !== undefined,
        measured,
      }),
    [
      builder,
      files,
      patches,
      mode,
      layout,
      folding,
      viewed,
      folds,
      unfoldings,
      annotations,
      loadLines,
      loadImage,
      measured,
    ],
  )
  const most = useMemo(() => blocks.reduce((last, block) => Math.max(last, block.last), 0), [blocks])
  useEffect(() => setDigits((before) => Math.min(7, Math.max(before, String(most).length))), [most])
  useLayoutEffect(() => root.current?.style.setProperty('--dv-digits', `${digits}`), [digits])

  const { tops, total, slices, onScroll, scrollTo } = useWindow(scroller, blocks, metrics.height)
  const inView = useStable(slices.flatMap(({ file }) => blocks[file] ?? []))
  const colours = useColours(inView)
  useNeeded(props, blocks, slices)
  const over = useMemo(() => blocks.reduce((most, block) => Math.max(most, block.over), 0), [blocks])
  const sideways = useSideways(root, over * ch)

  const current = slices.find(({ file }) => (tops[file + 1] ?? 0) > (scroller.current?.scrollTop ?? 0))?.file
  const currentId = current === undefined ? undefined : blocks[current]?.file.id
  useEffect(() => {
    if (currentId !== undefined) onCurrentFile?.(currentId)
  }, [currentId, onCurrentFile])

  const tools = useTools(props, { pathOf, fold, unfoldGap, showMore, measure })

  const reveal = useCallback(
    (place: Place, how: 'near' | 'top' | 'middle') => {
      const element = scroller.current
      if (element === null) return
      const { top, px } = boxOf(blocks, tops, place)
      const view = element.scrollTop
      const free = element.clientHeight - headerPx
      if (how === 'top') scrollTo(place.row < 0 ? top : top - headerPx)
      else if (how === 'middle') scrollTo(top - headerPx - Math.max(0, (free - px) / 2))
      else if (place.row < 0 ? top < view : top < view + headerPx + marginPx)
        scrollTo(place.row < 0 ? top : top - headerPx - marginPx)
      else if (top + px > view + element.clientHeight - marginPx)
        scrollTo(Math.min(top - headerPx, top + px + marginPx - element.clientHeight))
    },
    [blocks, tops, scrollTo],
  )
  const placeInView = (): Place | null => {
    const at = current ?? 0
    const block = blocks[at]
    if (block === undefined) return null
    const under = (scroller.current?.scrollTop ?? 0) - (tops[at] ?? 0)
    return {
      file: at,
      row:
        under <= 0
          ? -1
          : Math.max(
              -1,
              block.offsets.findIndex((px) => px >= under),
            ),
    }
  }
  const cursor = useCursor({
    blocks,
    viewed,
    placeInView,
    reveal,
    fold: tools.onFold,
    unfold: tools.onUnfold,
    sideways: sideways.by,
    onViewed: tools.onViewed,
    onOpenFile: props.onOpenFile,
    onComment,
  })

  const goal = useRef<LineRange | null>(null)
  /** Goes to a line once its file is read and open. */
  const approach = useCallback(() => {
    const to = goal.current
    const file = to === null ? -1 : blocks.findIndex((block) => block.file.id === to.fileId)
    const block = blocks[file]
    if (to === null || block === undefined || block.folded) return
    if (block.rows.some((row) => row.kind === 'waiting')) return reveal({ file, row: -1 }, 'top')
    goal.current = null
    const row = rowsWithin(block.rows, to)?.first ?? block.rows.findIndex((row) => isAbout(row, to))
    reveal({ file, row }, row < 0 ? 'top' : 'middle')
  }, [blocks, reveal])
  useEffect(approach, [approach])

  useImperativeHandle(
    ref,
    () => ({
      focus: () => scroller.current?.focus(),
      revealFile: (fileId, open = false) => {
        const file = blocks.findIndex((block) => block.file.id === fileId)
        const block = blocks[file]
        if (block === undefined) return
        if (open && block.folded) fold(block.file, false)
        reveal({ file, row: -1 }, 'top')
      },
      revealLine: (range) => {
        goal.current = range
        const file = blocks.find((block) => block.file.id === range.fileId)
        if (file?.folded) fold(file.file, false)
        else approach()
      },
      foldAll: () => foldAll(files, true),
      unfoldAll: () => foldAll(files, false),
    }),
    [blocks, files, fold, foldAll, reveal, approach],
  )

  const picked = (from: LinePick, to: LinePick) => ({
    fileId: from.fileId,
    side: from.side,
    from: from.key,
    to: to.key,
  })

  if (files.length === 0) return empty ?? null
  return (
    <div
      ref={root}
      className="dv"
      data-testid="diff-list"
      data-mode={mode}
      data-wrap={wrap || undefined}
      data-embedded={height === 'fill' ? undefined : true}
    >
      <div
        ref={scroller}
        className="dv-scroll"
        role="region"
        aria-label={label}
        tabIndex={0}
        data-cursor={cursor.place === null ? undefined : true}
        style={height === 'fill' ? undefined : { maxHeight: height, flex: 'none' }}
        onScroll={onScroll}
        onKeyDown={cursor.onKeyDown}
        onCopy={(event) => copyCode(event, root.current, blocks)}
        onWheel={sideways.onWheel}
        onPointerDown={(event) => selectIn(root.current, mode, event.target)}
      >
        <div ref={canvas} className="dv-canvas" style={{ height: total }}>
          {slices.map(({ file, from, to }) => {
            const block = blocks[file]
            return block === undefined ? null : (
              <FileSection
                key={block.file.id}
                block={block}
                from={from}
                to={to}
                top={tops[file] ?? 0}
                viewed={viewed === undefined ? null : viewed.has(block.file.id)}
                colours={colours.get(block.file.path) ?? 0}
                shown={shown}
                layout={layout}
                tools={tools}
              />
            )
          })}
          <ListMarks blocks={blocks} tops={tops} cursor={cursor} annotations={annotations} mode={mode} />
          {onComment === undefined ? null : (
            <PlusLayer
              canvasRef={canvas}
              onDrag={(from, to) => cursor.setPicked(picked(from, to))}
              onPick={(from, to) => {
                const target = cursor.target(picked(from, to))
                cursor.setPicked(null)
                if (target !== null) onComment(target)
              }}
            />
          )}
        </div>
      </div>
      <Sideways sideways={sideways} />
      <div className="sr-only" role="status" aria-live="polite">
        {cursor.said}
      </div>
    </div>
  )
}

const none: NonNullable<DiffListProps['annotations']> = []

/** The same array while its entries are the same. */
function useStable<T>(entries: readonly T[]): readonly T[] {
  const kept = useRef(entries)
  const same = kept.current.length === entries.length && kept.current.every((entry, place) => entry === entries[place])
  if (!same) kept.current = entries
  return kept.current
}

function isAbout(
  row: { kind: string; annotation?: { side: Side; line: number } },
  { side, from, to }: LineRange,
): boolean {
  const about = row.annotation
  return about !== undefined && about.side === side && about.line >= from && about.line <= to
}
