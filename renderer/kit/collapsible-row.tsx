// A row that opens to show more under it. Its content is drawn only while it is open.
import { ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { cx } from './cx'

interface CollapsibleRowProps {
  summary: ReactNode
  children: ReactNode
  open?: boolean
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  /** Drawn at the row's end, outside the button, so that it can hold buttons of its own. */
  trailing?: ReactNode
  className?: string
}

export function CollapsibleRow(props: CollapsibleRowProps) {
  const { summary, children, defaultOpen = false, onOpenChange, trailing, className } = props
  const [own, setOwn] = useState(defaultOpen)
  const open = props.open ?? own
  const id = useId()
  return (
    <div className={className}>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOwn(!open)
            onOpenChange?.(!open)
          }}
          className="flex min-h-6 min-w-0 flex-1 items-center gap-1 rounded-sm text-left hover:bg-hover"
        >
          <ChevronRight
            aria-hidden
            size={14}
            className={cx('shrink-0 text-faint transition-transform', open && 'rotate-90')}
          />
          {summary}
        </button>
        {trailing}
      </div>
      <div id={id}>{open && children}</div>
    </div>
  )
}
