// What a run of `codex apply` came to: its exit code, the paths it applied, skipped or could not merge, and its own words whole.
import type { ApplyRun } from '../../../preload/contract/tasks'
import { CopyButton } from '../../kit'
import { PlainText } from '../../text/plain-text'
import { VisibleText } from '../../text/visible-text'

export function ApplyReport({ run }: { run: ApplyRun }) {
  const good = run.exitCode === 0
  return (
    <div role={good ? 'status' : 'alert'} data-testid="apply-report" className="flex flex-col gap-2 select-text">
      <p className={good ? 'font-semibold' : 'font-semibold text-failed'}>{run.summary}</p>
      <div className="flex items-center gap-2 text-small text-muted">
        <code className="min-w-0 truncate">
          <VisibleText text={run.command} />
        </code>
        <span className="shrink-0">exit code {run.exitCode ?? 'none (ended)'}</span>
      </div>
      <Paths title="Applied" paths={run.applied} />
      <Paths title="Skipped" paths={run.skipped} />
      <Paths title="In conflict" paths={run.conflicted} />
      <Said title="Output" text={run.stdout} />
      <Said title="Errors" text={run.stderr} />
    </div>
  )
}

function Paths({ title, paths }: { title: string; paths: readonly string[] }) {
  if (paths.length === 0) return null
  return (
    <div>
      <h3 className="text-small text-muted">
        {title} ({paths.length})
      </h3>
      <ul className="max-h-28 overflow-y-auto font-mono text-code">
        {paths.map((path) => (
          <li key={path} className="break-all">
            <VisibleText text={path} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  if (text.trim() === '') return null
  return (
    <div>
      <div className="flex items-center justify-between">
        <h3 className="text-small text-muted">{title}</h3>
        <CopyButton text={text} label={`Copy ${title.toLowerCase()}`} />
      </div>
      <div className="max-h-40 overflow-auto rounded-md bg-sunken p-2 font-mono text-code whitespace-pre-wrap">
        <PlainText text={text} />
      </div>
    </div>
  )
}
