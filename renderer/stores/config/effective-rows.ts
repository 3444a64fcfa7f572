// What the layers of a configuration amount to, key by key. Computed once a read; a row holds all that its line on the screen
// needs. Pure.
import type { ConfigKey } from '../../../preload/contract/config'
import { keyText, valueText } from './key-words'
import { standingOf, type KnownKeys } from './known-keys'
import { isTable, valueAt, type Layer } from './layers'
import { isAllowed, type Requirement, type Requirements } from './requirements'

/** What one layer says at a key. */
export interface LayerValue {
  layer: Layer
  value: unknown
}

export interface ConfigRow {
  /** The path as JSON: unambiguous, and stable from read to read. */
  id: string
  path: readonly string[]
  /** The path as TOML writes it. */
  key: string
  /** The value that counts; undefined when no layer says any. */
  value: unknown
  /** The layer that it comes from; null when unset. */
  from: Layer | null
  /** What layers with less to say want here, in their order: they are overridden. */
  below: readonly LayerValue[]
  /** What layers say that don't count at all. */
  inactive: readonly LayerValue[]
  /** The home's own value, which an edit replaces and a reset deletes; undefined when it has none. */
  home: unknown
  /** What Codex does without a value, where it tells. */
  fallback: unknown
  /** The key as this binary knows it. */
  known: ConfigKey | null
  /** Codex does not know the key and ignores it. It is kept all the same. */
  unknown: boolean
  required: Requirement | null
  /** The value is not one that may be: Codex runs another. */
  refused: boolean
  /** Lower case, for the search. */
  sought: string
}

export interface RowSource {
  layers: readonly Layer[]
  /** Codex's `config`, for fallbacks and for the top-level keys that it knows. */
  config: Readonly<Record<string, unknown>>
  known: KnownKeys
  requirements: Requirements
}

/** Rows of everything that a layer says, and of keys that only a requirement names, sorted by key. */
export function effectiveRows(source: RowSource): ConfigRow[] {
  const active = source.layers.filter(({ disabledReason }) => disabledReason === null)
  const disabled = source.layers.filter(({ disabledReason }) => disabledReason !== null)
  const rows = new Map<string, ConfigRow>()
  const add = (path: readonly string[], said: readonly LayerValue[]): void => {
    const row = rowOf(source, path, said, disabled)
    rows.set(row.id, row)
  }
  walk(
    [],
    active.map((layer) => ({ layer, value: layer.config })),
    add,
  )
  // What only an inactive layer says has no value, and would else be seen nowhere.
  walk(
    [],
    disabled.map((layer) => ({ layer, value: layer.config })),
    (path) => {
      if (!rows.has(JSON.stringify(path))) add(path, saidAt(active, path))
    },
  )
  for (const key of source.requirements.keys()) {
    const path = key.startsWith('features.') ? featurePath(key) : [key]
    if (!rows.has(JSON.stringify(path))) add(path, [])
  }
  return sorted([...rows.values()])
}

/** Rows of the keys that Codex knows and nobody has set, but for those that stand for any name. */
export function unsetRows(source: RowSource, set: readonly ConfigRow[]): ConfigRow[] {
  const taken = new Set(set.map(({ id }) => id))
  const isSet = (path: readonly string[]) => taken.has(JSON.stringify(path))
  return source.known.all
    .filter(({ path, type }) => type !== 'table' && !path.includes('*') && !isSet(path))
    .filter(({ path }) => !path.some((_, at) => at > 0 && isSet(path.slice(0, at))))
    .map(({ path }) => rowOf(source, path, [], []))
}

export function sorted(rows: readonly ConfigRow[]): ConfigRow[] {
  // Not localeCompare: a thousand keys are compared ten thousand times.
  return rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

/** Feature names may hold a dot, so they are read back by the way they were written. */
const featurePath = (key: string): string[] => {
  const name = key.slice('features.'.length)
  return ['features', name.startsWith('"') ? String(JSON.parse(name)) : name]
}

const saidAt = (layers: readonly Layer[], path: readonly string[]): LayerValue[] =>
  layers.flatMap((layer) => {
    const value = valueAt(layer.config, path)
    return value === undefined ? [] : [{ layer, value }]
  })

/**
 * Goes down through tables as Codex merges them: a table joins the tables under it down to the first plain value, which hides all
 * below; a plain value hides everything. Lists are never joined.
 */
function walk(
  path: readonly string[],
  said: readonly LayerValue[],
  leaf: (path: readonly string[], said: readonly LayerValue[]) => void,
): void {
  if (said.length === 0) return
  const stop = said.findIndex(({ value }) => !isTable(value))
  const tables = stop < 0 ? said : said.slice(0, stop)
  if (tables.length === 0) return leaf(path, said)
  const names = new Set(tables.flatMap(({ value }) => Object.keys(value as object)))
  // An empty table says something, too; and one that hides a plain value must show what it hides.
  if (path.length > 0 && (names.size === 0 || stop >= 0)) leaf(path, said)
  for (const name of names) {
    const inner = tables.flatMap(({ layer, value }) => {
      const one = valueAt(value, [name])
      return one === undefined ? [] : [{ layer, value: one }]
    })
    walk([...path, name], inner, leaf)
  }
}

function rowOf(
  { config, known, layers, requirements }: RowSource,
  path: readonly string[],
  said: readonly LayerValue[],
  disabled: readonly Layer[],
): ConfigRow {
  const key = keyText(path)
  const standing = standingOf(known, path)
  const [first, ...below] = said
  const required = requirements.get(key) ?? null
  const top = path[0] ?? ''
  // A binary of a fork may know more keys than were asked for at set-up: what config/read lists at the top is known.
  const isListed = Object.hasOwn(config, top) && (path.length === 1 || known.root.children.get(top) === undefined)
  const isUnknown = standing.kind === 'unknown' && !isListed
  const help = standing.kind === 'known' ? standing.key.help : ''
  return {
    id: JSON.stringify(path),
    path,
    key,
    value: first?.value,
    from: first?.layer ?? null,
    below,
    inactive: disabled.length === 0 ? [] : saidAt(disabled, path),
    home: said.find(({ layer }) => layer.place === 'home')?.value,
    fallback: first === undefined ? (valueAt(config, path) ?? undefined) : undefined,
    known: standing.kind === 'known' ? standing.key : null,
    unknown: isUnknown || (known.all.length === 0 && layers.length > 0 && !Object.hasOwn(config, top)),
    required,
    refused: required !== null && first !== undefined && !isAllowed(required, first.value),
    sought: `${key}\n${valueText(first?.value, 400)}\n${help}`.toLowerCase(),
  }
}
