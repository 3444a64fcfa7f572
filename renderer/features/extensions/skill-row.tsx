// One skill: on or off, what it is for, and its SKILL.md.
import { Ellipsis, FileText, FolderOpen } from 'lucide-react'
import { Badge, IconButton, Menu, tip, type MenuEntry } from '../../kit'
import { useSkills } from '../../stores/config/skills'
import type { Skill } from '../../stores/config/skills-words'
import { drawLine } from '../../text/visible-text'
import { PathText } from './path-text'

interface SkillRowProps {
  projectId: string
  skill: Skill
  /** What it is being switched to; undefined when it isn't. */
  pending: boolean | undefined
  /** Another enabled skill has the same name. */
  shared: boolean
  onRead: () => void
}

/** Characters of a description that are drawn: Codex lets 5,000 pass. */
const mostDrawn = 600

export function SkillRow({ projectId, skill, pending, shared, onRead }: SkillRowProps) {
  const setEnabled = useSkills((state) => state.setEnabled)
  const reveal = useSkills((state) => state.reveal)
  const { title, name, description, enabled, from, needs, path } = skill
  const entries = (): MenuEntry[] => [
    { kind: 'item', label: 'Read SKILL.md', icon: FileText, onSelect: onRead },
    { kind: 'item', label: 'Show in file manager', icon: FolderOpen, onSelect: () => void reveal(projectId, path) },
  ]
  return (
    <div
      data-testid="skill"
      className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0 hover:bg-hover"
    >
      <input
        type="checkbox"
        aria-label={`${title} is on`}
        checked={pending ?? enabled}
        disabled={pending !== undefined}
        onChange={(event) => void setEnabled(projectId, skill, event.target.checked)}
        className="mt-[3px] size-3.5 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-1.5">
          <button
            type="button"
            onClick={onRead}
            className="truncate text-left hover:underline"
            {...tip(`Read ${name}`)}
          >
            {drawLine(title)}
          </button>
          {title !== name && <code className="truncate text-small text-faint">{drawLine(name)}</code>}
          {from !== null && <Badge>{from}</Badge>}
          {shared && (
            <Badge tone="waiting" title="Another skill that is on has this name: Codex then puts in neither by name.">
              same name
            </Badge>
          )}
        </div>
        <div className="line-clamp-2 break-words text-small text-muted" {...tip(description.slice(0, mostDrawn))}>
          {drawLine(description.slice(0, mostDrawn))}
        </div>
        {needs.length > 0 && <div className="truncate text-small text-faint">needs {needs.join(', ')}</div>}
        <PathText path={path} />
      </div>
      <Menu
        align="end"
        trigger={<IconButton label={`More for ${title}`} icon={Ellipsis} size="sm" />}
        entries={entries}
      />
    </div>
  )
}
