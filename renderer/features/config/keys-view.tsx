// Every key of the configuration with its value and where it comes from: searched, filtered, edited in place.
import { RotateCw } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { VList } from 'virtua'
import type { Project } from '../../../preload/contract/model'
import { EmptyState, IconButton, SearchField, Select, tip } from '../../kit'
import { editKey, useConfigEdits, type Reach } from '../../stores/config/config-edits'
import { deleteKey, setKey } from '../../stores/config/edit-words'
import { allRows, nothingRead, useEffective } from '../../stores/config/effective'
import { filterRows, rowFilters, type RowFilter } from '../../stores/config/effective-filter'
import { disabledWords } from '../../stores/config/layers'
import type { ConfigRow } from '../../stores/config/effective-rows'
import { ConfigRowView, type RowActs } from './config-row'
import { ReachSelect } from './reach-select'
import { WriteReport } from './write-report'

interface KeysViewProps {
  project: Project
  /** Opens the file that says the key, at its line. */
  onText: (row: ConfigRow) => void
}

export function KeysView({ project, onText }: KeysViewProps) {
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const load = useEffective((state) => state.load)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<RowFilter>('set')
  const [reach, setReach] = useState<Reach>('project')
  const [focused, setFocused] = useState(-1)
  const { unfolded, acts } = useRowActs(project.id, reach, onText)
  const pending = useConfigEdits((state) => state.pending)
  const problems = useConfigEdits((state) => state.problems)
  const notes = useConfigEdits((state) => state.notes)
  const sought = useDeferredValue(search)
  const rows = useMemo(
    () => filterRows(filter === 'all' ? allRows(config) : config.rows, filter, sought),
    [config, filter, sought],
  )
  const inactive = config.layers.filter(({ disabledReason }) => disabledReason !== null)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search the configuration"
          placeholder="Search keys and values"
          value={search}
          onChange={setSearch}
          className="min-w-48 flex-1"
        />
        <Select
          label="Show"
          value={filter}
          options={rowFilters}
          onChange={(value) => setFilter(rowFilters.find((one) => one.value === value)?.value ?? 'set')}
        />
        <ReachSelect reach={reach} onChange={setReach} />
        <IconButton label="Read again" icon={RotateCw} onClick={() => void load(project.id)} />
      </div>
      <div className="flex flex-wrap gap-x-3 text-small text-muted" aria-live="polite">
        <span className="tabular-nums">
          {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'key' : 'keys'}
        </span>
        {reach === 'all' && <span className="text-waiting">Edits go to the home of every project in the list.</span>}
        {inactive.map((layer) => (
          <span key={layer.words + layer.source} className="min-w-0 break-words" {...tip(layer.disabledReason ?? '')}>
            {layer.words} doesn’t count. {disabledWords(layer)}
          </span>
        ))}
      </div>
      <WriteReport />
      {rows.length === 0 ? (
        <Nothing filter={filter} search={sought} />
      ) : (
        <div
          data-testid="config-rows"
          className="min-h-0 flex-1 border-t border-line"
          onFocus={(event) => {
            const at = event.target.closest('[data-row-at]')?.getAttribute('data-row-at')
            if (at != null) setFocused(Number(at))
          }}
        >
          <VList data={rows} keepMounted={focused >= 0 && focused < rows.length ? [focused] : []} bufferSize={300}>
            {(row: ConfigRow, at) => {
              const id = editKey(project.id, row.id)
              return (
                <div key={row.id} data-row-at={at}>
                  <ConfigRowView
                    row={row}
                    open={unfolded.has(row.id)}
                    pending={pending[id]}
                    problem={problems[id]}
                    note={notes[id]}
                    acts={acts}
                  />
                </div>
              )
            }}
          </VList>
        </div>
      )}
    </div>
  )
}

/** What rows call. The same object for as long as the same things are edited, so that rows are drawn once. */
function useRowActs(
  projectId: string,
  reach: Reach,
  onText: (row: ConfigRow) => void,
): { unfolded: ReadonlySet<string>; acts: RowActs } {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const write = useConfigEdits((state) => state.write)
  const openText = useRef(onText)
  openText.current = onText
  const acts = useMemo<RowActs>(
    () => ({
      write: (row, value) =>
        void write(projectId, row.id, [value === null ? deleteKey(row.path) : setKey(row.path, value)], reach),
      editText: (row) => openText.current(row),
      unfold: (id) =>
        setUnfolded((before) => {
          const next = new Set(before)
          if (!next.delete(id)) next.add(id)
          return next
        }),
    }),
    [projectId, reach, write],
  )
  return { unfolded, acts }
}

const nothingWords: Readonly<Record<RowFilter, string>> = {
  set: 'Nothing is set: Codex goes by its own defaults. “All keys” shows what could be.',
  mine: 'This home sets nothing.',
  folder: 'The project’s folder has no .codex/config.toml that counts.',
  required: 'No administrator has a say on this computer.',
  unknown: 'Codex knows every key that is set.',
  all: 'The keys of this Codex are not known.',
}

function Nothing({ filter, search }: { filter: RowFilter; search: string }) {
  return (
    <EmptyState title={search === '' ? 'Nothing here' : 'Nothing found'}>
      {search === '' ? nothingWords[filter] : `No key, value or help holds “${search}”.`}
    </EmptyState>
  )
}
