// Draws the rows of a long list as they come into view, inside the sidebar's one scroller; a short list is drawn whole.
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { Virtualizer } from 'virtua'

interface RowListProps {
  rows: readonly { key: string }[]
  draw: (index: number) => ReactElement
  /** Index of a row that stays in the page though it is out of view: the chosen one. */
  kept: number
  /** The end of what is known comes near. */
  onEnd: () => void
  hasMore: boolean
}

/** Fewer rows than this cost less than watching the scroller does. */
const shortList = 60
const rowPx = 28
const nearPx = 900

export function RowList({ rows, draw, kept, onEnd, hasMore }: RowListProps) {
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [startPx, setStartPx] = useState(0)
  const [focused, setFocused] = useState(-1)
  const scroller = useMemo(() => ({ current: box?.closest('nav') ?? null }), [box])
  const end = useRef<HTMLDivElement>(null)
  const isLong = rows.length > shortList

  // What is above may fold and unfold: where this list begins is measured, not reckoned.
  useLayoutEffect(() => {
    const view = scroller.current
    if (!isLong || box === null || view === null) return
    const measure = (): void =>
      setStartPx(Math.round(box.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop))
    measure()
    const observer = new ResizeObserver(measure)
    for (const child of view.children) observer.observe(child)
    return () => observer.disconnect()
  }, [isLong, box, scroller])

  useLayoutEffect(() => {
    if (!hasMore || end.current === null || scroller.current === null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onEnd(), {
      root: scroller.current,
      rootMargin: `${nearPx}px`,
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [hasMore, onEnd, scroller, rows.length])

  const mounted = [...new Set([kept, focused])].filter((index) => index >= 0 && index < rows.length)
  return (
    <div
      ref={setBox}
      onFocus={(event) => {
        const key = event.target.closest('[data-row-at]')?.getAttribute('data-row-at')
        if (key != null) setFocused(Number(key))
      }}
    >
      {!isLong ? (
        rows.map((row, index) => <div key={row.key}>{draw(index)}</div>)
      ) : scroller.current === null ? null : (
        <Virtualizer
          scrollRef={scroller}
          startMargin={startPx}
          itemSize={rowPx}
          bufferSize={280}
          data={rows}
          keepMounted={mounted.toSorted((a, b) => a - b)}
        >
          {(row, index) => (
            <div key={row.key} data-row-at={index} className="pointer-events-auto">
              {draw(index)}
            </div>
          )}
        </Virtualizer>
      )}
      <div ref={end} aria-hidden className="h-px" />
    </div>
  )
}
