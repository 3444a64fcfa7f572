// Whether an edit goes to the home of the project in view or to that of every project.
import { Segmented } from '../../kit'
import type { Reach } from '../../stores/config/config-edits'

const reaches: readonly { value: Reach; label: string }[] = [
  { value: 'project', label: 'This project' },
  { value: 'all', label: 'All projects' },
]

export function ReachSelect({ reach, onChange }: { reach: Reach; onChange: (reach: Reach) => void }) {
  return <Segmented label="Write to" value={reach} onChange={onChange} options={reaches} />
}
