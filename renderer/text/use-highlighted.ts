// Colours for a block of code once it is finished and near the screen.
import { useEffect, useState, type RefObject } from 'react'
import { highlight, highlighted, type CodeLines } from './highlight'
import type { Language } from './languages'

/** How far beyond the screen's edge code is coloured already. */
const margin = '600px'

/** The coloured lines, or null while (or because) there are none. */
export function useHighlighted(
  code: string,
  language: Language | null,
  streaming: boolean,
  element: RefObject<Element | null>,
): CodeLines | null {
  const [lines, setLines] = useState<{ code: string; lines: CodeLines } | null>(null)
  useEffect(() => {
    const target = element.current
    if (language === null || streaming || target === null || typeof IntersectionObserver !== 'function') return
    const stop = new AbortController()
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        observer.disconnect()
        void highlight(code, language, stop.signal).then((coloured) => {
          if (coloured !== null && !stop.signal.aborted) setLines({ code, lines: coloured })
        })
      },
      { rootMargin: margin },
    )
    observer.observe(target)
    return () => {
      stop.abort()
      observer.disconnect()
    }
  }, [code, language, streaming, element])
  if (language === null || streaming) return null
  return lines?.code === code ? lines.lines : highlighted(code, language)
}
