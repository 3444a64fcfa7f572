// Where a comment belongs once the file is another one: its lines are found by the code that was quoted, and never guessed. Pure.

/** What a comment holds on to: its lines as they were numbered, and their text. */
export interface Anchor {
  /** 1-based, `to` included. */
  from: number
  to: number
  /** The lines' text without line ends; the first ones of a long range, long lines cut to `longestQuoted`. */
  quote: readonly string[]
}

/** Text by line number, of one side of a file. */
export type KnownLines = ReadonlyMap<number, string>

/**
 * `here`: the quoted code stands at these lines. `gone`: it doesn't stand in the file, or not so that one could be sure. `unknown`: the
 * lines that would tell are not known.
 */
export type Found = { state: 'here'; from: number; to: number } | { state: 'gone' } | { state: 'unknown' }

/** Lines and characters of a line that are kept of what was commented on. */
export const mostQuoted = 60
export const longestQuoted = 400
/** Letters and digits that code needs to be known again elsewhere: a lone brace is everywhere. */
const telling = 6

/** The text of a line as quotes hold it. */
export function quotedLine(text: string): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text
  if (line.length <= longestQuoted) return line
  // Not between the halves of one character.
  const cut = /[\uD800-\uDBFF]/.test(line.charAt(longestQuoted - 1)) ? longestQuoted - 1 : longestQuoted
  return line.slice(0, cut)
}

/**
 * Looks for the quoted code.
 * @param known lines of the side that the comment is on
 * @param whole whether these are all lines of the file
 */
export function findQuote(anchor: Anchor, known: KnownLines, whole: boolean): Found {
  const { from, to, quote } = anchor
  const at = (start: number): Found => ({ state: 'here', from: start, to: start + (to - from) })
  // Nothing is quoted (an empty file, lines that were not known): then only its number holds it.
  if (quote.length === 0) return whole && !known.has(from) ? { state: 'gone' } : at(from)
  if (stands(quote, from, known)) return at(from)
  const unsure: Found = { state: whole ? 'gone' : 'unknown' }
  if (!isTelling(quote)) return unsure
  // In a part of the file a single place proves nothing: the code may stand once more where nobody looked.
  if (!whole) return unsure
  const first = quote[0] ?? ''
  const places: number[] = []
  for (const [number, text] of known) {
    if (quotedLine(text) !== first || !stands(quote, number, known)) continue
    places.push(number)
    // Twice the same code: which of the two was meant can't be told.
    if (places.length > 1) return unsure
  }
  const [place] = places
  return place === undefined ? unsure : at(place)
}

function stands(quote: readonly string[], start: number, known: KnownLines): boolean {
  return quote.every((line, offset) => {
    const text = known.get(start + offset)
    return text !== undefined && quotedLine(text) === line
  })
}

function isTelling(quote: readonly string[]): boolean {
  let count = 0
  for (const line of quote) {
    count += line.match(/[\p{L}\p{N}]/gu)?.length ?? 0
    if (count >= telling) return true
  }
  return false
}
