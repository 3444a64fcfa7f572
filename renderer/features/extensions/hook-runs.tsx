// Runs of this project's hooks since the window was opened.
import { Badge, Button, CollapsibleRow, duration } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useUi } from '../../stores/app/ui'
import { useHookRuns, type HookRun } from '../../stores/config/hooks-runs'
import { eventWords } from '../../stores/config/hooks-words'
import { VisibleText } from '../../text/visible-text'
import { GroupTitle } from './group-title'
import { runState } from './hook-words'
import { PathText } from './path-text'

/** Rows drawn; older ones are in the store. */
const mostDrawn = 100

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

function RunRow({ run }: { run: HookRun }) {
  const { words, tone } = runState(run.status)
  const head = (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="w-16 shrink-0 text-small text-faint tabular-nums">{clock.format(run.startedAtMs)}</span>
      <span className="min-w-0 flex-1 truncate">{eventWords(run.event)}</span>
      <Badge tone={tone}>{words}</Badge>
      <span className="w-14 shrink-0 text-right text-small text-faint tabular-nums">
        {run.durationMs === null ? '' : duration(run.durationMs)}
      </span>
    </span>
  )
  return (
    <CollapsibleRow summary={head} className="border-b border-line py-0.5 last:border-b-0">
      <div className="flex flex-col gap-1 pb-1 pl-5">
        <div className="flex items-center gap-2">
          <PathText path={run.file} className="flex-1" />
          <Button
            size="sm"
            variant="plain"
            onClick={() => {
              useProjects.getState().selectThread(run.projectId, run.threadId)
              useUi.getState().showPage('chat')
            }}
          >
            Open its chat
          </Button>
        </div>
        {run.entries.length === 0 && <p className="text-small text-muted">It said nothing that Codex passes on.</p>}
        {run.entries.map((entry, place) => (
          <div key={place} className="text-small">
            <span className="text-muted">{entry.kind}</span>
            <div className="max-h-48 overflow-auto rounded-sm bg-sunken px-2 py-1 font-mono text-code break-words whitespace-pre-wrap select-text">
              <VisibleText text={entry.text} />
            </div>
          </div>
        ))}
      </div>
    </CollapsibleRow>
  )
}

export function HookRuns({ projectId }: { projectId: string }) {
  const all = useHookRuns((state) => state.runs)
  const forget = useHookRuns((state) => state.forget)
  const runs = all.filter((run) => run.projectId === projectId)
  return (
    <div className="flex flex-col gap-1" data-testid="hook-runs">
      <GroupTitle title="Runs" count={runs.length}>
        {runs.length > 0 && (
          <Button size="sm" variant="plain" onClick={() => forget(projectId)}>
            Clear
          </Button>
        )}
      </GroupTitle>
      {runs.length === 0 ? (
        <p className="text-muted">
          None since the window was opened. Codex keeps no log of its own, and says nothing of hooks that aren’t
          trusted.
        </p>
      ) : (
        runs.slice(0, mostDrawn).map((run) => <RunRow key={run.seq} run={run} />)
      )}
      {runs.length > mostDrawn && (
        <p className="text-small text-muted">{runs.length - mostDrawn} older ones are not shown.</p>
      )}
    </div>
  )
}
