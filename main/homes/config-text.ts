// Adds to the text of a config.toml what is not in it, and sets a setting of its top level, keeping every other byte. Each
// answer is parsed again and must mean exactly what was meant, else nothing is changed. It touches no file.
import { parse, stringify } from 'smol-toml'
import { isTable, type Settings } from './config-portable'

export interface AddedSettings {
  readonly text: string
  /** Dotted keys that are new. */
  readonly added: readonly string[]
  /** Dotted keys that had another value, which stays. */
  readonly kept: readonly string[]
}

interface Addition {
  /** The table that it belongs into. */
  path: readonly string[]
  key: string
  value: unknown
}

/** Adds what is missing of `wanted`. Null when it can't be done without changing something else. Throws on broken TOML. */
export function addSettings(text: string, wanted: Settings): AddedSettings | null {
  const before = read(text)
  const additions: Addition[] = []
  const kept: string[] = []
  const meant = joined(before, wanted, [], additions, kept)
  let next = text
  const tables = new Map(additions.map(({ path }) => [path.join('\u0000'), path]))
  for (const path of tables.values()) {
    const own = additions.filter(
      (addition) => addition.path === path || addition.path.join('\u0000') === path.join('\u0000'),
    )
    const plain = own.filter(({ value }) => !opensTable(value))
    const inner = own.filter(({ value }) => opensTable(value))
    if (plain.length > 0) next = withLines(next, path, stringify(asTable(plain)).trimEnd())
    if (inner.length > 0) next = withTail(next, stringify(around(path, asTable(inner))).trimEnd())
  }
  if (!meansTheSame(next, meant)) return null
  return { text: next, added: additions.map(({ path, key }) => [...path, key].join('.')), kept }
}

/** Sets a string of the top level. Null when it can't be done without changing something else. Throws on broken TOML. */
export function withTopSetting(text: string, key: string, value: string): string | null {
  const before = read(text)
  const meant = { ...before, [key]: value }
  const next =
    before[key] === undefined
      ? withLines(text, [], stringify({ [key]: value }).trimEnd())
      : text.replace(
          new RegExp(`^([ \\t]*["']?${key}["']?[ \\t]*=[ \\t]*)(?:"[^"\\r\\n]*"|'[^'\\r\\n]*')`, 'm'),
          (_all, start: string) => start + JSON.stringify(value),
        )
  return meansTheSame(next, meant) ? next : null
}

function read(text: string): Settings {
  return parse(text, { integersAsBigInt: 'asNeeded' })
}

/** What both mean together, the first one's word counting; tells what is new and what was kept. */
function joined(
  have: Settings,
  want: Settings,
  path: readonly string[],
  additions: Addition[],
  kept: string[],
): Settings {
  const result: Record<string, unknown> = { ...have }
  for (const [key, value] of Object.entries(want)) {
    const here = have[key]
    if (here === undefined) {
      additions.push({ path, key, value })
      result[key] = value
    } else if (isTable(here) && isTable(value)) result[key] = joined(here, value, [...path, key], additions, kept)
    else if (canonical(here) !== canonical(value)) kept.push([...path, key].join('.'))
  }
  return result
}

const opensTable = (value: unknown): boolean =>
  isTable(value) || (Array.isArray(value) && value.length > 0 && value.every(isTable))

const asTable = (additions: readonly Addition[]): Settings =>
  Object.fromEntries(additions.map(({ key, value }) => [key, value]))

const around = (path: readonly string[], table: Settings): Settings =>
  path.reduceRight<Settings>((inner, key) => ({ [key]: inner }), table)

/** Puts lines into a table: after its header, at the top for the top level, or as a table of its own at the end. */
function withLines(text: string, path: readonly string[], lines: string): string {
  const rows = text.split('\n')
  const end = text.includes('\r\n') ? '\r' : ''
  const fresh = lines.split('\n').map((row) => row + end)
  if (path.length === 0) {
    const at = rows.findIndex((row) => !/^\s*#/.test(row))
    return [...rows.slice(0, at < 0 ? rows.length : at), ...fresh, ...rows.slice(at < 0 ? rows.length : at)].join('\n')
  }
  const at = rows.findIndex((row) => isHeader(row, path))
  if (at >= 0) return [...rows.slice(0, at + 1), ...fresh, ...rows.slice(at + 1)].join('\n')
  return withTail(text, stringify(around(path, parse(lines, { integersAsBigInt: 'asNeeded' }))).trimEnd())
}

function withTail(text: string, lines: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const body = text.replace(/\s+$/, '')
  const fresh = lines.split('\n').join(end) + end
  return body === '' ? fresh : `${body}${end}${end}${fresh}`
}

/** Whether a row is the header `[a.b]` of this table. Inside a text of several lines it may be none: what comes out is checked. */
function isHeader(row: string, path: readonly string[]): boolean {
  if (!/^\s*\[[^[]/.test(row)) return false
  try {
    let table: unknown = parse(row.trim())
    for (const key of path) {
      if (!isTable(table) || !Object.hasOwn(table, key)) return false
      table = table[key]
    }
    return isTable(table) && Object.keys(table).length === 0
  } catch {
    return false
  }
}

function meansTheSame(text: string, meant: Settings): boolean {
  try {
    return canonical(read(text)) === canonical(meant)
  } catch {
    return false
  }
}

/** One text for one meaning, whatever the order of keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isTable(value)) {
    const keys = Object.keys(value).toSorted()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
  }
  if (value instanceof Date) return `date:${value.toISOString()}`
  return typeof value === 'bigint'
    ? `${value}`
    : typeof value === 'number'
      ? `${value}`
      : (JSON.stringify(value) ?? 'none')
}
