// Which part of the list is drawn, and that what is on the screen stays where it is while files arrive, fold and unfold around it.
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Block } from './blocks'
import { slicesIn, stack, type Slice } from './layout'
import { anchorAt, heightOfAnchor, type Anchor } from './places'

/** Drawn beyond each edge (px): what a scroll may bring into view before the page gets to draw. */
const beyondPx = 420
/** While text is selected nothing of it is taken away, up to so many px. */
const mostSelectedPx = 40_000

const noRows = new Float64Array(1)

export interface ListWindow {
  tops: Float64Array
  total: number
  slices: readonly Slice[]
  onScroll: () => void
  scrollTo: (top: number) => void
}

const sameSlices = (left: readonly Slice[], right: readonly Slice[]) =>
  left.length === right.length &&
  left.every(({ file, from, to }, place) => {
    const other = right[place]
    return other?.file === file && other.from === from && other.to === to
  })

export function useWindow(
  scrollerRef: RefObject<HTMLElement | null>,
  blocks: readonly Block[],
  viewPx: number,
): ListWindow {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const anchor = useRef<Anchor | null>(null)
  /** Where the view is (px), as of the last scroll or correction. */
  const at = useRef(0)
  const drawn = useRef<{ slices: readonly Slice[]; top: number; bottom: number; blocks: readonly Block[] }>(undefined)

  const tops = useMemo(() => stack(blocks.map((block) => block.height)), [blocks])
  const total = tops.at(-1) ?? 0

  // Where what is on the screen went to.
  const held = useRef(tops)
  let shift = 0
  if (held.current !== tops && anchor.current !== null && at.current > 0) {
    const now = heightOfAnchor(blocks, tops, anchor.current)
    if (now !== null) shift = Math.max(0, Math.min(now, Math.max(0, total - viewPx))) - at.current
  }
  const view = at.current + shift

  let top = view - beyondPx
  let bottom = view + Math.max(viewPx, 1) + beyondPx
  const before = drawn.current
  if (before !== undefined && before.blocks === blocks && holdsSelection(scrollerRef.current)) {
    top = Math.max(Math.min(top, before.top), view - mostSelectedPx)
    bottom = Math.min(Math.max(bottom, before.bottom), view + mostSelectedPx)
  }
  const fresh = slicesIn(tops, (file) => blocks[file]?.offsets ?? noRows, top, bottom)
  const slices = before !== undefined && sameSlices(before.slices, fresh) ? before.slices : fresh

  useLayoutEffect(() => {
    drawn.current = { slices, top, bottom, blocks }
    const element = scrollerRef.current
    if (held.current === tops) return
    held.current = tops
    if (element !== null && Math.abs(shift) >= 0.5) {
      element.scrollTop = view
      at.current = element.scrollTop
    }
    anchor.current = anchorAt(blocks, tops, at.current)
  })

  const latest = useRef({ blocks, tops, viewPx, slices })
  latest.current = { blocks, tops, viewPx, slices }
  /** Takes note of where the view is. @returns whether other rows have to be drawn */
  const look = useCallback((): boolean => {
    const element = scrollerRef.current
    if (element === null) return false
    const { blocks, tops, viewPx, slices } = latest.current
    at.current = element.scrollTop
    anchor.current = anchorAt(blocks, tops, at.current)
    const next = slicesIn(
      tops,
      (file) => blocks[file]?.offsets ?? noRows,
      at.current - beyondPx,
      at.current + viewPx + beyondPx,
    )
    return !sameSlices(slices, next)
  }, [scrollerRef])

  // Drawn before the frame of this scroll is painted.
  const onScroll = useCallback(() => {
    if (look()) flushSync(redraw)
  }, [look])

  const scrollTo = useCallback(
    (top: number) => {
      if (scrollerRef.current === null) return
      scrollerRef.current.scrollTop = top
      if (look()) redraw()
    },
    [scrollerRef, look],
  )

  return { tops, total, slices, onScroll, scrollTo }
}

function holdsSelection(element: HTMLElement | null): boolean {
  const selection = document.getSelection()
  return (
    element !== null &&
    selection !== null &&
    !selection.isCollapsed &&
    selection.anchorNode !== null &&
    element.contains(selection.anchorNode)
  )
}
