// What an import did: what came, what failed, and the files that are other ones now, as diffs.
import type { AgentChange, AgentImportReport } from '../../../preload/contract/extensions'
import { Button, CollapsibleRow } from '../../kit'
import { typeWords } from '../../stores/config/external-agents-words'
import { unifiedPatch } from '../../stores/config/line-diff'
import { Diff } from '../../text'
import { drawLine } from '../../text/visible-text'
import { GroupTitle } from './group-title'
import { PathText } from './path-text'
import { WarningLine } from './problem-line'

function Change({ change }: { change: AgentChange }) {
  const { path, before, after } = change
  const word = before === null ? 'new' : after === null ? 'gone' : 'changed'
  const summary = (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <PathText path={path} className="flex-1" />
      <span className="shrink-0 text-small text-muted">{word}</span>
    </span>
  )
  return (
    <CollapsibleRow summary={summary} defaultOpen={before !== null}>
      <Diff patch={unifiedPatch(before ?? '', after ?? '')} path={path} bare />
    </CollapsibleRow>
  )
}

export function ImportReport({ report, onClose }: { report: AgentImportReport; onClose: () => void }) {
  const { done, failed, changes, skills, notes } = report
  return (
    <div data-testid="import-report" role="status" className="flex flex-col gap-2 border-y border-line py-3">
      <GroupTitle title={failed.length === 0 ? 'Imported' : 'Imported in part'} count={done.length}>
        <Button size="sm" variant="plain" onClick={onClose}>
          Close
        </Button>
      </GroupTitle>
      {done.length === 0 && failed.length === 0 && (
        <p className="text-muted">Codex found nothing new in what was chosen.</p>
      )}
      <ul className="text-small">
        {done.map(({ type, source, target, title }, place) => (
          <li key={place} className="flex min-w-0 gap-2">
            <span className="w-32 shrink-0 truncate text-muted">{typeWords(type)}</span>
            <span className="min-w-0 truncate">{drawLine(title ?? source ?? target ?? '')}</span>
          </li>
        ))}
      </ul>
      {failed.map(({ type, source, message }, place) => (
        <WarningLine key={place}>{`${typeWords(type)} ${source ?? ''}: ${message}`}</WarningLine>
      ))}
      {notes.map((note) => (
        <WarningLine key={note}>{note}</WarningLine>
      ))}
      {skills.length > 0 && (
        <p className="text-small text-muted">Skills in this project’s home now: {skills.join(', ')}.</p>
      )}
      {changes.length > 0 && <div className="font-medium">Files that were changed</div>}
      {changes.map((change) => (
        <Change key={change.path} change={change} />
      ))}
    </div>
  )
}
