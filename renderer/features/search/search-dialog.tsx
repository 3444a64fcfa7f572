// The search over all sessions: one box, filters, results as they are found. Titles at once, full text from main.
import { Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { VListHandle } from 'virtua'
import type { SearchHit } from '../../../preload/contract/search'
import { EmptyState, useNow } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useSearch } from '../../stores/sessions/search'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { FilterRow } from './filter-row'
import { ResultList } from './result-list'
import { rowsOf, type ResultRow } from './rows'
import { SearchStatus } from './status-line'

const recentShown = 40

export function SearchDialog() {
  const query = useSearch((state) => state.query)
  const state = useSearch((search) => search.state)
  const found = useSearch((search) => search.hits)
  const ask = useSearch((search) => search.ask)
  const openHit = useSearch((search) => search.open)
  const setOpen = useUi((ui) => ui.setSearchOpen)
  const projects = useProjects((store) => store.projects)
  const recent = useRecent()
  const now = useNow(60_000)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<VListHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()

  useEffect(() => void useSearch.getState().warm(), [])

  const hits = state === 'idle' ? recent : found
  const rows = useMemo(() => rowsOf(hits), [hits])
  const names = useMemo(() => Object.fromEntries(projects.map(({ id, name }) => [id, name])), [projects])
  const at = Math.max(0, chosen === null ? 0 : rows.findIndex((row) => row.key === chosen))

  const open = useCallback(
    (row: ResultRow | undefined): void => {
      if (row) void openHit(row.hit, row.kind === 'snippet' ? row.snippet : null)
    },
    [openHit],
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    }
    const step = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      open(rows[at])
    } else if (step !== undefined) {
      event.preventDefault()
      const next = Math.min(rows.length - 1, Math.max(0, step))
      setChosen(rows[next]?.key ?? null)
      list.current?.scrollToIndex(next, { align: 'nearest' })
    }
  }

  return (
    <Radix.Root open onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className="animate-appear fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          data-testid="search-dialog"
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            field.current?.select()
          }}
          className="animate-appear fixed top-[8%] left-1/2 z-40 flex h-[78vh] w-[820px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-raised shadow-float outline-none"
        >
          <Radix.Title className="sr-only">Search sessions</Radix.Title>
          <div className="flex shrink-0 items-center gap-2 border-b border-line px-3">
            <Search aria-hidden size={16} className="shrink-0 text-faint" />
            <input
              ref={field}
              type="search"
              role="searchbox"
              aria-label="Search sessions"
              aria-controls={listId}
              aria-activedescendant={rows[at] ? `${listId}-${at}` : undefined}
              data-testid="search-input"
              placeholder="Search titles and everything ever said or run"
              spellCheck={false}
              value={query}
              onChange={(event) => {
                setChosen(null)
                ask(event.currentTarget.value)
              }}
              onKeyDown={onKeyDown}
              className="h-11 min-w-0 flex-1 bg-transparent text-title outline-none"
            />
          </div>
          <FilterRow />
          {rows.length > 0 ? (
            <ResultList
              id={listId}
              rows={rows}
              chosen={at}
              list={list}
              projectNames={names}
              nowMs={now}
              onOpen={open}
            />
          ) : (
            <div className="flex min-h-0 flex-1 items-center justify-center">
              {state === 'done' ? (
                <EmptyState title="Nothing found">
                  {projects.length === 0 ? 'There is no project to search in yet.' : 'Try fewer or other words.'}
                </EmptyState>
              ) : state === 'idle' ? (
                <EmptyState title="Search all sessions">Messages, commands, outputs, edits and titles.</EmptyState>
              ) : null}
            </div>
          )}
          <SearchStatus
            sessions={state === 'idle' ? 0 : hits.length}
            hits={hits.reduce((sum, hit) => sum + Math.max(1, hit.snippets.length), 0)}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What was worked on last, for a box that is still empty. */
function useRecent(): readonly SearchHit[] {
  const lists = useThreads((state) => state.lists)
  return useMemo(
    () =>
      Object.entries(lists)
        .flatMap(([projectId, list]) =>
          list.summaries.map((summary) => ({
            projectId,
            threadId: summary.id,
            title: summary.title || summary.preview,
            updatedAtMs: summary.updatedAtMs,
            archived: list.archived,
            cwd: summary.cwd,
            snippets: [],
          })),
        )
        .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
        .slice(0, recentShown),
    [lists],
  )
}
