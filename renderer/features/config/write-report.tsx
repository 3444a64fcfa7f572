// What became of an edit of all homes, home by home.
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Badge, CollapsibleRow, IconButton, tip, type Tone } from '../../kit'
import type { HomeWrite } from '../../../preload/contract/config'
import { useConfigEdits } from '../../stores/config/config-edits'
import { reportWords, stateWords } from '../../stores/config/edit-words'
import { drawLine } from '../../text/visible-text'
import { AllHomes } from './all-homes'

const looks: Readonly<Record<HomeWrite['state'], { tone: Tone; word: string }>> = {
  written: { tone: 'added', word: 'written' },
  unchanged: { tone: 'neutral', word: 'had it' },
  conflict: { tone: 'waiting', word: 'changed meanwhile' },
  refused: { tone: 'failed', word: 'refused' },
  stopped: { tone: 'neutral', word: 'not reached' },
}

export function WriteReport() {
  const report = useConfigEdits((state) => state.report)
  const close = useConfigEdits((state) => state.closeReport)
  const underWay = useConfigEdits((state) => state.underWay)
  const box = useRef<HTMLDivElement>(null)
  const isShown = report !== null && underWay === null
  useEffect(() => {
    // Stop went with the wait, and the focus with it: the keys go on to mean this page.
    if (isShown && document.activeElement === document.body) box.current?.focus()
  }, [isShown])
  if (underWay !== null) return <AllHomes what={underWay} />
  if (report === null) return null
  const { what, done, writes } = report
  const isWhole = writes.every(({ state }) => state === 'written' || state === 'unchanged')
  return (
    <div
      ref={box}
      tabIndex={-1}
      data-testid="write-report"
      className="rounded-md border border-line px-2 py-1 outline-none"
    >
      <CollapsibleRow
        key={`${done} ${writes.map(({ undoId }) => undoId).join()}`}
        defaultOpen={!isWhole}
        summary={<span role="status">{reportWords(what, writes, done)}</span>}
        trailing={<IconButton label="Close the report" icon={X} size="sm" onClick={close} />}
      >
        <ul className="flex max-h-48 flex-col overflow-y-auto py-1 pl-5">
          {writes.map((write) => (
            <li key={write.projectId} className="py-0.5 text-small">
              <div className="flex items-center gap-2">
                <span className="min-w-0 truncate select-text" {...tip(write.name)}>
                  {drawLine(write.name)}
                </span>
                <Badge tone={looks[write.state].tone}>
                  {write.state === 'written' ? done : looks[write.state].word}
                </Badge>
              </div>
              {(write.problem ?? write.overridden) !== null && (
                <div className="break-words text-muted select-text">{stateWords(write, done)}</div>
              )}
            </li>
          ))}
        </ul>
      </CollapsibleRow>
    </div>
  )
}
