// TOML as text under somebody's hands, broken most of the time: what each line is to the eye, and where a key is. Judges nothing;
// whether the text is right only Codex says. Pure.

/** What a piece of a line is; the names are those of the code colours (renderer/text/text.css). */
export type TomlRole = 'comment' | 'keyword' | 'parameter' | 'string' | 'constant' | 'punctuation' | null

export interface TomlPiece {
  text: string
  role: TomlRole
}

/** How a line begins: in the open, or inside a string over several lines. */
export type LineState = 0 | 1 | 2
const [open, inBasic, inLiteral] = [0, 1, 2] as const

const piece =
  /(?<comment>#.*)|(?<long>"""|''')|(?<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<word>[A-Za-z0-9_+:.-]+)|(?<mark>[[\]{}=,])|(?<rest>[^])/y

const closing = (state: LineState): string => (state === inBasic ? '"""' : "'''")

/** Where the string over several lines ends that goes on at `from`; -1 when it doesn't end in this line. */
function longEnd(line: string, from: number, state: LineState): number {
  if (state === inLiteral) {
    const end = line.indexOf("'''", from)
    return end < 0 ? -1 : end + 3
  }
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1
    else if (line.startsWith('"""', at)) return at + 3
  }
  return -1
}

/** The state at the start of each line. Fast for lines without long strings: a file may have 100,000. */
export function lineStates(lines: readonly string[]): Uint8Array {
  const states = new Uint8Array(lines.length)
  let state: LineState = open
  for (const [at, line] of lines.entries()) {
    states[at] = state
    if (state !== open ? line.includes(closing(state)) : line.includes('"""') || line.includes("'''"))
      state = piecesOf(line, state).after
  }
  return states
}

const keyAtStart =
  /^\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*(?=\s*=)/
const constant = /^(?:true|false|[+-]?(?:inf|nan|[0-9][0-9A-Za-z_.:+-]*))$/

/** The pieces of a line that begins in this state; joined they are the line. `after` is the state of the next one. */
export function piecesOf(line: string, state: LineState): { pieces: TomlPiece[]; after: LineState } {
  const pieces: TomlPiece[] = []
  const add = (text: string, role: TomlRole): void => {
    const last = pieces.at(-1)
    if (text === '') return
    if (last !== undefined && last.role === role) last.text += text
    else pieces.push({ text, role })
  }
  let at = 0
  let now = state
  if (now !== open) {
    const end = longEnd(line, 0, now)
    if (end < 0) return { pieces: line === '' ? [] : [{ text: line, role: 'string' }], after: now }
    add(line.slice(0, end), 'string')
    at = end
    now = open
  } else if (/^\s*\[/.test(line) && !/^\s*\[[^\]]*[,"']?\s*,/.test(line)) {
    const end = line.search(/#|$/)
    const header = line.lastIndexOf(']', end)
    add(line.slice(0, header < 0 ? end : header + 1), 'keyword')
    at = header < 0 ? end : header + 1
  } else {
    const key = keyAtStart.exec(line)?.[0] ?? ''
    add(key, 'parameter')
    at = key.length
  }
  while (at < line.length) {
    piece.lastIndex = at
    const found = piece.exec(line)
    const text = found?.[0] ?? line.slice(at)
    const groups = found?.groups ?? {}
    if (groups['long'] !== undefined) {
      const kind: LineState = text === '"""' ? inBasic : inLiteral
      const end = longEnd(line, at + 3, kind)
      add(line.slice(at, end < 0 ? line.length : end), 'string')
      if (end < 0) return { pieces, after: kind }
      at = end
      continue
    }
    if (groups['comment'] !== undefined) add(text, 'comment')
    else if (groups['string'] !== undefined) add(text, 'string')
    else if (groups['mark'] !== undefined) add(text, 'punctuation')
    else add(text, groups['word'] !== undefined && constant.test(text) ? 'constant' : null)
    at += text.length
  }
  return { pieces, after: open }
}

const keyPart = /\s*(?:([A-Za-z0-9_-]+)|"((?:[^"\\]|\\.)*)"|'([^']*)')\s*/y

/** The segments of a key that begins at `from`, and where what follows it begins; null when there is none. */
function readKey(line: string, from: number): { path: string[]; end: number } | null {
  const path: string[] = []
  for (let at = from; ; at += 1) {
    keyPart.lastIndex = at
    const found = keyPart.exec(line)
    if (found === null) return null
    const [all, name, quoted, literal] = found
    path.push(name ?? literal ?? unescaped(quoted ?? ''))
    at += all.length
    if (line[at] !== '.') return { path, end: at }
  }
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}

/**
 * Line (1-based) where a key is said in a text: that of the key itself, else of the table or inline value that it lies in. Null when
 * nothing of it is there.
 */
export function lineOfKey(text: string, path: readonly string[]): number | null {
  const lines = text.split('\n')
  const states = lineStates(lines)
  let table: readonly string[] = []
  let best: { line: number; depth: number } | null = null
  const isWithin = (found: readonly string[]) =>
    found.length <= path.length && found.every((segment, at) => segment === path[at])
  for (const [at, line] of lines.entries()) {
    if (states[at] !== open) continue
    const header = /^\s*\[\[?/.exec(line)
    const key = readKey(line, header?.[0].length ?? 0)
    if (key === null) continue
    if (header !== null && line[key.end] === ']') table = key.path
    else if (header !== null || line[key.end] !== '=') continue
    const found: readonly string[] = header === null ? [...table, ...key.path] : key.path
    if (isWithin(found) && found.length > (best?.depth ?? 0)) best = { line: at + 1, depth: found.length }
    if (best?.depth === path.length) break
  }
  return best?.line ?? null
}
