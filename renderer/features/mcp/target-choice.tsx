// For whom a server is written: this project, or every project's home.
import { Segmented } from '../../kit'
import type { McpTarget } from '../../stores/config/mcp'

export function TargetChoice({ target, onChange }: { target: McpTarget; onChange: (target: McpTarget) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-muted">For</span>
      <Segmented
        label="For"
        value={target}
        onChange={onChange}
        options={[
          { value: 'project', label: 'This project' },
          { value: 'all', label: 'All projects' },
        ]}
      />
      {target === 'all' && (
        <span className="text-small text-muted">Written into each home; each that refuses is told by name.</span>
      )}
    </div>
  )
}
