// One profile: what it sets, what is wrong with it, the features that it switches, and the command that runs with it.
import { Copy, Ellipsis, FilePen, FolderOpen, SlidersHorizontal, Trash2, TriangleAlert } from 'lucide-react'
import type { Project } from '../../../preload/contract/model'
import type { Profile } from '../../../preload/contract/workings'
import { Badge, CopyButton, IconButton, Menu, tip } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useProfiles } from '../../stores/config/profiles'
import { drawLine } from '../../text/visible-text'
import { setsWords } from './sets-words'

interface ProfileRowProps {
  project: Project
  profile: Profile
  used: boolean
  onFeatures: () => void
  onEdit: () => void
  onCopy: () => void
}

export function ProfileRow({ project, profile, used, onFeatures, onEdit, onCopy }: ProfileRowProps) {
  const remove = useProfiles((state) => state.remove)
  const reveal = useProjects((state) => state.reveal)
  const { name, path, keys, problem, command } = profile
  // Codex refuses the name, and so does every call about the file.
  const isUsable = command !== ''
  return (
    <li data-testid="profile" data-name={name} className="border-b border-line py-2 last:border-b-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 truncate" {...tip(path)}>
          {drawLine(name)}
        </span>
        {used && <Badge tone="accent">for new chats</Badge>}
        {problem !== null && <Badge tone="failed">{isUsable ? 'broken' : 'not usable'}</Badge>}
        <span className="flex-1" />
        <Menu
          align="end"
          trigger={<IconButton label={`More for ${name}`} icon={Ellipsis} size="sm" />}
          entries={() =>
            !isUsable
              ? [
                  {
                    kind: 'item',
                    label: 'Show the file',
                    icon: FolderOpen,
                    onSelect: () => void reveal(project.id, 'home'),
                  },
                ]
              : [
                  { kind: 'item', label: 'Edit as text', icon: FilePen, onSelect: onEdit },
                  {
                    kind: 'item',
                    label: 'Features…',
                    icon: SlidersHorizontal,
                    disabled: problem !== null,
                    onSelect: onFeatures,
                  },
                  { kind: 'item', label: 'Copy…', icon: Copy, onSelect: onCopy },
                  { kind: 'separator' },
                  {
                    kind: 'item',
                    label: 'Delete',
                    icon: Trash2,
                    danger: true,
                    onSelect: () => void remove(project.id, name),
                  },
                ]
          }
        />
      </div>
      {problem !== null && (
        <p className="flex items-start gap-1 text-small text-failed">
          <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words select-text">{problem}</span>
        </p>
      )}
      {problem === null && (
        <p className="truncate text-small text-muted" {...tip(keys.join(', '))}>
          {setsWords(profile)}
        </p>
      )}
      {isUsable && problem === null && (
        <div className="flex items-center gap-1 pt-1 text-small text-faint">
          <span className="shrink-0">In a terminal:</span>
          {/* The whole line looks for the file and names the home first. */}
          <code className="min-w-0 truncate select-text" {...tip(command)}>
            codex exec -p {name}
          </code>
          <CopyButton text={command} label="Copy the whole command for a terminal" />
        </div>
      )}
    </li>
  )
}
