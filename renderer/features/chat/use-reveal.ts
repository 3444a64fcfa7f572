// Brings the place that `goTo` names into view: reads older turns until it is there, unfolds its row, scrolls, marks the words.
import { useEffect, useState, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ThreadState } from '../../stores/threads/model'
import { useNotices } from '../../stores/app/notices'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { mark, rangesOf } from '../../text/found-words'
import type { OpenRowsMemory } from './open-rows'
import { placeOf } from './reveal'
import type { Row } from './rows'

interface RevealParts {
  thread: ThreadState
  rows: readonly Row[]
  list: RefObject<VirtualizerHandle | null>
  scroller: RefObject<HTMLDivElement | null>
  memory: OpenRowsMemory
  /** The transcript must not run back to its end. */
  letGo: () => void
}

/** Frames that a row may take until it is drawn and its Markdown is parsed. */
const mostFrames = 40
const flashMs = 1600

/** Answers the function that gives the search for a far turn up; null while none runs. */
export function useReveal({ thread, rows, list, scroller, memory, letGo }: RevealParts): (() => void) | null {
  const goTo = useUi((state) => (state.goTo?.threadId === thread.id ? state.goTo : null))
  const [reading, setReading] = useState<AbortController | null>(null)
  const place = goTo === null ? null : placeOf(rows, goTo)
  const index = place?.index ?? -1
  const isReady = thread.loading === 'none'

  useEffect(() => {
    if (goTo === null || index >= 0 || !isReady || reading !== null) return
    const stop = new AbortController()
    setReading(stop)
    const read = async () => {
      const isThere = await useThreads.getState().loadUntil(thread.id, goTo.turnId, stop.signal)
      setReading(null)
      if (isThere) return
      if (useUi.getState().goTo === goTo) useUi.getState().setGoTo(null)
      if (stop.signal.aborted) return
      useNotices.getState().push({
        level: 'info',
        message: 'This place is not in the chat any more: the chat went back before it, or it was compacted away.',
      })
    }
    void read()
  }, [goTo, index, isReady, reading, thread.id])

  const key = rows[index]?.key
  useEffect(() => {
    if (goTo === null || place === null || key === undefined) return
    letGo()
    if (goTo.text !== null) for (const row of place.open) memory.set(row, true)
    list.current?.scrollToIndex(place.index, { align: 'center' })
    useUi.getState().setGoTo(null)
    let frames = 0
    const settle = () => {
      const row = scroller.current?.querySelector(`[data-row-key="${CSS.escape(key)}"]`)
      const range = row && goTo.text !== null ? hitIn(row, goTo.text, goTo.nth ?? 0) : null
      frames += 1
      if (row && (range !== null || goTo.text === null || frames >= mostFrames)) return show(row, range)
      if (frames < mostFrames) requestAnimationFrame(settle)
    }
    requestAnimationFrame(settle)
    // The place is shown once, when it is first there: later changes of the rows must not scroll again.
    // eslint-disable-next-line react/exhaustive-deps
  }, [goTo, key])

  const show = (row: Element, range: Range | null): void => {
    const view = scroller.current
    if (range !== null && view !== null) {
      const box = range.getBoundingClientRect()
      const { top, bottom } = view.getBoundingClientRect()
      if (box.top < top + 24 || box.bottom > bottom - 24) view.scrollTop += box.top - (top + bottom) / 2
      mark('deck-current', [range])
    }
    row.setAttribute('data-flash', 'true')
    setTimeout(() => row.removeAttribute('data-flash'), flashMs)
  }

  return reading === null ? null : () => reading.abort()
}

/** The n-th place of the words in a row; its last one when the drawn text has fewer than the source. */
function hitIn(row: Element, words: string, nth: number): Range | null {
  const ranges = rangesOf(row, words)
  return ranges[nth] ?? ranges.at(-1) ?? null
}
