// The tools of a server one by one: which are switched on, who is asked before each, and the edits that change it. Pure. Codex's
// status lists only the tools that are on, so those that were seen before are remembered by name.
import type { ConfigEdit } from '../../../preload/contract/config'
import { keep, readKept } from '../app/kept'
import { fields } from '../threads/decode'
import { textsOf, type McpOptions } from './mcp-servers'
import type { McpTool } from './mcp-status'

export interface ToolRow {
  name: string
  /** Null while it is off, or not offered any more. */
  tool: McpTool | null
  on: boolean
  /** Codex's word; null follows the server's. */
  mode: string | null
}

const isOn = (name: string, { enabledTools, disabledTools }: McpOptions): boolean =>
  (enabledTools === null || enabledTools.includes(name)) && !disabledTools.includes(name)

/** Every tool that is offered, written down or remembered, by name. */
export function toolRows(tools: readonly McpTool[], options: McpOptions, remembered: readonly string[]): ToolRow[] {
  const offered = new Map(tools.map((tool) => [tool.name, tool]))
  const names = new Set([
    ...offered.keys(),
    ...(options.enabledTools ?? []),
    ...options.disabledTools,
    ...options.toolModes.keys(),
    // One that was seen and is on, but isn't offered any more, is gone.
    ...remembered.filter((name) => !isOn(name, options)),
  ])
  return [...names]
    .map((name) => ({
      name,
      tool: offered.get(name) ?? null,
      on: isOn(name, options),
      mode: options.toolModes.get(name) ?? null,
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
}

/** Switches tools on or off: through disabled_tools, and enabled_tools only where the server has one. */
export function toolEdits(server: string, options: McpOptions, names: readonly string[], on: boolean): ConfigEdit[] {
  const path = (key: string) => ['mcp_servers', server, key]
  const { enabledTools, disabledTools } = options
  const disabled = on
    ? disabledTools.filter((name) => !names.includes(name))
    : [...disabledTools, ...names.filter((name) => !disabledTools.includes(name))]
  const edits: ConfigEdit[] = [
    { path: path('disabled_tools'), value: disabled.length === 0 ? null : disabled, merge: 'replace' },
  ]
  const missing = names.filter((name) => enabledTools !== null && !enabledTools.includes(name))
  if (on && enabledTools !== null && missing.length > 0)
    edits.push({ path: path('enabled_tools'), value: [...enabledTools, ...missing], merge: 'replace' })
  return edits
}

/** Who is asked before a tool runs; null goes back to the server's default. */
export function modeEdit(server: string, tool: string, mode: string | null): ConfigEdit {
  return { path: ['mcp_servers', server, 'tools', tool, 'approval_mode'], value: mode, merge: 'replace' }
}

const mostServers = 100
const mostNames = 2048
const longestName = 200
type Kept = ReadonlyMap<string, readonly string[]>

const accept = (value: unknown): Kept =>
  new Map(
    Object.entries(fields(value))
      .slice(-mostServers)
      .map(([key, names]) => [key, textsOf(names).slice(0, mostNames)]),
  )

const keyOf = (projectId: string, server: string): string => `${projectId} ${server}`

/** Tools of this server that were seen before, in this or an earlier run. */
export function rememberedTools(projectId: string, server: string): readonly string[] {
  return readKept<Kept>('mcp-tools', accept, new Map()).get(keyOf(projectId, server)) ?? []
}

/** Adds what a server offers to what is remembered of it. */
export function rememberTools(projectId: string, server: string, tools: readonly McpTool[]): void {
  if (tools.length === 0) return
  const all = new Map(readKept<Kept>('mcp-tools', accept, new Map()))
  const key = keyOf(projectId, server)
  const before = all.get(key) ?? []
  const fresh = tools.flatMap(({ name }) => (name.length > longestName || before.includes(name) ? [] : [name]))
  if (fresh.length === 0) return
  all.delete(key)
  all.set(key, [...before, ...fresh].slice(-mostNames))
  keep('mcp-tools', Object.fromEntries([...all].slice(-mostServers)))
}
