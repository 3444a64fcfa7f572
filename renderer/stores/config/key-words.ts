// Keys and values of a configuration as a person reads them. Pure.
import { isTable } from './layers'

const bare = /^[A-Za-z0-9_-]+$/

/** The path as TOML writes it: bare where it may be, quoted where a name has dots, spaces or worse. */
export function keyText(path: readonly string[]): string {
  return path.map((segment) => (bare.test(segment) ? segment : JSON.stringify(segment))).join('.')
}

/** A value in one line, as TOML writes it, cut at `most` characters. */
export function valueText(value: unknown, most = 200): string {
  const text = written(value, most)
  return text.length > most ? `${text.slice(0, most)}…` : text
}

function written(value: unknown, most: number): string {
  if (value === undefined || value === null) return 'not set'
  if (typeof value === 'string') return JSON.stringify(value.length > most ? value.slice(0, most) : value)
  if (Array.isArray(value)) return `[${cut(value, most, (entry) => written(entry, most))}]`
  if (isTable(value)) {
    const entries = Object.entries(value)
    if (entries.length === 0) return '{}'
    return `{ ${cut(entries, most, ([key, inner]) => `${keyText([key])} = ${written(inner, most)}`)} }`
  }
  return String(value)
}

/** Draws entries until there are enough characters: a list may hold a hundred thousand. */
function cut<Entry>(entries: readonly Entry[], most: number, draw: (entry: Entry) => string): string {
  let text = ''
  for (const [at, entry] of entries.entries()) {
    text += (at === 0 ? '' : ', ') + draw(entry)
    if (text.length > most) return text
  }
  return text
}

const secretName =
  /(?:^|[_-])(?:token|secret|password|passwd|api[_-]?key|apikey|authorization|auth[_-]?token|private[_-]?key)(?:$|[_-])|^(?:authorization|cookie)$/i
/** Variables whose value names a variable, or counts something. */
const plainName = /_(?:env_var|env|limit|budget|bytes|ms|sec|count|url|path)$/i

/** Whether a value is likely a secret, which is shown only when asked for. */
export function holdsSecret(path: readonly string[], value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false
  const last = path.at(-1) ?? ''
  const parent = path.at(-2) ?? ''
  if (parent === 'env_http_headers') return false
  if (parent === 'http_headers' || parent === 'headers') return true
  return secretName.test(last) && !plainName.test(last)
}
