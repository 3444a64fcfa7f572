// Tells Codex how far a project's folder is trusted, in the project's own home. Measured with Codex 0.169.0: without an entry a
// writable sandbox writes "trusted" by itself and arms the folder's `.codex/` (MCP servers, hooks); an explicit "untrusted"
// wins over everything. So the entry is written before any thread can start, and a server that can't be told doesn't start.
import type { Trust } from '@contract/model'
import type { CodexConnection } from '../codex/server/connection'

type Level = 'trusted' | 'untrusted'

const levelOf = (trust: Trust): Level => (trust === 'trusted' ? 'trusted' : 'untrusted')

/** The level that the home's config has for this folder now; undefined when it has none. */
function currentLevel(config: unknown, path: string): unknown {
  if (typeof config !== 'object' || config === null || !('projects' in config)) return undefined
  const { projects } = config
  if (typeof projects !== 'object' || projects === null) return undefined
  const entry: unknown = Object.getOwnPropertyDescriptor(projects, path)?.value
  return typeof entry === 'object' && entry !== null && 'trust_level' in entry ? entry.trust_level : undefined
}

/** Makes the home's config.toml say what the person chose (`config/read`, `config/batchWrite`). Rejects if Codex refuses. */
export async function writeTrust(server: Pick<CodexConnection, 'request'>, path: string, trust: Trust): Promise<void> {
  const value = levelOf(trust)
  const { config } = await server.request('config/read', { includeLayers: false })
  if (currentLevel(config, path) === value) return
  await server.request('config/batchWrite', {
    edits: [{ keyPath: `projects.${JSON.stringify(path)}.trust_level`, value, mergeStrategy: 'upsert' }],
    reloadUserConfig: true,
  })
}
