// Scrolling long lines sideways: one bar under the list for all of them, so that numbers, headers and the other half stay where they
// are. The offset is a CSS variable of the list; no row is drawn anew.
import { useCallback, useEffect, useRef, type RefObject, type WheelEvent } from 'react'

export interface SidewaysState {
  /** How far it goes (px); 0: everything fits. */
  reach: number
  bar: RefObject<HTMLDivElement | null>
  by: (px: number) => void
  onWheel: (event: WheelEvent) => void
  onScroll: () => void
}

export function useSideways(rootRef: RefObject<HTMLElement | null>, reachPx: number): SidewaysState {
  const bar = useRef<HTMLDivElement>(null)
  const reach = Math.max(0, Math.ceil(reachPx))
  const onScroll = useCallback(() => {
    const at = bar.current?.scrollLeft ?? 0
    const list = rootRef.current
    if (list === null) return
    list.style.setProperty('--dv-x', `${at}`)
    list.toggleAttribute('data-shifted', at > 0)
  }, [rootRef])
  const by = useCallback((px: number) => {
    if (bar.current !== null) bar.current.scrollLeft += px
  }, [])
  const onWheel = useCallback(
    ({ deltaX, deltaY, shiftKey }: WheelEvent) => {
      // Some systems turn the wheel themselves while Shift is held.
      const px = shiftKey && deltaX === 0 ? deltaY : deltaX
      if (px !== 0) by(px)
    },
    [by],
  )
  useEffect(onScroll, [onScroll, reach])
  return { reach, bar, by, onWheel, onScroll }
}

export function Sideways({ sideways: { reach, bar, onScroll } }: { sideways: SidewaysState }) {
  if (reach === 0) return null
  return (
    <div ref={bar} className="dv-sideways" onScroll={onScroll} tabIndex={-1} aria-hidden>
      <div style={{ width: `calc(100% + ${reach}px)` }} />
    </div>
  )
}
