// What the search is narrowed to: project, time, archive, regular expression.
import { Regex } from 'lucide-react'
import { fieldSurface, IconButton, Select } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useSearch, type DateFilter, type SearchFilters } from '../../stores/sessions/search'

const dates: readonly { value: DateFilter; label: string }[] = [
  { value: 'any', label: 'Any time' },
  { value: 'today', label: 'Today' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
  { value: 'year', label: 'Last year' },
  { value: 'range', label: 'From … to …' },
]
const archives: readonly { value: SearchFilters['archived']; label: string }[] = [
  { value: 'without', label: 'Not archived' },
  { value: 'with', label: 'Archived too' },
  { value: 'only', label: 'Archived only' },
]

export function FilterRow() {
  const filters = useSearch((state) => state.filters)
  const filter = useSearch((state) => state.filter)
  const projects = useProjects((state) => state.projects)
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
      <Select
        label="Project"
        className="max-w-48"
        value={filters.projectId ?? ''}
        onChange={(value) => filter({ projectId: value === '' ? null : value })}
        options={[
          { value: '', label: 'All projects' },
          ...projects.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        label="Time"
        value={filters.date}
        onChange={(value) => {
          const date = dates.find((known) => known.value === value)
          if (date) filter({ date: date.value })
        }}
        options={dates}
      />
      {filters.date === 'range' && (
        <>
          <DayField label="From" value={filters.from} onChange={(from) => filter({ from })} />
          <DayField label="To" value={filters.to} onChange={(to) => filter({ to })} />
        </>
      )}
      <Select
        label="Archive"
        value={filters.archived}
        onChange={(value) => {
          const archived = archives.find((known) => known.value === value)
          if (archived) filter({ archived: archived.value })
        }}
        options={archives}
      />
      <IconButton
        label="Regular expression"
        icon={Regex}
        aria-pressed={filters.regex}
        onClick={() => filter({ regex: !filters.regex })}
        className={filters.regex ? 'bg-selected text-accent' : ''}
      />
    </div>
  )
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={`${fieldSurface} h-7 w-36`}
    />
  )
}
