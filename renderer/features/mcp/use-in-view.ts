// Whether an element is in view, or nearly: rows far below need not ask anything yet.
import { useEffect, useRef, useState, type RefObject } from 'react'

/** `ref` goes on the element. True where the engine can't tell. */
export function useInView<T extends HTMLElement>(): { ref: RefObject<T | null>; inView: boolean } {
  const ref = useRef<T>(null)
  const [inView, setInView] = useState(() => !('IntersectionObserver' in window))
  useEffect(() => {
    const element = ref.current
    if (element === null || !('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1)
        if (last) setInView(last.isIntersecting)
      },
      { rootMargin: '120px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, inView }
}
