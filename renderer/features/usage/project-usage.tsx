// What a project's sessions have cost in tokens: by day, by session, and in all.
import { useEffect, useMemo, useState } from 'react'
import type { ProjectUsageReport } from '../../../preload/contract/usage'
import { BarChart, Segmented } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useUi } from '../../stores/app/ui'
import { useUsage } from '../../stores/sessions/usage'
import { CountedState } from './counted-state'
import { filled, lastDays } from './days'
import { exact, short, tokenParts, tokenSeries } from './token-series'
import { TokenTable } from './token-table'

/** The token use of one project, from the records of all its sessions. Counts when it is first shown. */
export function ProjectUsage({ projectId }: { projectId: string }) {
  const counted = useUsage((state) => state.projects[projectId])
  const load = useUsage((state) => state.loadProject)
  useEffect(() => {
    void load(projectId)
  }, [load, projectId])
  return (
    <CountedState
      counted={counted}
      isEmpty={(report) => report.sessions.length === 0 && report.tokens.total === 0}
      empty="Codex records the tokens with each answer of the model; this project has none yet."
      onAgain={() => void load(projectId)}
    >
      {(report) => <Report projectId={projectId} report={report} />}
    </CountedState>
  )
}

const spans = [
  { value: 'month', label: '30 days' },
  { value: 'all', label: 'All' },
] as const
type Span = (typeof spans)[number]['value']
const monthDays = 30

function Report({ projectId, report }: { projectId: string; report: ProjectUsageReport }) {
  const { days, sessions, sessionCount, uncounted, tokens } = report
  const [span, setSpan] = useState<Span>('month')
  const [today] = useState(() => new Date())
  const shown = useMemo(() => (span === 'month' ? lastDays(days, monthDays, today) : filled(days)), [days, span, today])
  const inSpan = shown.reduce((sum, day) => sum + day.tokens.total, 0)
  const when = span === 'month' ? 'in the last 30 days' : 'in all'
  const open = (threadId: string) => {
    useUi.getState().showPage('chat')
    useProjects.getState().select(projectId)
    useProjects.getState().selectThread(projectId, threadId)
  }
  const more = sessionCount - uncounted - sessions.length
  return (
    <div data-testid="project-usage" className="@container flex flex-col gap-5 p-3">
      <section aria-label="Tokens per day">
        <div className="flex items-center gap-2 pb-2">
          <h3 className="flex-1 font-semibold">Tokens per day</h3>
          <Segmented label="Days shown" value={span} options={spans} onChange={setSpan} />
        </div>
        <BarChart
          label={`Tokens per day: ${exact(inSpan)} ${when}. The arrow keys go through the days.`}
          series={tokenSeries}
          bars={shown.map((day) => ({ key: day.day, label: day.day, values: tokenParts(day.tokens) }))}
          resting={`${exact(inSpan)} tokens ${when}`}
          short={short}
        />
      </section>
      <TokenTable
        caption="Sessions by tokens"
        head="Session"
        rows={sessions.map((session) => ({
          key: session.threadId,
          name: session.title,
          drawn: (
            <button
              type="button"
              onClick={() => open(session.threadId)}
              className="max-w-full truncate rounded-sm text-left align-bottom hover:text-accent"
            >
              {session.title}
              {session.archived && <span className="pl-1.5 text-faint">archived</span>}
            </button>
          ),
          tokens: session.tokens,
        }))}
        total={tokens}
      />
      <p className="text-small text-muted tabular-nums">
        {exact(sessionCount)} {sessionCount === 1 ? 'session' : 'sessions'}
        {more > 0 && `, ${exact(more)} more than are listed`}
        {uncounted > 0 && `; ${exact(uncounted)} without counts in ${uncounted === 1 ? 'its' : 'their'} records`}.
      </p>
    </div>
  )
}
