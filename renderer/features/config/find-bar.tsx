// Finding words in the file that is edited.
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { RefObject } from 'react'
import { cx, fieldSurface, IconButton } from '../../kit'

interface FindBarProps {
  query: string
  /** Index of the one that was gone to. */
  at: number
  count: number
  more: boolean
  field: RefObject<HTMLInputElement | null>
  onQuery: (query: string) => void
  onGo: (step: 1 | -1) => void
  onClose: () => void
}

export function FindBar({ query, at, count, more, field, onQuery, onGo, onClose }: FindBarProps) {
  return (
    <div role="search" aria-label="Find in the file" className="flex items-center gap-1">
      <span className="w-52">
        <input
          ref={field}
          aria-label="Find"
          placeholder="Find"
          value={query}
          spellCheck={false}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              onGo(event.shiftKey ? -1 : 1)
            } else if (event.key === 'Escape') {
              event.preventDefault()
              onClose()
            }
          }}
          className={cx(fieldSurface, 'h-6 font-mono text-code')}
        />
      </span>
      <span aria-live="polite" className="w-20 text-small text-muted tabular-nums">
        {query === '' ? '' : count === 0 ? 'not found' : `${at + 1} of ${count}${more ? '+' : ''}`}
      </span>
      <IconButton label="Previous" icon={ArrowUp} size="sm" disabled={count === 0} onClick={() => onGo(-1)} />
      <IconButton label="Next" icon={ArrowDown} size="sm" disabled={count === 0} onClick={() => onGo(1)} />
      <IconButton label="Close" icon={X} size="sm" onClick={onClose} />
    </div>
  )
}
