// A JSON value as lines that can be folded: what is drawn of a raw event. Pure.

/** A value's way from the root, as one text: keys and indexes joined by a character that JSON keys hardly hold. */
export type JsonPath = string

export interface JsonLine {
  path: JsonPath
  depth: number
  /** Key before the colon; null in arrays and at the root. */
  name: string | null
  /** `open` and `close` are the two ends of an open object or array; `folded` is a shut one. */
  kind: 'open' | 'close' | 'folded' | 'string' | 'plain'
  /** Of a string its own text, of a plain value its JSON, else the bracket or a short summary. */
  text: string
  /** Of a string: drawn whole, over several lines. */
  whole?: boolean
  /** Nothing follows at this depth. */
  last: boolean
}

/** Strings longer than this, or with line breaks, are drawn in one cut line until unfolded. */
export const shortString = 240
/** Objects and arrays deeper than this are shut at first. */
const openDepth = 4
/** Longer arrays and objects are shut at first, unless they are the root. */
const openEntries = 60

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

export function canUnfold(text: string): boolean {
  return text.length > shortString || text.includes('\n')
}

/** `turned`: paths whose fold is the other way round than it is at first. */
export function jsonLines(value: unknown, turned: ReadonlySet<JsonPath>): JsonLine[] {
  const lines: JsonLine[] = []
  const walk = (value: unknown, name: string | null, path: JsonPath, depth: number, last: boolean): void => {
    const base = { path, depth, name, last }
    if (typeof value === 'string') {
      lines.push({ ...base, kind: 'string', text: value, whole: !canUnfold(value) || turned.has(path) })
      return
    }
    if (!isContainer(value)) {
      lines.push({ ...base, kind: 'plain', text: JSON.stringify(value) ?? 'undefined' })
      return
    }
    const entries: [string | null, unknown][] = Array.isArray(value)
      ? value.map((entry): [null, unknown] => [null, entry])
      : Object.entries(value)
    const brackets = Array.isArray(value) ? '[]' : '{}'
    const openFirst = depth < openDepth && (depth === 0 || entries.length <= openEntries)
    if (entries.length === 0) {
      lines.push({ ...base, kind: 'plain', text: brackets })
      return
    }
    if (openFirst === turned.has(path)) {
      const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
      lines.push({ ...base, kind: 'folded', text: `${brackets[0]} ${count} ${brackets[1]}` })
      return
    }
    lines.push({ ...base, kind: 'open', text: brackets[0] ?? '' })
    entries.forEach(([key, entry], at) =>
      walk(entry, key, `${path}\u001f${key ?? at}`, depth + 1, at === entries.length - 1),
    )
    lines.push({ ...base, kind: 'close', name: null, text: brackets[1] ?? '' })
  }
  walk(value, null, '', 0, true)
  return lines
}
