// Says that something is under way. Shows itself only after 200 ms, so that quick things don't flicker.
import { LoaderCircle } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { cx } from './cx'

interface SpinnerProps {
  /** What is awaited, in words: "Reading the threads…". Read aloud, and shown unless `hideLabel`. */
  label: string
  hideLabel?: boolean
  delayMs?: number
  className?: string
  /** What ends the wait: a button, shown with it. */
  action?: ReactNode
}

export function Spinner({ label, hideLabel = false, delayMs = 200, className, action }: SpinnerProps) {
  const [due, setDue] = useState(delayMs === 0)
  useEffect(() => {
    if (delayMs === 0) return
    const timer = setTimeout(() => setDue(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  if (!due) return null
  const wait = (
    <span role="status" className={cx('inline-flex items-center gap-2 text-muted', className)}>
      <LoaderCircle aria-hidden size={14} className="animate-turning shrink-0" />
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </span>
  )
  if (action === undefined) return wait
  return (
    <span className="inline-flex items-center gap-2">
      {wait}
      {action}
    </span>
  )
}
