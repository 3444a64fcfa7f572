// Runs of this project's hooks, newest first, also from before the app was last closed.
import { useEffect } from 'react'
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
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** The time, with the day where that is another one. */
function whenWords(atMs: number): string {
  const isToday = new Date(atMs).toDateString() === new Date().toDateString()
  return isToday ? clock.format(atMs) : `${day.format(atMs)} ${clock.format(atMs)}`
}

function RunRow({ run }: { run: HookRun }) {
  const { words, tone } = runState(run.status)
  const head = (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="min-w-16 shrink-0 text-small text-faint tabular-nums">{whenWords(run.startedAtMs)}</span>
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
  const load = useHookRuns((state) => state.load)
  useEffect(() => void load(projectId), [load, projectId])
  const runs = all.filter((run) => run.projectId === projectId)
  return (
    <div className="flex flex-col gap-1" data-testid="hook-runs">
      <GroupTitle title="Runs" count={runs.length}>
        {runs.length > 0 && (
          <Button size="sm" variant="plain" onClick={() => void forget(projectId)}>
            Clear
          </Button>
        )}
      </GroupTitle>
      {runs.length === 0 ? (
        <p className="text-muted">
          None yet. Each run of a trusted hook in this app is kept here; Codex itself keeps no log, and says nothing of
          hooks that aren’t trusted.
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
