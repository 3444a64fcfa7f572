// The features of a project's Codex: searched, filtered, turned on and off with one press.
import { RotateCw } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { VList } from 'virtua'
import type { Project } from '../../../preload/contract/model'
import { Button, cx, EmptyState, fieldSurface, hasMod, IconButton, Segmented, Select, Spinner } from '../../kit'
import { editKey, useConfigEdits, type Reach } from '../../stores/config/config-edits'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { featureRows, filterFeatures, isChanged, type FeatureFilter } from '../../stores/config/feature-rows'
import { featureKey, useFeatures } from '../../stores/config/features'
import { FeatureRowView, stageLooks, type FeatureActs, type FeatureProfile } from './feature-row'
import { featureWords } from './feature-words'
import { RenewStrip } from './renew-strip'

const filters: readonly FeatureFilter[] = [
  'all',
  'changed',
  'stable',
  'beta',
  'underDevelopment',
  'deprecated',
  'removed',
]
const reaches: readonly { value: Reach; label: string }[] = [
  { value: 'project', label: 'This project' },
  { value: 'all', label: 'All projects' },
]

interface FeaturesSectionProps {
  project: Project
  /** Adds a column with what a profile says. */
  profile?: FeatureProfile | null
}

export function FeaturesSection({ project, profile = null }: FeaturesSectionProps) {
  const list = useFeatures((state) => state.byProject[project.id])
  const problem = useFeatures((state) => state.problems[project.id] ?? null)
  const watch = useFeatures((state) => state.watch)
  const load = useFeatures((state) => state.load)
  const toggle = useFeatures((state) => state.toggle)
  const reset = useFeatures((state) => state.reset)
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const pending = useConfigEdits((state) => state.pending)
  const problems = useConfigEdits((state) => state.problems)
  const notes = useConfigEdits((state) => state.notes)
  const undo = useConfigEdits((state) => state.undo)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<FeatureFilter>('all')
  const [reach, setReach] = useState<Reach>('project')
  const sought = useDeferredValue(search)
  useEffect(() => watch(project.id), [watch, project.id])
  const rows = useMemo(() => featureRows(list ?? [], config.layers, config.requirements), [list, config])
  const shown = useMemo(() => filterFeatures(rows, filter, sought, featureWords), [rows, filter, sought])
  const acts = useMemo<FeatureActs>(
    () => ({
      toggle: (row, on) => void toggle(project.id, row, on, reach),
      reset: (row) => void reset(project.id, row, reach),
    }),
    [project.id, reach, toggle, reset],
  )
  if (list === undefined)
    return problem === null ? (
      <Spinner label="Asking Codex for its features…" className="justify-center p-8" />
    ) : (
      <EmptyState
        title="The features could not be listed"
        action={<Button onClick={() => void load(project.id)}>Try again</Button>}
      >
        <span role="alert">{problem.message}</span>
      </EmptyState>
    )
  const count = (one: FeatureFilter): number =>
    one === 'all' ? rows.length : rows.filter((row) => (one === 'changed' ? isChanged(row) : row.stage === one)).length
  const words = (one: FeatureFilter): string => {
    if (one === 'all') return 'All'
    return one === 'changed' ? 'Changed' : stageLooks[one].word
  }
  const keys = (event: KeyboardEvent): void => {
    const isText = event.target instanceof HTMLInputElement
    if (isText || !hasMod(event) || event.shiftKey || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    void undo(project.id)
  }
  return (
    <section
      aria-label="Features"
      data-testid="features"
      className="flex min-h-0 flex-1 flex-col gap-2"
      onKeyDown={keys}
    >
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label="Search the features"
          placeholder="Search names and what they do"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return
            event.preventDefault()
            setSearch('')
          }}
          className={cx(fieldSurface, 'h-7 min-w-48 flex-1')}
        />
        <Select
          label="Show"
          value={filter}
          options={filters.map((one) => ({ value: one, label: `${words(one)} (${count(one)})` }))}
          onChange={(value) => setFilter(filters.find((one) => one === value) ?? 'all')}
        />
        <Segmented label="Write to" value={reach} onChange={setReach} options={reaches} />
        <IconButton label="Read again" icon={RotateCw} onClick={() => void load(project.id)} />
      </div>
      {problem && (
        <p role="alert" className="text-failed">
          This list is older: {problem.message}
        </p>
      )}
      <RenewStrip project={project} />
      {shown.length === 0 ? (
        <EmptyState title={filter === 'changed' && sought === '' ? 'Nothing is changed' : 'Nothing found'}>
          {filter === 'changed' && sought === ''
            ? 'Every feature is as Codex has it by default.'
            : 'No feature fits the words and the choice above.'}
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col">
          {profile && (
            <div className="flex justify-end pr-44 text-small text-muted">
              <span className="truncate">profile {profile.name}</span>
            </div>
          )}
          <div className="min-h-0 flex-1 border-t border-line">
            <VList data={shown} bufferSize={300}>
              {(row) => {
                const id = editKey(project.id, featureKey(row.name))
                const value = pending[id]
                return (
                  <FeatureRowView
                    key={row.name}
                    row={row}
                    pending={typeof value === 'boolean' || value === null ? value : undefined}
                    problem={problems[id]}
                    note={notes[id]}
                    profile={profile}
                    acts={acts}
                  />
                )
              }}
            </VList>
          </div>
        </div>
      )}
    </section>
  )
}
