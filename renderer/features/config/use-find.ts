// The state of finding words in the file that is edited.
import { useMemo, useRef, useState } from 'react'
import { findAll, nextFrom } from '../../stores/config/find-text'
import type { Range } from './line-parts'

/** `go` brings a place of the text into view. */
export function useFind(text: string, go: (start: number, end: number) => void) {
  const [shown, setShown] = useState(false)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(() => findAll(text, shown ? query : ''), [text, shown, query])
  const ranges = useMemo<Range[]>(
    () => found.places.map((start) => ({ start, end: start + query.length })),
    [found, query],
  )
  const here = Math.min(at, Math.max(0, ranges.length - 1))
  const goTo = (index: number, all: readonly Range[]): void => {
    setAt(index)
    const range = all[index]
    if (range !== undefined) go(range.start, range.end)
  }
  return {
    shown,
    ranges,
    current: ranges[here] ?? null,
    show: () => {
      setShown(true)
      requestAnimationFrame(() => {
        field.current?.focus()
        field.current?.select()
      })
    },
    hide: (then: () => void) => {
      setShown(false)
      then()
    },
    bar: {
      query,
      at: here,
      count: ranges.length,
      more: found.more,
      field,
      onQuery: (next: string) => {
        const fresh = findAll(text, next)
        setQuery(next)
        goTo(
          nextFrom(fresh, ranges[here]?.start ?? 0),
          fresh.places.map((start) => ({ start, end: start + next.length })),
        )
      },
      onGo: (step: 1 | -1) => {
        if (ranges.length > 0) goTo((here + step + ranges.length) % ranges.length, ranges)
      },
    },
  }
}
