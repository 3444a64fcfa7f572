// How large the list is and how many columns of code fit into it.
import { useLayoutEffect, useState, type RefObject } from 'react'

export interface Metrics {
  width: number
  height: number
  /** Of one character (px). */
  ch: number
}

const charsProbed = 200

/** Read from the list itself, again whenever its size changes. Zeros until it is in the document. */
export function useMetrics(scrollerRef: RefObject<HTMLElement | null>): Metrics {
  const [metrics, setMetrics] = useState<Metrics>({ width: 0, height: 0, ch: 7.2 })
  useLayoutEffect(() => {
    const element = scrollerRef.current
    if (element === null) return
    const probe = document.createElement('span')
    probe.className = 'dv-probe'
    probe.textContent = '0'.repeat(charsProbed)
    element.append(probe)
    const ch = probe.getBoundingClientRect().width / charsProbed || 7.2
    probe.remove()
    const read = () => {
      const { clientWidth: width, clientHeight: height } = element
      setMetrics((before) =>
        before.width === width && before.height === height && before.ch === ch ? before : { width, height, ch },
      )
    }
    read()
    if (typeof ResizeObserver !== 'function') return
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scrollerRef])
  return metrics
}
