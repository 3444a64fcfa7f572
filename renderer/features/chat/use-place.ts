// Remembers where each chat was left, for as long as the window is open, and comes back to it.
import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useUi } from '../../stores/app/ui'
import type { Row } from './rows'

interface Place {
  key: string
  /** Pixels from the top of the view to the top of the row. */
  topPx: number
}

/** Chats that were left at their end are not in here. */
const places = new Map<string, Place>()

interface PlaceParts {
  threadId: string
  rows: readonly Row[]
  list: RefObject<VirtualizerHandle | null>
  scroller: RefObject<HTMLDivElement | null>
  letGo: () => void
}

/** Answers the function to call when the reader has scrolled; `away` is whether they left the end. */
export function usePlace({ threadId, rows, list, scroller, letGo }: PlaceParts): (away: boolean) => void {
  const first = useRef({ rows, letGo })
  useLayoutEffect(() => {
    const place = places.get(threadId)
    // Somebody asked for another place just now.
    if (place === undefined || useUi.getState().goTo?.threadId === threadId) return
    const index = first.current.rows.findIndex((row) => row.key === place.key)
    if (index < 0) return
    first.current.letGo()
    list.current?.scrollToIndex(index, { align: 'start', offset: -place.topPx })
  }, [threadId, list])

  return (away) => {
    const view = scroller.current
    if (view === null) return
    if (!away) return void places.delete(threadId)
    const { top } = view.getBoundingClientRect()
    for (const row of view.querySelectorAll('[data-row-key]')) {
      const box = row.getBoundingClientRect()
      if (box.bottom <= top || box.height === 0) continue
      const key = row.getAttribute('data-row-key')
      if (key !== null) places.set(threadId, { key, topPx: box.top - top })
      return
    }
  }
}
