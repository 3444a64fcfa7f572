// Joins settings that are given to a thread in place of files (`config` of thread/start, resume and fork). Pure.
// Nested tables only: Codex splits a dotted key at every dot and understands no quotes in it (measured with 0.169.0).
import { isTable } from '../config/key-path'

type Params = Readonly<Record<string, unknown>>

/** `above` over `below`, table by table. Lists and plain values are replaced whole. */
export function joinedTables(below: Params, above: Params): Record<string, unknown> {
  const joined = new Map(Object.entries(below))
  for (const [key, value] of Object.entries(above)) {
    const under = joined.get(key)
    joined.set(key, isTable(under) && isTable(value) ? joinedTables(under, value) : value)
  }
  return Object.fromEntries(joined)
}

/** The params with these settings over those that they carry. */
export function withConfigOver(params: Params, config: Params): Record<string, unknown> {
  return { ...params, config: joinedTables(configOf(params), config) }
}

/** The params with these settings under those that they carry. */
export function withConfigUnder(params: Params, config: Params): Record<string, unknown> {
  return { ...params, config: joinedTables(config, configOf(params)) }
}

const configOf = (params: Params): Params => (isTable(params['config']) ? params['config'] : {})
