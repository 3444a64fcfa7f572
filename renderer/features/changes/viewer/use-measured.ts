// The true heights of rows that can't be reckoned: broken lines, comments, notes. One observer for all of them.
import { useCallback, useEffect, useRef, useState } from 'react'

/** By path of the file, then by key of the row (px). */
type Heights = ReadonlyMap<string, ReadonlyMap<string, number>>
type PathOf = (fileId: string) => string | undefined

/** @param pathOf path of a file by its id */
export function useMeasured(pathOf: PathOf) {
  // Heights of rows that are not drawn may be those of another width: still the best guess until they are drawn again.
  const [measured, setMeasured] = useState<Heights>(new Map())
  const observer = useRef<ResizeObserver | null>(null)
  const paths = useRef(pathOf)
  paths.current = pathOf

  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null || typeof ResizeObserver !== 'function') return undefined
    observer.current ??= new ResizeObserver((entries) => {
      const elements = entries.map(({ target }) => target).filter((target) => target instanceof HTMLElement)
      setMeasured((before) => withHeights(before, elements, paths.current))
    })
    observer.current.observe(element)
    return () => observer.current?.unobserve(element)
  }, [])
  useEffect(() => () => observer.current?.disconnect(), [])
  return { measured, measure }
}

/** The same map when nothing is different. */
function withHeights(before: Heights, elements: readonly HTMLElement[], pathOf: PathOf): Heights {
  let next: Map<string, ReadonlyMap<string, number>> | null = null
  for (const element of elements) {
    const px = element.offsetHeight
    const path = pathOf(element.closest<HTMLElement>('[data-file]')?.dataset['file'] ?? '')
    const key = element.dataset['key']
    // An element that just left the document has no height.
    if (path === undefined || key === undefined || px === 0) continue
    const ofFile = (next ?? before).get(path)
    if (ofFile?.get(key) === px) continue
    next ??= new Map(before)
    next.set(path, new Map(ofFile).set(key, px))
  }
  return next ?? before
}
