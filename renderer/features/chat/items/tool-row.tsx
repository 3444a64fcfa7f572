// The quiet one-line row that most items are: a mark, what it was, facts at the right, and a body that opens.
import type { ReactNode } from 'react'
import { CollapsibleRow, cx } from '../../../kit'
import { useOpenRow } from '../open-rows'

export type Tone = 'quiet' | 'running' | 'failed' | 'waiting'

const toneClass: Record<Tone, string> = {
  quiet: 'text-faint',
  running: 'text-running',
  failed: 'text-failed',
  waiting: 'text-waiting',
}

export interface ToolRowProps {
  /** Key under which the open state is remembered. */
  id: string
  icon: ReactNode
  title: ReactNode
  /** Short facts at the right edge: a duration, an exit code, counts. */
  facts?: ReactNode
  tone?: Tone
  /** Open until the reader says otherwise. */
  open?: boolean
  /** What opens; called only while open. Without it the row is plain text. */
  renderBody?: (() => ReactNode) | undefined
  /** Buttons beside the row that must not toggle it. */
  actions?: ReactNode
}

export function ToolRow({
  id,
  icon,
  title,
  facts,
  tone = 'quiet',
  open: initial = false,
  renderBody,
  actions,
}: ToolRowProps) {
  const [open, toggle] = useOpenRow(id, initial)
  const line = (
    <>
      <span className={cx('flex h-5 w-4 shrink-0 items-center justify-center', toneClass[tone])} aria-hidden>
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate text-left">{title}</span>
      {facts !== undefined && facts !== '' && (
        <span className={cx('shrink-0 pr-1 text-small tabular-nums', toneClass[tone])}>{facts}</span>
      )}
    </>
  )
  if (!renderBody) {
    return (
      <div className="group/copy relative flex min-h-6 min-w-0 items-center gap-1 pl-4.5 text-muted select-text">
        {line}
        {actions}
      </div>
    )
  }
  return (
    <CollapsibleRow
      open={open}
      onOpenChange={toggle}
      summary={line}
      trailing={actions}
      className="group/copy relative min-w-0 text-muted"
    >
      <div className="mt-1 mb-2 ml-1.5 min-w-0 border-l border-line pl-4 text-text">{renderBody()}</div>
    </CollapsibleRow>
  )
}
