// One profile: what it sets, what is wrong with it, the features that it switches, and the command that runs with it.
import { Copy, Ellipsis, FilePen, SlidersHorizontal, Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import type { Profile } from '../../../preload/contract/workings'
import { Badge, CopyButton, IconButton, Menu, tip } from '../../kit'
import { useProfiles } from '../../stores/config/profiles'
import { drawLine } from '../../text/visible-text'
import { ProfileFeatures } from './profile-features'

interface ProfileRowProps {
  project: Project
  profile: Profile
  used: boolean
  onEdit: () => void
  onCopy: () => void
}

export function ProfileRow({ project, profile, used, onEdit, onCopy }: ProfileRowProps) {
  const remove = useProfiles((state) => state.remove)
  const [featured, setFeatured] = useState(false)
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
        {problem !== null && <Badge tone="failed">broken</Badge>}
        <span className="flex-1" />
        <Menu
          align="end"
          trigger={<IconButton label={`More for ${name}`} icon={Ellipsis} size="sm" disabled={!isUsable} />}
          entries={() => [
            { kind: 'item', label: 'Edit as text', icon: FilePen, onSelect: onEdit },
            { kind: 'item', label: 'Features…', icon: SlidersHorizontal, onSelect: () => setFeatured(true) },
            { kind: 'item', label: 'Copy…', icon: Copy, onSelect: onCopy },
            { kind: 'separator' },
            {
              kind: 'item',
              label: 'Delete',
              icon: Trash2,
              danger: true,
              onSelect: () => void remove(project.id, name),
            },
          ]}
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
          {keys.length === 0 ? 'It sets nothing.' : <>Sets {drawLine(keys.join(', '))}</>}
        </p>
      )}
      {isUsable && problem === null && (
        <div className="flex items-center gap-1 pt-1">
          <code className="min-w-0 flex-1 truncate text-small text-faint select-text" {...tip(command)}>
            {drawLine(command)}
          </code>
          <CopyButton text={command} label="Copy the command for a terminal" />
        </div>
      )}
      {featured && <ProfileFeatures project={project} name={name} onClose={() => setFeatured(false)} />}
    </li>
  )
}
