// How an MCP server is doing: Codex's status row read leniently, what it means in one word, and why it failed in words a person
// can act on. Pure. Everything in a row comes from the server: names, schemas and errors may be anything.
import { fields, listIn, textIn } from '../threads/decode'
import type { McpServer } from './mcp-servers'

export interface McpTool {
  name: string
  title: string | null
  description: string
  /** JSON schema of its arguments, as it came. */
  schema: unknown
  /** What it says of itself: reads only, destroys something. Null where it says nothing. */
  readOnly: boolean | null
  destructive: boolean | null
  /** Estimate of what its name, description and schema take, in tokens. */
  tokens: number
}

export interface McpResource {
  /** Address, or a template of one. */
  uri: string
  name: string
  description: string | null
  mimeType: string | null
  isTemplate: boolean
}

export interface McpStatus {
  /** Codex's word for its state in the chat that was asked about; null without a chat. */
  runtime: string | null
  tools: readonly McpTool[]
  /** Sum over the tools. */
  tokens: number
  resources: readonly McpResource[]
  /** Why it could not be asked for its tools, Codex's words made shorter. */
  error: string | null
  /** Codex's word: unsupported, notLoggedIn, oAuth, bearerToken, unknown. */
  auth: string
  /** What it calls itself. */
  title: string | null
  version: string | null
  pluginId: string | null
}

/** Shown at most of what a server names. */
const mostTools = 2048
const mostResources = 2000

const characters = (value: unknown): number => {
  try {
    return JSON.stringify(value)?.length ?? 0
  } catch {
    return 0
  }
}

/** Four characters make a token, roughly, in English and in JSON alike. */
export function estimateTokens(name: string, description: string, schema: unknown): number {
  return Math.ceil((name.length + description.length + characters(schema)) / 4)
}

function readTool(key: string, value: unknown): McpTool {
  const read = fields(value)
  const name = textIn(read, 'name') ?? key
  const description = textIn(read, 'description') ?? ''
  const notes = fields(read['annotations'])
  const flag = (hint: string): boolean | null => (typeof notes[hint] === 'boolean' ? notes[hint] : null)
  const schema = read['inputSchema'] ?? null
  return {
    name,
    title: textIn(read, 'title') ?? textIn(notes, 'title'),
    description,
    schema,
    readOnly: flag('readOnlyHint'),
    destructive: flag('destructiveHint'),
    tokens: estimateTokens(name, description, schema),
  }
}

const readResource = (value: unknown, isTemplate: boolean): McpResource[] => {
  const read = fields(value)
  const uri = textIn(read, isTemplate ? 'uriTemplate' : 'uri')
  if (uri === null) return []
  return [
    {
      uri,
      name: textIn(read, 'title') ?? textIn(read, 'name') ?? uri,
      description: textIn(read, 'description'),
      mimeType: textIn(read, 'mimeType'),
      isTemplate,
    },
  ]
}

/** One row of mcpServerStatus/list. */
export function readStatus(row: unknown): McpStatus {
  const read = fields(row)
  const tools = Object.entries(fields(read['tools']))
    .slice(0, mostTools)
    .map(([key, value]) => readTool(key, value))
    .toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
  const info = fields(read['serverInfo'])
  const error = textIn(read, 'toolsError')
  return {
    runtime: textIn(read, 'runtimeStatus'),
    tools,
    tokens: tools.reduce((sum, tool) => sum + tool.tokens, 0),
    resources: [
      ...listIn(read, 'resources').flatMap((value) => readResource(value, false)),
      ...listIn(read, 'resourceTemplates').flatMap((value) => readResource(value, true)),
    ].slice(0, mostResources),
    error: error === null ? null : shorter(error),
    auth: textIn(read, 'authStatus') ?? 'unknown',
    title: textIn(info, 'title') ?? textIn(info, 'name'),
    version: textIn(info, 'version'),
    pluginId: textIn(read, 'pluginId'),
  }
}

/** Codex's errors without the names of Rust types, and without the end that it says twice. */
export function shorter(error: string): string {
  const plain = error.slice(0, 4000).replaceAll(/Transport \[[^\]]*\] error: /g, '')
  return plain.replace(/: ([^:][^]{2,}?): \1$/, ': $1').trim()
}

