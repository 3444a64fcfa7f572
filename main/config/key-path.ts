// Paths of keys: how Codex wants them written, and what lies at them. Pure.
import type { ConfigValue } from '@contract/config'

export type Table = Readonly<Record<string, unknown>>

/**
 * The segments as Codex's `keyPath`. Each is quoted; inside quotes Codex takes `\x` for a literal x and knows no other escape, so
 * JSON's own (`\n`, `\u0007`) would become letters (measured with 0.169.0).
 */
export function quoteKeyPath(path: readonly string[]): string {
  return path.map((segment) => `"${segment.replace(/["\\]/g, '\\$&')}"`).join('.')
}

/** The same for people: bare where TOML lets it be. */
export function readableKeyPath(path: readonly string[]): string {
  return path.map((segment) => (/^[A-Za-z0-9_-]+$/.test(segment) ? segment : JSON.stringify(segment))).join('.')
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** What lies at the path; undefined when nothing does. Own keys only. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value
  for (const segment of path) {
    if (!isTable(current) || !Object.hasOwn(current, segment)) return undefined
    current = current[segment]
  }
  return current
}

/** Whether two values mean the same, whatever the order of keys. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right) || left === right) return true
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameValue(item, right[index]))
    )
  }
  if (left instanceof Date && right instanceof Date) return left.toISOString() === right.toISOString()
  if (!isTable(left) || !isTable(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  )
}

/** A value off the wire as the contract's; what JSON can't say is null. */
export function asConfigValue(value: unknown): ConfigValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(asConfigValue)
  if (!isTable(value)) return null
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asConfigValue(inner)]))
}
