// Masks secrets in one line of JSON inside its strings only, so that the line stays the JSON it was: numbers, order and spacing
// are kept, and a line without a secret comes back as it was. Lines that are torn or no JSON are masked as text. Pure.
import type { SecretMask } from '../../app/redact'

/** How deep JSON inside strings of JSON is looked into: arguments of a tool that wraps another tool, and then some. */
const maxDepth = 4

/** The line with its secrets masked. */
export function maskJsonLine(line: string, mask: SecretMask, depth = 0): string {
  // Torn in front or foreign: quotes tell nothing here.
  if (!/^\s*[{[]/.test(line)) return mask.text(line)
  const pieces: string[] = []
  let at = 0
  let key = ''
  for (;;) {
    const start = line.indexOf('"', at)
    if (start < 0) break
    const end = stringEnd(line, start)
    if (end < 0) break
    const between = line.slice(at, start)
    // The name counts for the value right behind it and for no other.
    if (!/^\s*:\s*$/.test(between)) key = ''
    const literal = line.slice(start, end)
    const isKey = /^\s*:/.test(line.slice(end, end + 16))
    pieces.push(between, isKey ? literal : maskLiteral(literal, key, mask, depth))
    key = isKey ? (unquoted(literal) ?? '') : ''
    at = end
  }
  const rest = line.slice(at)
  return `${pieces.join('')}${rest.length < 8 ? rest : mask.text(rest)}`
}

function maskLiteral(literal: string, key: string, mask: SecretMask, depth: number): string {
  if (literal.length < 8) return literal
  const value = unquoted(literal)
  if (value === null) return mask.text(literal)
  const inner =
    depth < maxDepth && /^\s*[{[][\s\S]*[}\]]\s*$/.test(value) ? maskJsonLine(value, mask, depth + 1) : value
  const clean = mask.field(key, inner)
  return clean === value ? literal : JSON.stringify(clean)
}

/** The string that a literal stands for; null when it is none. */
function unquoted(literal: string): string | null {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** Index behind the quote that ends the string starting at `start`; -1 when it doesn't end. */
function stringEnd(line: string, start: number): number {
  let quote = line.indexOf('"', start + 1)
  while (quote >= 0) {
    let slashes = 0
    while (line[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    quote = line.indexOf('"', quote + 1)
  }
  return -1
}
