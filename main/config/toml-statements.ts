// Cuts the text of a TOML file into its statements (a table's header, a key with its value), each with the lines it covers, and
// the comments and blank lines between them. For text that Codex has just parsed (TOML 1.1): it judges nothing, reads no value,
// and throws NotUnderstood where it loses its way.

export class NotUnderstood extends Error {}

export interface Statement {
  readonly kind: 'table' | 'element' | 'pair'
  /** Same for the same key of the same table; elements of an array of tables are counted. */
  readonly identity: string
  /** Identity of the header that it is under (or is); `[]` at the top of the file. */
  readonly table: string
  /** It is in, or opens, an element of an array of tables. */
  readonly inElement: boolean
  /** Segments from the root, for a pair with those of its table; the numbers of array elements are left out. */
  readonly path: readonly string[]
  /** Where its first line begins, and where the line after it begins. */
  readonly start: number
  readonly end: number
  /** Where the text of a pair's value is. */
  readonly valueStart: number
  readonly valueEnd: number
}

/** The statements of `text` (without byte order mark) in their order. Throws NotUnderstood. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = []
  /** Arrays of tables: their steps as JSON → number of elements so far. */
  const elements = new Map<string, number>()
  /** Segments, and behind an array of tables the number of its element. */
  let table: readonly (string | number)[] = []
  let tablePath: readonly string[] = []
  let at = 0
  for (;;) {
    const start = nextStatement(text, at)
    if (start === text.length) return statements
    const first = skipBlank(text, start)
    if (text[first] === '[') {
      const isElement = text[first + 1] === '['
      const key = readKey(text, skipBlank(text, first + (isElement ? 2 : 1)))
      const close = isElement ? ']]' : ']'
      if (!text.startsWith(close, key.end)) throw new NotUnderstood('header')
      at = lineEnd(text, key.end + close.length)
      tablePath = key.path
      table = resolveTable(key.path, elements, isElement)
      statements.push({
        kind: isElement ? 'element' : 'table',
        identity: JSON.stringify(table),
        table: JSON.stringify(table),
        inElement: isCounted(table),
        path: key.path,
        start,
        end: at,
        valueStart: at,
        valueEnd: at,
      })
      continue
    }
    const key = readKey(text, first)
    if (text[key.end] !== '=') throw new NotUnderstood('no equals sign')
    const valueStart = skipBlank(text, key.end + 1)
    const valueEnd = valueStop(text, valueStart)
    at = lineEnd(text, valueEnd)
    statements.push({
      kind: 'pair',
      table: JSON.stringify(table),
      identity: `${JSON.stringify(table)}=${JSON.stringify(key.path)}`,
      inElement: isCounted(table),
      path: [...tablePath, ...key.path],
      start,
      end: at,
      valueStart,
      valueEnd,
    })
  }
}

/** The statements alone: what `text` means, without byte order mark, comments of their own lines and blank lines. Throws NotUnderstood. */
export function bareText(text: string): string {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const lines = statementsOf(body).map(({ start, end }) => body.slice(start, end))
  return lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('')
}

const isCounted = (table: readonly (string | number)[]): boolean => table.some((step) => typeof step === 'number')

/** Which table a header means, each array on the way standing for its last element. */
function resolveTable(
  path: readonly string[],
  elements: Map<string, number>,
  isElement: boolean,
): readonly (string | number)[] {
  const steps: (string | number)[] = []
  path.forEach((segment, index) => {
    steps.push(segment)
    const name = JSON.stringify(steps)
    const count = elements.get(name) ?? 0
    if (isElement && index === path.length - 1) {
      elements.set(name, count + 1)
      steps.push(count)
    } else if (count > 0) steps.push(count - 1)
  })
  return steps
}

/** Start of the line of the next statement, past blank lines and comments; the text's end if there is none. */
function nextStatement(text: string, from: number): number {
  let line = from
  while (line < text.length) {
    const first = skipBlank(text, line)
    if (first === text.length) return first
    const char = text[first]
    if (char !== '#' && char !== '\n' && char !== '\r') return line
    line = nextLine(text, first)
  }
  return text.length
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

/** Past what may stand behind a statement. Start of the next line. */
function lineEnd(text: string, from: number): number {
  const rest = skipBlank(text, from)
  const char = text[rest]
  if (char !== undefined && char !== '#' && char !== '\n' && char !== '\r') throw new NotUnderstood('rest of line')
  return nextLine(text, rest)
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

/** A key, dotted or not, and where what follows it (past spaces) begins. */
function readKey(text: string, from: number): { path: string[]; end: number } {
  const path: string[] = []
  let at = from
  for (;;) {
    const quote = text[at]
    if (quote === '"' || quote === "'") {
      const end = stringStop(text, at)
      const inner = text.slice(at + 1, end - 1)
      path.push(quote === '"' ? unescaped(inner) : inner)
      at = end
    } else {
      bare.lastIndex = at
      const name = bare.exec(text)?.[0]
      if (name === undefined) throw new NotUnderstood('key')
      path.push(name)
      at += name.length
    }
    at = skipBlank(text, at)
    if (text[at] !== '.') return { path, end: at }
    at = skipBlank(text, at + 1)
  }
}

const bare = /[A-Za-z0-9_-]+/y

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([^]))/g,
    (_all, short?: string, long?: string, byte?: string, letter?: string) => {
      const code = short ?? long ?? byte
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff))
      return escapes[letter ?? ''] ?? ''
    },
  )
}

/** End of the value that begins here, without the spaces behind it. */
function valueStop(text: string, from: number): number {
  const first = text[from]
  if (first === '"' || first === "'") return stringStop(text, from)
  if (first !== '[' && first !== '{') return plainStop(text, from)
  let depth = 0
  for (let at = from; at < text.length;) {
    const char = text[at]
    if (char === '"' || char === "'") at = stringStop(text, at)
    else if (char === '#') at = nextLine(text, at)
    else {
      if (char === '[' || char === '{') depth += 1
      else if (char === ']' || char === '}') depth -= 1
      at += 1
      if (depth === 0) return at
    }
  }
  throw new NotUnderstood('brackets')
}

/** A number, a boolean, a date (which may hold one space). */
function plainStop(text: string, from: number): number {
  plain.lastIndex = from
  const found = plain.exec(text)?.[0].trimEnd() ?? ''
  if (found === '') throw new NotUnderstood('value')
  return from + found.length
}

const plain = /[^#\r\n]+/y

/** End of the string that begins here. */
function stringStop(text: string, from: number): number {
  const quote = text[from] === '"' ? '"' : "'"
  const isLong = text.startsWith(quote.repeat(3), from)
  const inside = quote === '"' ? inBasic : inLiteral
  let at = from + (isLong ? 3 : 1)
  for (;;) {
    inside.lastIndex = at
    at += inside.exec(text)?.[0].length ?? 0
    if (at >= text.length) throw new NotUnderstood('string')
    if (text[at] === '\\') at += 2
    else if (!isLong) return at + 1
    else if (!text.startsWith(quote.repeat(3), at)) at += 1
    else {
      // Up to two more quotes belong to the text.
      let stop = at + 3
      while (text[stop] === quote && stop < at + 5) stop += 1
      return stop
    }
  }
}

const inBasic = /[^"\\]*/y
const inLiteral = /[^']*/y
