// The features of a project's Codex: searched, filtered, turned on and off with one press.
import { RotateCw } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { VList } from 'virtua'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, hasMod, IconButton, SearchField, Select, Spinner } from '../../kit'
import { nothingRead, useEffective } from '../../stores/config/effective'
import {
  featureRows,
  filterFeatures,
  isChanged,
  rowsInProfile,
  type FeatureFilter,
} from '../../stores/config/feature-rows'
import { useFeatures } from '../../stores/config/features'
import { FeatureRowView, stageLooks } from './feature-row'
import { featureWords } from './feature-words'
import { RenewStrip } from './renew-strip'
import { useFeatureScope } from './use-feature-scope'

const filters: readonly FeatureFilter[] = [
  'all',
  'changed',
  'stable',
  'beta',
  'underDevelopment',
  'deprecated',
  'removed',
]
interface FeaturesSectionProps {
  project: Project
  /** What became of the last edits: a conflict, a report home by home. */
  outcome?: ReactNode
}

export function FeaturesSection({ project, outcome }: FeaturesSectionProps) {
  const list = useFeatures((state) => state.byProject[project.id])
  const problem = useFeatures((state) => state.problems[project.id] ?? null)
  const watch = useFeatures((state) => state.watch)
  const load = useFeatures((state) => state.load)
  const config = useEffective((state) => state.byProject[project.id] ?? nothingRead)
  const scope = useFeatureScope(project.id)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<FeatureFilter>('all')
  const sought = useDeferredValue(search)
  useEffect(() => watch(project.id), [watch, project.id])
  const { profile, said } = scope
  const inHome = useMemo(() => featureRows(list ?? [], config.layers, config.requirements), [list, config])
  const rows = useMemo(
    () => (profile === null ? inHome : rowsInProfile(inHome, said, profile)),
    [inHome, profile, said],
  )
  const shown = useMemo(() => filterFeatures(rows, filter, sought, featureWords), [rows, filter, sought])
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
    void scope.undo()
  }
  return (
    <section
      aria-label="Features"
      data-testid="features"
      className="flex min-h-0 flex-1 flex-col gap-2"
      onKeyDown={keys}
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search the features"
          placeholder="Search names and what they do"
          value={search}
          onChange={setSearch}
          className="min-w-48 flex-1 @max-xl:basis-full"
        />
        <Select
          label="Show"
          className="min-w-24 @max-xl:flex-1"
          value={filter}
          options={filters.map((one) => ({ value: one, label: `${words(one)} (${count(one)})` }))}
          onChange={(value) => setFilter(filters.find((one) => one === value) ?? 'all')}
        />
        <Select
          label="Write to"
          className="max-w-56 min-w-24 @max-xl:flex-1"
          value={scope.value}
          options={scope.options}
          onChange={scope.choose}
        />
        <IconButton label="Read again" icon={RotateCw} onClick={() => void load(project.id)} />
      </div>
      {problem && (
        <p role="alert" className="text-failed">
          This list is older: {problem.message}
        </p>
      )}
      {profile !== null && (
        <p className="text-muted">
          Chats that are begun with the profile <span className="select-text">{profile}</span> have what is switched
          here in place of config.toml; so have runs with <code>-p {profile}</code>.
        </p>
      )}
      <RenewStrip project={project} />
      {outcome}
      {shown.length === 0 ? (
        <EmptyState title={filter === 'changed' && sought === '' ? 'Nothing is changed' : 'Nothing found'}>
          {filter === 'changed' && sought === ''
            ? profile === null
              ? 'Every feature is as Codex has it by default.'
              : `The profile ${profile} switches no feature.`
            : 'No feature fits the words and the choice above.'}
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1 border-t border-line">
          <VList data={shown} bufferSize={300}>
            {(row) => (
              <FeatureRowView key={row.name} projectId={project.id} row={row} profile={profile} acts={scope.acts} />
            )}
          </VList>
        </div>
      )}
    </section>
  )
}
