// An act that was not done: which files stood in its way, by name. Nothing was changed.
import { TriangleAlert, X } from 'lucide-react'
import type { Place } from '../../../preload/contract/changes'
import { IconButton } from '../../kit'
import { useActs } from '../../stores/changes/acts'
import { placeKey } from '../../stores/changes/place'
import { VisibleText } from '../../text'

const mostShown = 50

export function TroubleBox({ place }: { place: Place }) {
  const trouble = useActs((state) => state.trouble[placeKey(place)] ?? null)
  if (trouble === null) return null
  const left = trouble.conflicts.length - mostShown
  return (
    <div
      role="alert"
      data-testid="act-trouble"
      className="mx-2 my-1 flex shrink-0 items-start gap-2 rounded-md bg-waiting-soft px-2 py-1.5 text-small"
    >
      <TriangleAlert aria-hidden size={14} className="mt-px shrink-0 text-waiting" />
      <div className="max-h-32 min-w-0 flex-1 overflow-y-auto break-words select-text">
        <p>
          <VisibleText text={trouble.summary} />
        </p>
        <ul>
          {trouble.conflicts.slice(0, mostShown).map(({ path, reason }) => (
            <li key={path}>
              <code className="text-code">
                <VisibleText text={path} />
              </code>{' '}
              <span className="text-muted">
                <VisibleText text={reason} />
              </span>
            </li>
          ))}
        </ul>
        {left > 0 && <p className="text-muted">and {left} more</p>}
      </div>
      <IconButton size="sm" label="Dismiss" icon={X} onClick={() => useActs.getState().forget(place)} />
    </div>
  )
}
