// What a config.toml lets run without any further question: hooks that are trusted by their hash, and the marketplaces that plugins
// come from. The page may take these away by itself; what gives one is asked about natively, whichever way it is written. Pure.
import type { ConfigEdit, ConfigValue } from '@contract/config'

export interface Grant {
  readonly kind: 'hook' | 'marketplace'
  /** The hook's key, or the marketplace's name. */
  readonly name: string
  /** The hash that is trusted, or where the marketplace is. */
  readonly value: string
}

type Table = Readonly<Record<string, unknown>>

const tableAt = (table: Table, name: string): Table => {
  const value = Object.hasOwn(table, name) ? table[name] : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {}
}

function textsAt(kind: Grant['kind'], tables: Table, key: string): Grant[] {
  return Object.keys(tables).flatMap((name) => {
    const value = tableAt(tables, name)[key]
    return typeof value === 'string' ? [{ kind, name, value }] : []
  })
}

/** The grants of a configuration, read as TOML. */
export function grantsIn(config: unknown): Grant[] {
  const table = tableAt({ config }, 'config')
  return [
    ...textsAt('hook', tableAt(tableAt(table, 'hooks'), 'state'), 'trusted_hash'),
    ...textsAt('marketplace', tableAt(table, 'marketplaces'), 'source'),
  ]
}

/** Those of `now` that `before` doesn't have just so. */
export function newGrants(before: readonly Grant[], now: readonly Grant[]): Grant[] {
  const word = ({ kind, name, value }: Grant): string => JSON.stringify([kind, name, value])
  const had = new Set(before.map(word))
  return now.filter((grant) => !had.has(word(grant)))
}

/** The grants that single edits write, at whatever depth they begin. Taking one away is none. */
export function grantsOf(edits: readonly ConfigEdit[]): Grant[] {
  return edits.flatMap(({ path, value }) =>
    grantsIn(path.reduceRight<ConfigValue>((inner, name) => Object.fromEntries([[name, inner]]), value)),
  )
}
