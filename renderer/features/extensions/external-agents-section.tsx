// Importing from other agents: what was found of Claude Code or Cursor, what each item would do, choosing, and what became of it.
import { Import } from 'lucide-react'
import { useEffect } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, Segmented, Spinner } from '../../kit'
import { nothingFound, useExternalAgents } from '../../stores/config/external-agents'
import { AgentItemRow } from './agent-item-row'
import { GroupTitle } from './group-title'
import { ImportHistory } from './import-history'
import { ImportReport } from './import-report'
import { ProblemLine } from './problem-line'

const sources = [
  { value: 'claude', label: 'Claude Code' },
  { value: 'cursor', label: 'Cursor' },
] as const

export function ExternalAgentsSection({ project }: { project: Project }) {
  const state = useExternalAgents((store) => store.byProject[project.id] ?? nothingFound)
  const { source, items, chosen, sessions, looking, importing, problem, report, history } = state
  const look = useExternalAgents((state) => state.look)
  const start = useExternalAgents((state) => state.import)
  const closeReport = useExternalAgents((state) => state.closeReport)
  useEffect(() => {
    const { byProject, look: lookNow } = useExternalAgents.getState()
    void lookNow(project.id, byProject[project.id]?.source ?? 'claude')
  }, [project.id])

  const name = sources.find(({ value }) => value === source)?.label ?? source
  const count = (items ?? []).filter((item) =>
    item.sessions.length > 0 ? item.sessions.some(({ path }) => sessions.includes(path)) : chosen.includes(item.id),
  ).length
  const groups = (['home', 'project'] as const).map((where) => ({
    where,
    items: (items ?? []).filter((item) => item.where === where),
  }))
  return (
    <section aria-label="Import from other agents" data-testid="external-agents" className="flex flex-col gap-4">
      <p className="text-muted">
        Codex can take over what another agent was set up with, for this project. Nothing of the other agent is changed.
        The files that are written are kept before: you see what changed, and can take it back.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label="Agent" value={source} options={sources} onChange={(value) => void look(project.id, value)} />
        <span className="flex-1" />
        <Button size="sm" disabled={looking || importing} onClick={() => void look(project.id, source)}>
          Look again
        </Button>
      </div>
      {problem && <ProblemLine tried="It did not work" error={problem} onAgain={() => void look(project.id, source)} />}
      {report && <ImportReport report={report} onClose={() => closeReport(project.id)} />}
      {items === null && looking && <Spinner label={`Looking for ${name}…`} className="justify-center p-8" />}
      {items !== null && items.length === 0 && (
        <EmptyState icon={Import} title={`Nothing of ${name} to import`}>
          {source === 'claude'
            ? 'Codex looks into ~/.claude, ~/.claude.json, and CLAUDE.md, .mcp.json and .claude of this folder. What was imported already isn’t listed again.'
            : 'Codex looks into ~/.cursor/mcp.json.'}
        </EmptyState>
      )}
      {groups.map(
        (group) =>
          group.items.length > 0 && (
            <div key={group.where} role="group">
              <GroupTitle
                title={group.where === 'home' ? 'Yours, for all folders' : 'Of this folder'}
                count={group.items.length}
              />
              {group.items.map((item) => (
                <AgentItemRow
                  key={item.id}
                  projectId={project.id}
                  item={item}
                  chosen={chosen.includes(item.id)}
                  sessions={sessions}
                  disabled={importing}
                />
              ))}
            </div>
          ),
      )}
      {items !== null && items.length > 0 && (
        <div className="flex items-center gap-3">
          <Button variant="primary" busy={importing} disabled={count === 0} onClick={() => void start(project.id)}>
            {count === 0 ? 'Choose what to import' : `Import ${count} of ${items.length}`}
          </Button>
          {importing && <Spinner label="Codex is importing…" />}
        </div>
      )}
      <ImportHistory runs={history} />
    </section>
  )
}
