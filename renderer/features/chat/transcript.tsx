// The scrolling transcript of one thread: virtual rows, older turns on the way up, at the end while the reader is there.
import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { Button, Spinner } from '../../kit'
import type { ThreadState } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'
import { createOpenRows, OpenRowsScope } from './open-rows'
import { rowsOfThread, type Row } from './rows'
import { TranscriptRow, type RowContext } from './transcript-row'
import { endWords } from './turn-words'
import { usePlace } from './use-place'
import { useReveal } from './use-reveal'
import { useStickToEnd } from './use-stick-to-end'
import { useFoundWords } from '../../text/found-words'

/** Older turns are asked for when the reader is this near to the beginning (px). */
const olderWithin = 600
/** Space over the first row (px); virtua has to know it. */
const topMargin = 12
/** Ends of so many newest turns stay in the page though they are out of view. */
const mountedFeet = 20
/** So many newest rows stay, too. */
const mountedRows = 3

interface TranscriptProps {
  thread: ThreadState
  root: string | null
  waiting: boolean
  onOpenThread: ((threadId: string) => void) | undefined
  /** Words that are marked wherever they stand; '' marks none. */
  marked?: string
  /** A side question: its turns can't be gone back to or copied. */
  aside?: boolean
}

export function Transcript({ thread, root, waiting, onOpenThread, marked = '', aside = false }: TranscriptProps) {
  const rows = useMemo(() => rowsOfThread(thread.turns, thread.notices), [thread.turns, thread.notices])
  const prepended = usePrepended(rows)
  const mounted = useMemo(() => alwaysMounted(rows), [rows])
  const { scroller, content, away, onScroll, jumpToEnd, letGo } = useStickToEnd()
  const list = useRef<VirtualizerHandle>(null)
  const [memory] = useState(createOpenRows)
  const keepPlace = usePlace({ threadId: thread.id, rows, list, scroller, letGo })
  const stopReading = useReveal({ thread, rows, list, scroller, memory, letGo })
  useFoundWords(content, marked)
  const context = useMemo<RowContext>(
    () => ({ projectId: thread.projectId, threadId: thread.id, root, waiting, onOpenThread, aside }),
    [thread.projectId, thread.id, root, waiting, onOpenThread, aside],
  )
  const hasOlder = thread.olderCursor !== null

  const readOlder = (): void => {
    const element = scroller.current
    if (!element || !hasOlder || thread.loading !== 'none') return
    if (element.scrollTop < olderWithin) void useThreads.getState().loadOlder(thread.id)
  }
  // Also without a scroll: the first page may not fill the view.
  useEffect(readOlder)

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Transcript"
        data-testid="transcript"
        tabIndex={0}
        onScroll={() => {
          keepPlace(onScroll())
          readOlder()
        }}
        className="h-full overflow-y-auto overscroll-contain [scrollbar-gutter:stable_both-edges] [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <OpenRowsScope memory={memory}>
          <div ref={content} style={{ paddingTop: topMargin }}>
            <Virtualizer
              ref={list}
              scrollRef={scroller}
              startMargin={topMargin}
              shift={prepended}
              bufferSize={600}
              data={rows}
              keepMounted={mounted}
            >
              {(row: Row) => (
                // Virtua takes the pointer away while it scrolls, which a stream does all the time: the text could not be
                // selected then, and each change would be a new style for everything in the row.
                <div
                  key={row.key}
                  data-row-key={row.key}
                  className="pointer-events-auto mx-auto w-full max-w-[880px] px-5 data-flash:animate-flash"
                >
                  <TranscriptRow row={row} context={context} />
                </div>
              )}
            </Virtualizer>
          </div>
        </OpenRowsScope>
      </div>
      {(thread.loading === 'older' || stopReading !== null) && (
        <div className="absolute inset-x-0 top-1 flex justify-center">
          <span className="flex items-center gap-2 rounded-md bg-raised px-3 py-1 text-small shadow-float">
            <Spinner
              label={stopReading === null ? 'Reading earlier turns…' : `Reading back… ${thread.turns.length} turns`}
            />
            {stopReading !== null && (
              <Button size="sm" variant="plain" onClick={stopReading}>
                Cancel
              </Button>
            )}
          </span>
        </div>
      )}
      {away && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <Button
            size="sm"
            icon={ArrowDown}
            onClick={() => {
              // Virtua's own way first: it may be on its way to another place still and would go on to there.
              list.current?.scrollToIndex(rows.length - 1, { align: 'end' })
              jumpToEnd()
            }}
            className="pointer-events-auto bg-raised! shadow-float"
          >
            Jump to latest
          </Button>
        </div>
      )}
      <TurnEndAnnouncer thread={thread} />
    </div>
  )
}

/**
 * Rows that stay in the page out of view. The newest turns' ends: find-in-page and screen readers get from end to end. What
 * still grows, and the newest rows: a message may grow by more than a screen in one frame, and virtua, which knows its old
 * height only, would take it for out of view, throw it away and draw it anew from its first letter (measured: 7 times in
 * a burst of 20,000 deltas).
 */
export function alwaysMounted(rows: readonly Row[]): number[] {
  const mounted = new Set<number>()
  let feet = 0
  for (let at = rows.length - 1; at >= 0 && feet < mountedFeet; at -= 1) {
    const row = rows[at]
    if (row?.kind === 'foot') feet += 1
    if (row?.kind === 'foot' || (row?.kind === 'item' && row.live) || at >= rows.length - mountedRows) mounted.add(at)
  }
  return [...mounted].toSorted((left, right) => left - right)
}

/** True while the latest change put rows before those that were there: virtua then keeps the reader's place. */
function usePrepended(rows: readonly Row[]): boolean {
  const [seen, see] = useState({ rows, prepended: false })
  if (seen.rows === rows) return seen.prepended
  const first = seen.rows[0]?.key
  const prepended =
    first !== undefined &&
    first !== rows[0]?.key &&
    rows.length > seen.rows.length &&
    rows.some(({ key }) => key === first)
  see({ rows, prepended })
  return prepended
}

/** Reads aloud how a turn ended; the deltas before it are not announced. */
function TurnEndAnnouncer({ thread }: { thread: ThreadState }) {
  const turn = thread.turns.at(-1)
  const [said, say] = useState('')
  const wasRunning = useRef<string | null>(null)
  useEffect(() => {
    if (!turn) return
    if (turn.status === 'inProgress') wasRunning.current = turn.id
    else if (wasRunning.current !== null) {
      wasRunning.current = null
      say(endWords(turn))
    }
  }, [turn])
  return (
    <div aria-live="polite" className="sr-only">
      {said}
    </div>
  )
}
