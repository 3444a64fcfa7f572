// How the search stands, in words.
import { Button } from '../../kit'
import { noFilters, useSearch } from '../../stores/sessions/search'

export function SearchStatus({ sessions, hits }: { sessions: number; hits: number }) {
  const state = useSearch((search) => search.state)
  const done = useSearch((search) => search.done)
  const problem = useSearch((search) => search.problem)
  const filters = useSearch((search) => search.filters)
  const filter = useSearch((search) => search.filter)
  const narrowed = filters.projectId !== null || filters.date !== 'any' || filters.archived !== 'with'
  const trouble = problem?.message ?? done?.problem ?? null
  return (
    <div
      data-testid="search-status"
      data-state={state}
      className="flex min-h-8 shrink-0 items-center gap-2 border-t border-line px-3 py-1 text-small text-muted"
    >
      <span role="status" className="min-w-0 flex-1 truncate tabular-nums">
        {state === 'idle'
          ? 'Titles and everything ever said or run, in all projects'
          : state === 'running'
            ? `Searching… ${hits.toLocaleString()} so far`
            : sessions === 0
              ? 'Nothing found'
              : `${hits.toLocaleString()} ${hits === 1 ? 'hit' : 'hits'} in ${sessions.toLocaleString()} ${sessions === 1 ? 'session' : 'sessions'}${done ? `, ${(done.elapsedMs / 1000).toFixed(2)} s` : ''}${done?.limited ? '. There are more: narrow the search' : ''}`}
      </span>
      {trouble !== null && (
        <span role="alert" className="max-w-[60%] truncate text-waiting select-text" data-tip={trouble}>
          {trouble}
        </span>
      )}
      {state === 'done' && sessions === 0 && narrowed && (
        <Button size="sm" onClick={() => filter({ ...noFilters, archived: 'with', regex: filters.regex })}>
          Search everywhere
        </Button>
      )}
    </div>
  )
}
