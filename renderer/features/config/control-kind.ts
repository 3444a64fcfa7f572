// Which control a key is edited with, and what a person's typing means. Pure.
import type { ConfigRow } from '../../stores/config/effective-rows'
import { holdsSecret } from '../../stores/config/key-words'
import { isTable } from '../../stores/config/layers'
import { hiddenLines } from '../../stores/config/hidden-lines'

export type ControlKind = 'switch' | 'select' | 'integer' | 'number' | 'text' | 'strings' | 'raw'

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

/** Whether a value is one that the control can hold; anything else is edited as text. */
function fits(kind: ControlKind, value: unknown): boolean {
  if (value === undefined || value === null) return kind !== 'raw'
  switch (kind) {
    case 'switch':
      return typeof value === 'boolean'
    case 'select':
    case 'text':
      return typeof value === 'string'
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'strings':
      return isStrings(value)
    case 'raw':
      return false
    default:
      return kind satisfies never
  }
}

function kindByType(row: ConfigRow): ControlKind | null {
  switch (row.known?.type) {
    case 'boolean':
      return 'switch'
    case 'enum':
      return 'select'
    case 'integer':
      return 'integer'
    case 'number':
      return 'number'
    case 'string':
    case 'path':
      return 'text'
    case 'strings':
      return 'strings'
    case 'array':
    case 'table':
    case 'any':
    case undefined:
      return null
    default:
      return null
  }
}

function kindByValue(value: unknown): ControlKind {
  if (typeof value === 'boolean') return 'switch'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value === 'string') return 'text'
  if (isStrings(value) && value.length > 0) return 'strings'
  return 'raw'
}

/** Longer texts are edited in the file. */
const mostTyped = 20_000

/** Whether a field would show or keep another text than the value: hidden characters, ends of lines that it changes, far too much. */
const misleads = (path: readonly string[], value: string): boolean =>
  value.length > mostTyped ||
  value.includes('\r') ||
  (value.includes('\n') && holdsSecret(path, value)) ||
  hiddenLines(value).length > 0

/** By the type that Codex tells; by the value where it tells none or the value is of another one. */
export function controlOf(row: ConfigRow): ControlKind {
  // A chosen folder trust comes with the project, and is written by main alone.
  if (row.path[0] === 'projects') return 'raw'
  if (typeof row.value === 'string' && misleads(row.path, row.value)) return 'raw'
  if (isStrings(row.value) && row.value.some((one) => misleads(row.path, one) || one.includes('\n'))) return 'raw'
  const byType = kindByType(row)
  if (byType !== null && fits(byType, row.value)) return byType
  if (isTable(row.value)) return 'raw'
  return row.value === undefined ? 'raw' : kindByValue(row.value)
}

export type Typed = { ok: true; value: number } | { ok: false; problem: string }

/** What was typed as a number. TOML's own ways of writing one (1_000) are taken, too. */
export function typedNumber(text: string, kind: 'integer' | 'number'): Typed {
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, '')
  const value = Number(plain)
  if (plain === '' || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) || !Number.isFinite(value))
    return { ok: false, problem: 'Write a number here.' }
  if (kind === 'number') return { ok: true, value }
  if (!/^[+-]?\d+$/.test(plain)) return { ok: false, problem: 'Write a whole number here.' }
  if (!Number.isSafeInteger(value))
    return { ok: false, problem: 'This number is too large to be edited here; edit it as text.' }
  // -0 is no other number to TOML.
  return { ok: true, value: value === 0 ? 0 : value }
}

/** Rows whose value wins over the home's are shown as they are: an edit of the home would change nothing here. */
export const isOverridden = (row: ConfigRow): boolean => row.from?.place === 'above'