/** How starting it in a chat went, as Codex told while it did. */
export interface McpStartup {
  state: 'starting' | 'ready' | 'failed' | 'cancelled'
  /** From starting to ready, ms; null where one of both wasn't seen. */
  tookMs: number | null
  error: string | null
}

/** What was last heard of a server. */
export interface McpLook {
  state: 'asking' | 'known' | 'failed'
  /** The last answer, kept while it is asked anew. */
  status: McpStatus | null
  /** Why it could not be asked. */
  problem: string | null
  /** It was asked about in a loaded chat; else it was started alone to be asked. */
  inChat: boolean
  /** How long the answer took, ms: without a chat that is its start-up. */
  tookMs: number | null
}

/**
 * `waiting`: for the person's word. `off`: switched off or kept off. `login`: needs one. `starting`, `running` (in a chat), `ready`
 * (it started and answered, no chat uses it now), `failed`, `asking` for the first time, `unknown` before.
 */
export type McpState = 'waiting' | 'off' | 'login' | 'starting' | 'running' | 'ready' | 'failed' | 'asking' | 'unknown'

const needsLogin = /not logged in|Auth required|authentication required/i

/** One word for a server, from what is written and what was heard. `wanted`: what its switch was just set to. */
export function stateOf(
  server: Pick<McpServer, 'options' | 'folder'>,
  look: McpLook | undefined,
  startup: McpStartup | undefined,
  wanted?: boolean,
): McpState {
  const { folder, options } = server
  if (folder?.state === 'waiting' || folder?.state === 'changed') return 'waiting'
  if (folder?.state === 'refused') return 'off'
  const on = wanted ?? options.enabled
  if (!on) return 'off'
  const status = look?.status ?? null
  // A switch that was just set: what was heard before says nothing any more.
  if (wanted === true && !options.enabled) return 'starting'
  if (look === undefined || status === null) {
    if (startup?.state === 'failed') return needsLogin.test(startup.error ?? '') ? 'login' : 'failed'
    if (look?.state === 'failed') return 'failed'
    if (startup?.state === 'starting') return 'starting'
    if (startup?.state === 'ready') return 'running'
    return look?.state === 'asking' ? 'asking' : 'unknown'
  }
  switch (status.runtime) {
    case 'authenticationRequired':
      return 'login'
    case 'disabled':
      return 'off'
    case 'starting':
      return 'starting'
    case 'failed':
    case 'cancelled':
      return needsLogin.test(status.error ?? '') ? 'login' : 'failed'
    case 'connected':
      return 'running'
    default:
      if (status.error === null) return 'ready'
      return needsLogin.test(status.error) ? 'login' : 'failed'
  }
}

/** Why it failed, from whoever said so last. */
export function failureOf(look: McpLook | undefined, startup: McpStartup | undefined): string | null {
  return look?.status?.error ?? (startup?.error ? shorter(startup.error) : null) ?? look?.problem ?? null
}

/** What a person may do about a failure; null where Codex's own words must do. */
export function adviceFor(error: string, server: Pick<McpServer, 'definition' | 'options'>): string | null {
  const { command } = server.definition
  const variable = /[Ee]nvironment variable (\S+) .*not set/.exec(error)?.[1]
  if (variable !== undefined)
    return `Codex has no variable ${variable}. Keep its value under Secrets, then restart Codex.`
  if (/os error 2\b|not found|cannot find/i.test(error) && command !== null)
    return `No program “${command}” was found. Give its full path, or check the PATH that this app was started with.`
  if (/os error 13\b|permission denied/i.test(error)) return 'The program may not be run. Check its permissions.'
  if (/timed out/i.test(error) && /handshak|tools\/list|start/i.test(error))
    return `It did not answer within ${server.options.startupTimeoutSec ?? 30} s. If it needs longer, raise its start-up time-out.`
  if (/connection closed: initialize/i.test(error))
    return 'It ended before it said anything. Start it alone to see why.'
  if (/Invalid MCP server name/i.test(error))
    return 'A name may hold letters, digits and _ : @ / . - only. Rename it under Edit.'
  if (/catalog limit/i.test(error)) return 'It offers more tools than Codex takes, so Codex takes none of them.'
  if (/Unexpected response type/i.test(error))
    return 'One of its tools is described in a way that Codex can’t read, so it takes none of them.'
  return null
}
