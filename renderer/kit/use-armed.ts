// Keeps approving buttons shut for a moment after a card appears: a press that was meant for what stood there before
// (the second half of a double click) must not approve what came in its place.
import { useEffect, useState } from 'react'

export const armingMs = 350

export function useArmed(): boolean {
  const [armed, setArmed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), armingMs)
    return () => clearTimeout(timer)
  }, [])
  return armed
}
