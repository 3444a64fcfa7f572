// Where a key is in TOML that is under somebody's hands, and so broken most of the time. Judges nothing; whether the text is right
// only Codex says. Pure.

/** What a line begins in: null in the open, else the marks of the string over several lines that goes on. */
type Within = '"""' | "'''" | null

const opening = /"""|'''|#.*|"(?:[^"\\]|\\.)*"?|'[^']*'?/g
const closing = { '"""': /(?:[^"\\]|\\.|"(?!""))*"""/y, "'''": /(?:[^']|'(?!''))*'''/y } as const

/** What the next line begins in. */
function after(line: string, within: Within): Within {
  let now = within
  let at = 0
  while (at < line.length) {
    const look = now === null ? opening : closing[now]
    look.lastIndex = at
    const found = look.exec(line)
    if (found === null) return now
    const [all] = found
    now = now === null && (all === '"""' || all === "'''") ? all : null
    at = look.lastIndex
  }
  return now
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
  let table: readonly string[] = []
  let best: { line: number; depth: number } | null = null
  const isWithin = (found: readonly string[]) =>
    found.length <= path.length && found.every((segment, at) => segment === path[at])
  let within: Within = null
  for (const [at, line] of lines.entries()) {
    const begins: Within = within
    // Most lines hold none of these marks: a file may have 100,000.
    if (within !== null || line.includes('"""') || line.includes("'''")) within = after(line, within)
    if (begins !== null) continue
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
