// The present time, renewed at a steady pace, for ages and countdowns.
import { useEffect, useState } from 'react'

/** Unix ms, renewed every `everyMs` while mounted; stands still when `everyMs` is null. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (everyMs === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
