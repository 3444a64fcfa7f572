// Says once when the window can be used: its first real content has been painted. Main starts the first server only then.
import { useEffect, useState } from 'react'

/** `tell` is called once, after the paint that follows `shown` becoming true. Answers true from then on. */
export function useUsable(shown: boolean, tell: () => void): boolean {
  const [usable, setUsable] = useState(false)
  useEffect(() => {
    if (!shown || usable) return
    let frame = requestAnimationFrame(() => {
      // The second frame begins after the first one was painted.
      frame = requestAnimationFrame(() => {
        tell()
        setUsable(true)
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [shown, usable, tell])
  return usable
}
