// The live stream of one thread as rows, brought up to date a few times a second while it is looked at.
import { useEffect, useState } from 'react'
import type { InspectorRow } from '../../../preload/contract/inspection'
import { liveBounds, liveEventsOf, onLiveEvents, type LiveEvent } from '../../stores/threads/live-events'
import { LiveRows } from './live-rows'

/** Reading a timeline at 4 steps a second is as good as at 60, and leaves a burst its processor. */
const stepMs = 250

export interface LiveView {
  rows: readonly InspectorRow[]
  /** Older events of the thread that were dropped. */
  dropped: number
  eventOf(index: number): LiveEvent | null
}

const empty: LiveView = { rows: [], dropped: 0, eventOf: () => null }

/** Null shows nothing. */
export function useLiveRows(threadId: string | null): LiveView {
  const [view, setView] = useState<{ threadId: string | null; view: LiveView }>({ threadId: null, view: empty })
  useEffect(() => {
    if (threadId === null) return
    const rows = new LiveRows()
    let from = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const step = () => {
      timer = undefined
      const events = liveEventsOf(threadId, from)
      from = (events.at(-1)?.seq ?? from - 1) + 1
      const { dropped, firstSeq } = liveBounds(threadId)
      const changed = rows.take(events, firstSeq)
      if (changed || from === 0)
        setView({ threadId, view: { rows: rows.rows, dropped, eventOf: (index) => rows.eventOf(index) } })
    }
    step()
    const stop = onLiveEvents(() => {
      timer ??= setTimeout(step, stepMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [threadId])
  return view.threadId === threadId ? view.view : empty
}
