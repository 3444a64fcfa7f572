// The MCP servers of a project: what the layers of its configuration and its folder say together. Pure. How each of them
// is doing is in mcp-status.ts. Names come from files of others: they are keys of maps here, never of objects.
import type { FolderServer, McpDefinition } from '../../../preload/contract/mcp'
import { fields, listIn, numberIn, textIn, type Fields } from '../threads/decode'
import { isTable, valueAt, type Layer } from './layers'

/** `home`: this project's own config.toml, which the app may change. `other`: system, administrator, flags. `plugin`: seen running. */
export type McpWhere = 'home' | 'folder' | 'other' | 'plugin'

/** Who is asked before a tool runs, Codex's words. */
export const approvalModes = ['auto', 'prompt', 'writes', 'approve'] as const
export type ApprovalMode = (typeof approvalModes)[number]

export interface McpOptions {
  enabled: boolean
  required: boolean
  /** Seconds; null leaves it to Codex (30). */
  startupTimeoutSec: number | null
  toolTimeoutSec: number | null
  /** Null: all tools. */
  enabledTools: readonly string[] | null
  disabledTools: readonly string[]
  defaultMode: string | null
  /** Tool → mode. */
  toolModes: ReadonlyMap<string, string>
  scopes: readonly string[]
}

export interface McpServer {
  name: string
  kind: 'stdio' | 'http' | 'unknown'
  where: McpWhere
  /** Layers that define it, highest first, in words with the file behind each. */
  sources: readonly { words: string; source: string | null }[]
  definition: McpDefinition
  options: McpOptions
  /** Its table in the home's own config.toml, as it stands there; null when it has none. */
  own: Fields | null
  /** Set when the folder's `.codex` has a say in it. */
  folder: FolderServer | null
}

export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []

/** Only the texts of a table: everything else can be neither a variable nor a header. */
const pairsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields(value)).flatMap(([key, entry]): [string, string][] =>
      typeof entry === 'string' ? [[key, entry]] : [],
    ),
  )

/** Names in `env_vars`, which holds texts or {name, source}. */
const variablesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((entry) => {
    const name = typeof entry === 'string' ? entry : textIn(fields(entry), 'name')
    return name === null ? [] : [name]
  })

/** What a server's table would run or reach. */
export function readDefinition(table: Fields): McpDefinition {
  return {
    command: textIn(table, 'command'),
    args: textsOf(table['args']),
    env: pairsOf(table['env']),
    envVars: variablesOf(table['env_vars']),
    cwd: textIn(table, 'cwd'),
    url: textIn(table, 'url'),
    headers: pairsOf(table['http_headers']),
    envHeaders: pairsOf(table['env_http_headers']),
    bearerTokenVariable: textIn(table, 'bearer_token_env_var'),
    headersHelper: textIn(table, 'http_headers_helper'),
    rest: '',
  }
}

export function readOptions(table: Fields): McpOptions {
  const startupMs = numberIn(table, 'startup_timeout_ms')
  const modes = Object.entries(fields(table['tools'])).flatMap(([tool, entry]): [string, string][] => {
    const mode = textIn(fields(entry), 'approval_mode')
    return mode === null ? [] : [[tool, mode]]
  })
  return {
    enabled: table['enabled'] !== false,
    required: table['required'] === true,
    startupTimeoutSec: numberIn(table, 'startup_timeout_sec') ?? (startupMs === null ? null : startupMs / 1000),
    toolTimeoutSec: numberIn(table, 'tool_timeout_sec'),
    enabledTools: Array.isArray(table['enabled_tools']) ? textsOf(table['enabled_tools']) : null,
    disabledTools: textsOf(table['disabled_tools']),
    defaultMode: textIn(table, 'default_tools_approval_mode'),
    toolModes: new Map(modes),
    scopes: listIn(table, 'scopes').filter((entry): entry is string => typeof entry === 'string'),
  }
}

/** As Codex merges layers: tables key by key, anything else whole. */
function merged(low: Fields, high: Fields): Fields {
  const all = new Map(Object.entries(low))
  for (const [key, value] of Object.entries(high)) {
    const below = all.get(key)
    all.set(key, isTable(below) && isTable(value) ? merged(below, value) : value)
  }
  return Object.fromEntries(all)
}

const kindOf = ({ command, url }: McpDefinition): McpServer['kind'] =>
  command !== null ? 'stdio' : url !== null ? 'http' : 'unknown'

/**
 * All servers by name: those of the layers (highest first, as config/read tells them), those that the folder brings, and those
 * that were seen starting in a chat without being in either, which are of plugins.
 */
export function mcpServers(
  layers: readonly Layer[],
  folder: readonly FolderServer[],
  seen: Iterable<string> = [],
): McpServer[] {
  const brought = new Map(folder.map((server) => [server.name, server]))
  const tables = new Map<string, { layer: Layer; table: Fields }[]>()
  for (const layer of layers) {
    for (const [name, value] of Object.entries(fields(valueAt(layer.config, ['mcp_servers'])))) {
      if (!isTable(value)) continue
      // What the folder says counts only where main found it to count; it tells so in `folder`.
      if (layer.type === 'project' && brought.get(name)?.state !== 'approved') continue
      if (layer.disabledReason !== null) continue
      tables.set(name, [...(tables.get(name) ?? []), { layer, table: value }])
    }
  }
  const servers: McpServer[] = []
  for (const name of new Set([...tables.keys(), ...brought.keys()])) {
    const parts = tables.get(name) ?? []
    const fromFolder = brought.get(name) ?? null
    const table = parts.reduceRight<Fields>((below, part) => merged(below, part.table), {})
    const own = parts.find(({ layer }) => layer.place === 'home')?.table ?? null
    const definition = fromFolder && parts.length === 0 ? fromFolder.definition : readDefinition(table)
    const sources = parts.map(({ layer: { words, source } }) => ({ words, source }))
    if (fromFolder && fromFolder.state !== 'approved')
      sources.unshift({ words: 'folder’s .codex', source: fromFolder.file })
    servers.push({
      name,
      kind: kindOf(definition),
      where: own !== null ? 'home' : fromFolder ? 'folder' : 'other',
      sources,
      definition,
      options: readOptions(table),
      own,
      folder: fromFolder,
    })
  }
  for (const name of new Set(seen))
    if (!tables.has(name) && !brought.has(name))
      servers.push({
        name,
        kind: 'unknown',
        where: 'plugin',
        sources: [{ words: 'a plugin', source: null }],
        definition: readDefinition({}),
        options: readOptions({}),
        own: null,
        folder: null,
      })
  return servers.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
}

/** What a server is, in one line: its command with arguments, or its address. */
export function headline({ command, args, url }: McpDefinition): string {
  if (command !== null) return [command, ...args].map(shellWord).join(' ')
  return url ?? ''
}

const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))
