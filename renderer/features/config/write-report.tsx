// What became of an edit of all homes, home by home.
import { X } from 'lucide-react'
import { Badge, CollapsibleRow, IconButton, type Tone } from '../../kit'
import type { HomeWrite } from '../../../preload/contract/config'
import { useConfigEdits } from '../../stores/config/config-edits'
import { reportWords, stateWords } from '../../stores/config/edit-words'
import { drawLine } from '../../text/visible-text'

const looks: Readonly<Record<HomeWrite['state'], { tone: Tone; word: string }>> = {
  written: { tone: 'added', word: 'written' },
  unchanged: { tone: 'neutral', word: 'had it' },
  conflict: { tone: 'waiting', word: 'changed meanwhile' },
  refused: { tone: 'failed', word: 'refused' },
}

export function WriteReport() {
  const report = useConfigEdits((state) => state.report)
  const close = useConfigEdits((state) => state.closeReport)
  if (report === null) return null
  const { what, writes } = report
  const isWhole = writes.every(({ state }) => state === 'written' || state === 'unchanged')
  return (
    <div data-testid="write-report" className="rounded-md border border-line px-2 py-1">
      <CollapsibleRow
        key={writes.map(({ undoId }) => undoId).join()}
        defaultOpen={!isWhole}
        summary={<span role="status">{reportWords(what, writes)}</span>}
        trailing={<IconButton label="Close the report" icon={X} size="sm" onClick={close} />}
      >
        <ul className="flex max-h-48 flex-col overflow-y-auto py-1 pl-5">
          {writes.map((write) => (
            <li key={write.projectId} className="flex items-start gap-2 py-0.5 text-small">
              <span className="w-40 shrink-0 truncate">{drawLine(write.name)}</span>
              <Badge tone={looks[write.state].tone}>{looks[write.state].word}</Badge>
              {(write.problem ?? write.overridden) !== null && (
                <span className="min-w-0 break-words text-muted select-text">{stateWords(write)}</span>
              )}
            </li>
          ))}
        </ul>
      </CollapsibleRow>
    </div>
  )
}
