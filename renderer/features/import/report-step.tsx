// How far the copying is, and what came of it.
import type { ImportReport } from '../../../preload/contract/imports'
import { useImport } from '../../stores/sessions/import'

export function CopyingStep() {
  const progress = useImport((state) => state.progress)
  const { done, of } = progress ?? { done: 0, of: 1 }
  return (
    <div className="flex flex-col gap-2 py-4">
      <progress aria-label="Sessions copied" value={done} max={of} className="h-1.5 w-full accent-(--color-accent)" />
      <p role="status" className="text-muted tabular-nums">
        {done.toLocaleString()} of {of.toLocaleString()} copied
      </p>
    </div>
  )
}

export function ReportStep({ report }: { report: ImportReport }) {
  return (
    <div className="flex flex-col gap-1 py-2" data-testid="import-report">
      <p>
        {report.copied.length.toLocaleString()} {report.copied.length === 1 ? 'session' : 'sessions'} copied.
        {report.alreadyThere.length > 0 && ` ${report.alreadyThere.length.toLocaleString()} were here already.`}
      </p>
      {report.copied.length > 0 && (
        <p className="text-muted">
          They can be read and gone on with here. One that was made with another model provider goes on once that
          provider is in this project’s config.toml.
        </p>
      )}
      {report.failed.length > 0 && (
        <div className="text-failed">
          <p>{report.failed.length.toLocaleString()} could not be copied:</p>
          <ul className="max-h-40 overflow-y-auto text-small select-text">
            {report.failed.map(({ threadId, reason }) => (
              <li key={threadId} className="break-words">
                {threadId}: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
