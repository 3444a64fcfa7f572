// Tokens by project, of the projects that use an account now. Counts one project after the other: each reads all its records.
import { useEffect, useMemo, useState } from 'react'
import { Button, Segmented, Spinner } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'
import { useProjects } from '../../stores/app/projects'
import { useUsage } from '../../stores/sessions/usage'
import { exact } from './numbers'
import { projectsOf, spendOf, type Span } from './spend'

const spans: readonly { value: Span; label: string }[] = [
  { value: 'week', label: '7 days' },
  { value: 'month', label: '30 days' },
  { value: 'all', label: 'All' },
]
const cell = 'w-24 py-1 pl-2 text-right tabular-nums'

export function ProjectSpend({ accountId }: { accountId: string }) {
  const all = useProjects((state) => state.projects)
  const accounts = useAccounts((state) => state.accounts)
  const projects = useMemo(() => projectsOf(all, accounts ?? [], accountId), [all, accounts, accountId])
  const reports = useUsage((state) => state.projects)
  const [span, setSpan] = useState<Span>('month')
  const [today] = useState(() => new Date())
  const { left, again } = useCounts(projects.map(({ id }) => id))
  const { rows, total, uncounted } = useMemo(
    () => spendOf(projects, reports, span, today),
    [projects, reports, span, today],
  )
  const failed = projects.filter(({ id }) => reports[id]?.problem)
  if (projects.length === 0)
    return <p className="py-2 pl-[18px] text-small text-muted">No project uses this account.</p>
  return (
    <div data-testid="project-spend" className="flex flex-col gap-2 py-2 pl-[18px]">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Days counted" value={span} options={spans} onChange={setSpan} />
        <span className="flex-1" />
        {left > 0 ? (
          <Spinner label={`Counting, ${left} ${left === 1 ? 'project' : 'projects'} to go…`} className="text-small" />
        ) : (
          <Button size="sm" onClick={again}>
            Count again
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <table className="w-full table-fixed text-small">
          <caption className="sr-only">Tokens by project</caption>
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="py-1 text-left font-normal">
                Project
              </th>
              {['Input', 'Output', 'Total'].map((head) => (
                <th key={head} scope="col" className={`${cell} font-normal`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ projectId, name, path, tokens }) => (
              <tr key={projectId} className="hover:bg-hover">
                <th scope="row" className="truncate py-1 text-left font-normal" data-tip={path}>
                  {name}
                </th>
                <td className={cell}>{exact(tokens.input)}</td>
                <td className={cell}>{exact(tokens.output)}</td>
                <td className={cell}>{exact(tokens.total)}</td>
              </tr>
            ))}
          </tbody>
          {rows.length > 1 && (
            <tfoot>
              <tr className="border-t border-line font-semibold">
                <th scope="row" className="py-1 text-left">
                  All
                </th>
                <td className={cell}>{exact(total.input)}</td>
                <td className={cell}>{exact(total.output)}</td>
                <td className={cell}>{exact(total.total)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {failed.map(({ id, name }) => (
        <p key={id} role="alert" className="text-small break-words text-failed">
          {name} could not be counted: {reports[id]?.problem?.message}
        </p>
      ))}
      <p className="text-small text-faint">
        From the session records of the projects that use this account now, whoever was signed in when they ran.
        {uncounted > 0 &&
          ` ${exact(uncounted)} ${uncounted === 1 ? 'session has' : 'sessions have'} no counts in ${uncounted === 1 ? 'its' : 'their'} records.`}
      </p>
    </div>
  )
}

/** Counts the projects one by one while it is shown; those counted before keep their numbers until `again`. */
function useCounts(ids: readonly string[]): { left: number; again: () => void } {
  const [round, setRound] = useState(0)
  const [left, setLeft] = useState(0)
  const key = ids.join(' ')
  useEffect(() => {
    let stopped = false
    const known = useUsage.getState().projects
    const due = key.split(' ').filter((id) => id !== '' && (round > 0 || !known[id]?.report))
    setLeft(due.length)
    const count = async () => {
      for (const id of due) {
        if (stopped) return
        await useUsage.getState().loadProject(id)
        if (!stopped) setLeft((before) => before - 1)
      }
    }
    void count()
    return () => {
      stopped = true
    }
  }, [key, round])
  return { left, again: () => setRound((before) => before + 1) }
}
