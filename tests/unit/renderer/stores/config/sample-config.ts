// Answers of config/read and keys of a binary for the tests of the configuration.
import type { ConfigKey, HomeWrite } from '../../../../../preload/contract/config'

export const projectId = '0123456789abcdef'

export const userLayer = (config: object, version = 'v1') => ({
  name: { type: 'user', file: '/homes/weather/config.toml', profile: null },
  version,
  config,
  disabledReason: null,
})
export const folderLayer = (config: object, disabledReason: string | null = null) => ({
  name: { type: 'project', dotCodexFolder: '/srv/weather/.codex' },
  version: 'p1',
  config,
  disabledReason,
})
export const systemLayer = (config: object = {}) => ({
  name: { type: 'system', file: '/etc/codex/config.toml' },
  version: 's1',
  config,
  disabledReason: null,
})
export const flagsLayer = (config: object) => ({
  name: { type: 'sessionFlags' },
  version: 'f1',
  config,
  disabledReason: null,
})
export const managedLayer = (config: object) => ({
  name: { type: 'legacyManagedConfigTomlFromFile', file: '/etc/codex/managed_config.toml' },
  version: 'm1',
  config,
  disabledReason: null,
})

/** A config/read answer; every top-level key of `config` is one that the binary knows. */
export const readAnswer = (layers: object[], config: object = { model: null, features: {} }) => ({
  config,
  origins: {},
  layers,
})

export const key = (path: string, type: ConfigKey['type'] = 'string', values: string[] = [], help = ''): ConfigKey => ({
  path: path.split('.'),
  type,
  values,
  help,
})

export const binaryKeys: ConfigKey[] = [
  key('model', 'string', [], 'The model that new chats begin with.'),
  key('model_verbosity', 'enum', ['low', 'medium', 'high']),
  key('approval_policy', 'enum', ['on-request', 'never']),
  key('hide_agent_reasoning', 'boolean'),
  key('tool_output_token_limit', 'integer'),
  key('notify', 'strings'),
  key('features', 'table'),
  key('features.goals', 'boolean'),
  key('features.multi_agent_v2', 'any'),
  key('mcp_servers', 'table'),
  key('mcp_servers.*', 'table'),
  key('mcp_servers.*.command', 'string'),
  key('mcp_servers.*.args', 'strings'),
  key('mcp_servers.*.enabled', 'boolean'),
  key('mcp_servers.*.env', 'table'),
]

export const homeWrite = (change: Partial<HomeWrite> = {}): HomeWrite => ({
  projectId,
  name: 'weather',
  state: 'written',
  problem: null,
  overridden: null,
  version: 'v2',
  undoId: 'u1',
  theirs: null,
  ...change,
})
