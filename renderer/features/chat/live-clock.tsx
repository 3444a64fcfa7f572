// A clock that counts up while something runs. Re-renders itself once a second and nothing else.
import { useState } from 'react'
import { useNow } from '../../kit'
import { formatClock } from './durations'

/** Time since `sinceMs` (Unix ms). Without a start it counts from when it was first shown. */
export function LiveClock({ sinceMs }: { sinceMs: number | null }) {
  const [shownAt] = useState(() => Date.now())
  const now = useNow(1000)
  return <span className="tabular-nums">{formatClock(now - (sinceMs ?? shownAt))}</span>
}
