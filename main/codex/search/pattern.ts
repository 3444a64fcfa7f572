// A person's query as patterns for ripgrep and for marking. Rollouts are JSON lines, so what stands on disk is the JSON form
// of what was said; commands stand in there as JSON within JSON. Pure.

export interface SearchPattern {
  /** One pattern a line, for `rg -f -`. */
  readonly lines: string
  readonly fixed: boolean
  /** Finds the query in plain text; null when ripgrep's syntax is none of JavaScript's. */
  readonly mark: RegExp | null
}

/** The patterns of a query. A reason in words when it can't be searched for. */
export function patternOf(query: string, regex: boolean): SearchPattern | string {
  if (regex) {
    if (query.includes('\0')) return 'A regular expression can’t hold a NUL character.'
    // A line of the pattern file is a pattern: a line end in the query stands for itself.
    const line = query.replace(/\r?\n/g, '\\\\n')
    return { lines: `${line}\n`, fixed: false, mark: tryRegExp(query) }
  }
  const once = inJson(query)
  const twice = inJson(once)
  return { lines: once === twice ? `${once}\n` : `${once}\n${twice}\n`, fixed: true, mark: literal(query) }
}

/** A pattern for these words: any case, nothing special. */
export function literal(words: string): RegExp {
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
}

/** How serde_json writes a text between its quotes; JSON.stringify escapes the same characters in the same way. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

function tryRegExp(source: string): RegExp | null {
  try {
    return new RegExp(source, 'giu')
  } catch {
    return null
  }
}
