// One secret of the list: its name, what it is for, how config names it. Its value is not known here.
import { Pencil, Trash2 } from 'lucide-react'
import type { Secret } from '../../../preload/contract/secrets'
import { Badge, IconButton } from '../../kit'
import { drawLine } from '../../text/visible-text'
import { purposeWords } from './reference'
import { ReferenceLine } from './reference-line'

interface SecretRowProps {
  secret: Secret
  onReplace: () => void
  onDelete: () => void
}

export function SecretRow({ secret, onReplace, onDelete }: SecretRowProps) {
  const { name, label, purpose, kept, problem, createdAtMs } = secret
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 last:border-b-0" data-testid="secret">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex min-w-0 items-center gap-2">
          <code className="min-w-0 truncate select-text" data-tip={name}>
            {drawLine(name)}
          </code>
          {!kept && (
            <Badge tone="waiting" title="In memory only: gone when the app ends">
              This run only
            </Badge>
          )}
        </div>
        <div className="truncate text-muted" data-tip={`Added ${new Date(createdAtMs).toLocaleString()}`}>
          {purposeWords[purpose].label}
          {label !== '' && (
            <>
              {' · '}
              {drawLine(label)}
            </>
          )}
        </div>
        {problem && <div className="break-words text-failed select-text">{problem}</div>}
        <ReferenceLine purpose={purpose} name={name} />
      </div>
      <IconButton label={`Replace ${name}`} icon={Pencil} onClick={onReplace} />
      <IconButton label={`Delete ${name}`} icon={Trash2} onClick={onDelete} />
    </li>
  )
}
