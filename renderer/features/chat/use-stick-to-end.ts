// Keeps a scroller at its end while the reader is there, and leaves it alone as soon as they scroll up.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Nearer to the end than this (px) counts as being there. */
const near = 32

export interface StickToEnd {
  scroller: RefObject<HTMLDivElement | null>
  /** The element inside that grows. */
  content: RefObject<HTMLDivElement | null>
  /** The reader scrolled away from the end. */
  away: boolean
  /** Answers whether the reader is away from the end. */
  onScroll: () => boolean
  jumpToEnd: () => void
  /** Stops following the end: something else is brought into view. */
  letGo: () => void
}

/**
 * Sticking follows intent: only a scroll upwards lets go, and coming near the end takes hold again. Growth of the content
 * scrolls nothing by itself, so it is watched with a ResizeObserver, which runs before the frame is painted.
 */
export function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const stuck = useRef(true)
  const last = useRef({ top: 0, height: 0 })
  const [away, setAway] = useState(false)

  const toEnd = useCallback(() => {
    const element = scroller.current
    if (!element || !stuck.current) return
    element.scrollTop = element.scrollHeight
    last.current = { top: element.scrollTop, height: element.scrollHeight }
  }, [])

  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return false
    const { scrollTop: top, scrollHeight: height } = element
    // Rows that turn out lower than they were taken for move the view up, too: that is no wish of the reader.
    const shrunk = Math.max(0, last.current.height - height)
    if (height - top - element.clientHeight <= near) stuck.current = true
    else if (top < last.current.top - shrunk - 1) stuck.current = false
    last.current = { top, height }
    setAway(!stuck.current)
    return !stuck.current
  }, [])

  const jumpToEnd = useCallback(() => {
    stuck.current = true
    setAway(false)
    toEnd()
  }, [toEnd])

  const letGo = useCallback(() => {
    stuck.current = false
    last.current = { top: 0, height: 0 }
    setAway(true)
  }, [])

  useLayoutEffect(toEnd)
  useEffect(() => {
    const observer = new ResizeObserver(toEnd)
    if (scroller.current) observer.observe(scroller.current)
    if (content.current) observer.observe(content.current)
    return () => observer.disconnect()
  }, [toEnd])

  return { scroller, content, away, onScroll, jumpToEnd, letGo }
}
