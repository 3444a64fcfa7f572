// MCP servers: those that a folder brings wait for the person; output, login and removal of any. Their list, tools and status
// are Codex's own (config/read, mcpServerStatus/list).
import { z } from 'zod'

const projectId = z.string().regex(/^[0-9a-f]{16}$/)
const server = z.string().min(1).max(1000)

/** What a server would run or reach, as the layers say it together. Values of secrets-like headers are left out of no hash. */
export interface McpDefinition {
  command: string | null
  args: string[]
  env: Record<string, string>
  /** Variables of the app's environment that it would be given. */
  envVars: string[]
  cwd: string | null
  url: string | null
  headers: Record<string, string>
  /** Header → variable. */
  envHeaders: Record<string, string>
  bearerTokenVariable: string | null
  /** A command that is run for headers. */
  headersHelper: string | null
  /** Whatever else stands there, as TOML text. */
  rest: string
}

/** A server of the folder's own `.codex/`. It runs only while `approved` and unchanged. */
export interface FolderServer {
  name: string
  /** The file that brings it, absolute. */
  file: string
  definition: McpDefinition
  hash: string
  state: 'waiting' | 'approved' | 'changed' | 'refused'
  /** What was approved before it changed. */
  before: McpDefinition | null
  /** It changes a server that the person has set up under this name. */
  overridesOwn: boolean
}

export interface McpOutput {
  /** Its last lines on stderr, at most 400. */
  lines: string[]
  /** How long it took to be ready, ms; null when it wasn't. */
  startMs: number | null
  /** Why it did not start, Codex's words. */
  error: string | null
}

export type McpEvent =
  /** The servers that a project's folder brings, when they or their state changed. */
  | { type: 'folder-servers'; projectId: string; servers: FolderServer[] }
  /** A login of a server ended. */
  | { type: 'mcp-login'; projectId: string; server: string; problem: string | null }

export const mcpCalls = {
  'mcp/folderServers': z.object({ projectId }).strict(),
  /** Lets a server of the folder run (or not) as it is now; `hash` is what the person has seen. Takes effect in open chats. */
  'mcp/decide': z.object({ projectId, name: server, hash: z.string().max(128), approve: z.boolean() }).strict(),
  /** Loaded chats take the servers as they are written now; unapproved ones of the folder stay out. */
  'mcp/reload': z.object({ projectId }).strict(),
  /** Starts one server alone and gives what it said. */
  'mcp/output': z.object({ projectId, server }).strict(),
  /** Opens the login page of a server in the browser. Ends with the event `mcp-login`. */
  'mcp/login': z.object({ projectId, server, scopes: z.array(z.string().max(400)).max(50) }).strict(),
  'mcp/cancelLogin': z.object({ projectId, server }).strict(),
  'mcp/logout': z.object({ projectId, server }).strict(),
} as const

export interface McpResults {
  'mcp/folderServers': FolderServer[]
  'mcp/decide': null
  'mcp/reload': null
  'mcp/output': McpOutput
  'mcp/login': null
  'mcp/cancelLogin': null
  'mcp/logout': null
}
