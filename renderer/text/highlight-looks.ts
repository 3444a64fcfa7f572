// How a coloured text is carried: numbers in arrays that cross from the worker without being copied, and the tokens that are made
// of a line when it is drawn. Pure; no highlighter here.

export interface CodeToken {
  text: string
  /** What it is to the theme ("keyword", "string"); a class of text.css. Null for plain text. */
  role: string | null
  /** Bits: 1 italic, 2 bold, 4 underline. */
  font: number
}

export type CodeLines = readonly (readonly CodeToken[])[]

/** The colours of a text, line by line. */
export interface CodeColours {
  /** Where the spans of line n begin in the other two; one longer than there are lines. */
  starts: Uint32Array
  /** For each span, where it ends in its line (characters). */
  ends: Uint32Array
  /** For each span, its look: role in the low four bits, font above them. */
  looks: Uint8Array
}

/** The roles of the theme, in the order of their numbers. */
const roles = [
  null,
  'comment',
  'keyword',
  'string',
  'string-expression',
  'constant',
  'function',
  'parameter',
  'punctuation',
  'link',
  'inserted',
  'deleted',
  'changed',
] as const

/** The number of a look. A role that is not known is drawn plain. */
export function lookOf(role: string | null, font: number): number {
  return Math.max(0, roles.indexOf(role as (typeof roles)[number])) | ((Math.max(0, font) & 7) << 4)
}

const classes = new Map<number, string>()

/** The classes of text.css for a look; empty for plain text. */
export function classOfLook(look: number): string {
  const known = classes.get(look)
  if (known !== undefined) return known
  const role = roles[look & 15] ?? null
  const font = look >> 4
  const names = [
    role === null ? '' : `deck-code-${role}`,
    font & 1 ? 'deck-ansi-italic' : '',
    font & 2 ? 'deck-ansi-bold' : '',
    font & 4 ? 'deck-ansi-underline' : '',
  ]
    .filter((name) => name !== '')
    .join(' ')
  classes.set(look, names)
  return names
}

/** A part of one line in one look; `end` in characters of the line. */
export interface Span {
  end: number
  look: number
}

/** The spans of line `at` (from 0); none for a line that isn't there. */
export function spansOf(colours: CodeColours, at: number): Span[] {
  const spans: Span[] = []
  const last = colours.starts[at + 1] ?? 0
  for (let place = colours.starts[at] ?? last; place < last; place += 1)
    spans.push({ end: colours.ends[place] ?? 0, look: colours.looks[place] ?? 0 })
  return spans
}

/** All lines of `code` as tokens that join to it again. */
export function tokensOf(code: string, colours: CodeColours): CodeLines {
  return code.split('\n').map((line, at) => {
    const tokens: CodeToken[] = []
    let from = 0
    for (const { end, look } of spansOf(colours, at)) {
      if (end > from) tokens.push({ text: line.slice(from, end), role: roles[look & 15] ?? null, font: look >> 4 })
      from = Math.max(from, end)
    }
    if (from < line.length) tokens.push({ text: line.slice(from), role: null, font: 0 })
    return tokens
  })
}
