// Finding words in a text that is edited. Pure.

export interface Found {
  /** Start of each hit, in order. */
  places: readonly number[]
  /** There are more than are listed. */
  more: boolean
}

const mostPlaces = 5000

/** All places of a query, whatever the case. Places are those of `text`. */
export function findAll(text: string, query: string): Found {
  if (query === '') return { places: [], more: false }
  // Lower case may be longer than the text for a few letters (İ); then the case counts, or places would be off.
  const lower = text.toLowerCase()
  const [where, what] = lower.length === text.length ? [lower, query.toLowerCase()] : [text, query]
  const places: number[] = []
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) {
    if (places.length === mostPlaces) return { places, more: true }
    places.push(at)
  }
  return { places, more: false }
}

/** Index of the hit at or after a place, the first one when there is none after it. */
export function nextFrom({ places }: Found, place: number): number {
  const next = places.findIndex((start) => start >= place)
  return next < 0 ? 0 : next
}

/** Line (from 0) and column (from 0) of a place. */
export function lineAt(text: string, place: number): { line: number; column: number } {
  let line = 0
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0 && end < place; end = text.indexOf('\n', start)) {
    line += 1
    start = end + 1
  }
  return { line, column: place - start }
}

/** Where a line (1-based) begins; the text's end when it has fewer. */
export function placeOfLine(text: string, line: number): number {
  let start = 0
  for (let left = line - 1; left > 0; left -= 1) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  return start
}
