// Writes what Codex has spread over sections as one inline table again, out of the very texts of its values. Pure.
import { NotUnderstood, type Statement } from './toml-statements'

interface Branch extends Map<string, Branch | string> {}

/**
 * The table at `path` as `{ a = 1, b = { c = 2 } }` and the statements of `now` that it is made of; null if nothing there is a
 * section or a dotted key below the path.
 */
export function inlineTable(
  path: readonly string[],
  statements: readonly Statement[],
  now: string,
): { text: string; statements: readonly Statement[] } | null {
  const own = statements.filter((statement) => isAtOrBelow(path, statement))
  if (own.length === 0) return null
  // An array of tables can't have come out of an inline table.
  if (own.some(({ kind }) => kind === 'element')) return null
  const root: Branch = new Map()
  for (const statement of own) {
    const rest = statement.path.slice(path.length)
    if (statement.kind === 'pair') plant(root, rest, now.slice(statement.valueStart, statement.valueEnd))
    else plant(root, rest, null)
  }
  return { text: written(root), statements: own }
}

function isAtOrBelow(path: readonly string[], statement: Statement): boolean {
  const isLonger =
    statement.kind === 'pair' ? statement.path.length > path.length : statement.path.length >= path.length
  return isLonger && path.every((segment, index) => statement.path[index] === segment)
}

/** Puts a value (null: an empty table) into the tree. */
function plant(root: Branch, path: readonly string[], value: string | null): void {
  let branch = root
  path.forEach((segment, index) => {
    if (value !== null && index === path.length - 1) {
      branch.set(segment, value)
      return
    }
    const next = branch.get(segment) ?? new Map<string, Branch | string>()
    if (typeof next === 'string') throw new NotUnderstood('a value where a table is')
    branch.set(segment, next)
    branch = next
  })
}

function written(branch: Branch): string {
  const members = [...branch].map(
    ([key, value]) => `${writtenKey(key)} = ${typeof value === 'string' ? value : written(value)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function writtenKey(key: string): string {
  // JSON's escapes are TOML's; DEL is the one character that only TOML wants escaped.
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key).replaceAll('\u007f', '\\u007f')
}
