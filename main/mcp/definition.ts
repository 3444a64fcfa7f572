// What an MCP server of the configuration would run or reach: read from its table for a person to see, and hashed so that an
// approval is bound to it. Pure; it doesn't decide.
import { createHash } from 'node:crypto'
import type { McpDefinition } from '@contract/mcp'
import { isTable, type Table } from '../config/key-path'

/** Keys that say what is run, with what and as whom, or where to it connects. They count as they are when all layers are joined. */
const runKeys = [
  'command',
  'args',
  'env',
  'env_vars',
  'cwd',
  'url',
  'http_headers',
  'env_http_headers',
  'bearer_token_env_var',
  'http_headers_helper',
  'environment_id',
  'auth',
  'oauth',
  'oauth_resource',
] as const

/** Keys with a place of their own in the definition. `enabled` is what the approval itself decides. */
const shownKeys: ReadonlySet<string> = new Set([
  'command',
  'args',
  'env',
  'env_vars',
  'cwd',
  'url',
  'http_headers',
  'env_http_headers',
  'bearer_token_env_var',
  'http_headers_helper',
  'enabled',
])

/** What a folder may change without being asked about again: how long is waited and whether it is waited for. */
const harmlessKeys: ReadonlySet<string> = new Set([
  'enabled',
  'required',
  'startup_timeout_sec',
  'startup_timeout_ms',
  'tool_timeout_sec',
])

/** Codex writes it beside what the files say, when they say nothing of it. */
const isAdded = (key: string, value: unknown): boolean => key === 'environment_id' && value === 'local'

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const textsOf = (value: unknown): Record<string, string> =>
  isTable(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)])) : {}

/** `"NAME"`, or `{name, source}`: a variable of the machine that the server runs on is named with that. */
function variableName(value: unknown): string {
  if (!isTable(value) || typeof value['name'] !== 'string') return asText(value)
  return value['source'] === undefined || value['source'] === 'local'
    ? value['name']
    : `${value['name']} (${asText(value['source'])})`
}

/** The server's table, all layers joined, as a person is shown it. */
export async function definitionOf(merged: Table): Promise<McpDefinition> {
  const others = Object.entries(merged).filter(
    ([key, value]) => !shownKeys.has(key) && value !== null && !isAdded(key, value),
  )
  const { stringify } = await import('smol-toml')
  return {
    command: textOrNull(merged['command']),
    args: Array.isArray(merged['args']) ? merged['args'].map(asText) : [],
    env: textsOf(merged['env']),
    envVars: Array.isArray(merged['env_vars']) ? merged['env_vars'].map(variableName) : [],
    cwd: textOrNull(merged['cwd']),
    url: textOrNull(merged['url']),
    headers: textsOf(merged['http_headers']),
    envHeaders: textsOf(merged['env_http_headers']),
    bearerTokenVariable: textOrNull(merged['bearer_token_env_var']),
    headersHelper: textOrNull(merged['http_headers_helper']),
    rest: others.length === 0 ? '' : stringify(withoutNulls(Object.fromEntries(others))).trim(),
  }
}

/**
 * Names a definition for good. It covers what would run as all layers together say it, and everything else that the folder's
 * own layers say about the server, such as whether its tools are asked about; so the person's own changes of their tools ask
 * nothing again.
 */
export function definitionHash(merged: Table, brought: Table): string {
  const run = Object.fromEntries(runKeys.flatMap((key) => (Object.hasOwn(merged, key) ? [[key, merged[key]]] : [])))
  const rest = Object.fromEntries(Object.entries(brought).filter(([key]) => !harmlessKeys.has(key)))
  return createHash('sha256')
    .update(JSON.stringify(['mcp-1', sorted(run), sorted(rest)]))
    .digest('hex')
}

/** The same value with the keys of its tables in order. A mark in front tells lists from tables. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['[', ...value.map(sorted)]
  if (!isTable(value)) return value
  const keys = Object.keys(value).toSorted()
  return ['{', ...keys.map((key) => [key, sorted(value[key])])]
}

/** TOML knows no null; Codex's answers have it for what isn't set. */
function withoutNulls(table: Table): Table {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, value]) => {
      if (value === null) return []
      return [[key, isTable(value) ? withoutNulls(value) : value]]
    }),
  )
}
