// Configurations, status rows and folder servers as Codex and main tell them.
import type { HomeWrite } from '../../../../../preload/contract/config'
import type { FolderServer, McpDefinition } from '../../../../../preload/contract/mcp'

export const projectId = '0123456789abcdef'

/** A config/read answer: these servers in the home's config.toml, others where given. */
export function configWith(
  home: Record<string, unknown>,
  others: {
    folder?: Record<string, unknown>
    system?: Record<string, unknown>
    folderOff?: string
    version?: string
  } = {},
): unknown {
  const layer = (
    name: object,
    servers: Record<string, unknown>,
    version: string,
    disabledReason: string | null = null,
  ) => ({
    name,
    version,
    config: { mcp_servers: servers },
    disabledReason,
  })
  return {
    config: {},
    origins: {},
    layers: [
      ...(others.folder
        ? [layer({ type: 'project', dotCodexFolder: '/p/.codex' }, others.folder, 'vp', others.folderOff ?? null)]
        : []),
      layer({ type: 'user', file: '/h/config.toml', profile: null }, home, others.version ?? 'v1'),
      ...(others.system ? [layer({ type: 'system', file: '/etc/codex/config.toml' }, others.system, 'vs')] : []),
    ],
  }
}

export const emptyDefinition: McpDefinition = {
  command: null,
  args: [],
  env: {},
  envVars: [],
  cwd: null,
  url: null,
  headers: {},
  envHeaders: {},
  bearerTokenVariable: null,
  headersHelper: null,
  rest: '',
}

export const folderServer = (change: Partial<FolderServer> = {}): FolderServer => ({
  name: 'ours',
  file: '/p/.codex/config.toml',
  definition: { ...emptyDefinition, command: 'node', args: ['server.js', '--fast'] },
  hash: 'h1',
  state: 'waiting',
  before: null,
  overridesOwn: false,
  ...change,
})

export const statusRow = (name: string, change: Record<string, unknown> = {}) => ({
  name,
  runtimeStatus: 'connected',
  pluginId: null,
  serverInfo: { name: 'deck-test', version: '1.0.0' },
  tools: {
    add: { name: 'add', description: 'Adds', inputSchema: { type: 'object', properties: { a: { type: 'number' } } } },
  },
  toolsError: null,
  resources: [],
  resourceTemplates: [],
  authStatus: 'unsupported',
  ...change,
})

export const statusOf = (name: string, change: Record<string, unknown> = {}) => ({
  data: [statusRow(name, change)],
  nextCursor: null,
})

export const homeWrite = (change: Partial<HomeWrite> = {}): HomeWrite => ({
  projectId,
  name: 'p',
  state: 'written',
  problem: null,
  overridden: null,
  version: 'v2',
  undoId: 'u1',
  theirs: null,
  ...change,
})
