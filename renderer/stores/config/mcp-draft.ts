// A server as a form holds it, made from its table. Pure. What is wrong with one is in mcp-draft-problems.ts, what is written of it
// in mcp-draft-edits.ts.
import type { Fields } from '../threads/decode'
import { readDefinition, readOptions } from './mcp-servers'

export interface Pair {
  name: string
  value: string
  /** The value goes to the keychain, and only a variable's name into the configuration. */
  secret: boolean
}

export interface McpDraft {
  name: string
  kind: 'stdio' | 'http'
  command: string
  args: string[]
  env: Pair[]
  /** Names of variables of Codex's own environment that it is given. */
  envVars: string[]
  cwd: string
  url: string
  headers: Pair[]
  /** Header → variable. */
  envHeaders: Pair[]
  bearerVariable: string
  /** Seconds as typed; empty leaves it to Codex. */
  startupTimeout: string
  toolTimeout: string
  enabled: boolean
  required: boolean
  scopes: string[]
  /** Empty leaves it to Codex. */
  defaultMode: string
}

/** A draft of nothing, with lists of its own. */
export const emptyDraft = (): McpDraft => ({
  name: '',
  kind: 'stdio',
  command: '',
  args: [],
  env: [],
  envVars: [],
  cwd: '',
  url: '',
  headers: [],
  envHeaders: [],
  bearerVariable: '',
  startupTimeout: '',
  toolTimeout: '',
  enabled: true,
  required: false,
  scopes: [],
  defaultMode: '',
})

const pairs = (values: Record<string, string>): Pair[] =>
  Object.entries(values).map(([name, value]) => ({ name, value, secret: false }))

/** The form of a server that stands in the configuration. */
export function draftOf(name: string, table: Fields): McpDraft {
  const definition = readDefinition(table)
  const options = readOptions(table)
  return {
    name,
    kind: definition.command === null && definition.url !== null ? 'http' : 'stdio',
    command: definition.command ?? '',
    args: [...definition.args],
    env: pairs(definition.env),
    envVars: [...definition.envVars],
    cwd: definition.cwd ?? '',
    url: definition.url ?? '',
    headers: pairs(definition.headers),
    envHeaders: pairs(definition.envHeaders),
    bearerVariable: definition.bearerTokenVariable ?? '',
    startupTimeout: options.startupTimeoutSec === null ? '' : String(options.startupTimeoutSec),
    toolTimeout: options.toolTimeoutSec === null ? '' : String(options.toolTimeoutSec),
    enabled: options.enabled,
    required: options.required,
    scopes: [...options.scopes],
    defaultMode: options.defaultMode ?? '',
  }
}

/** A name that is free: the given one, or with a number behind it. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const stem = name.replace(/-\d+$/, '')
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}
