// Tells Codex how far a project's folder is trusted, in the project's own home. Measured with Codex 0.169.0: without an entry a
// writable sandbox writes "trusted" by itself and arms the folder's `.codex/` (MCP servers, hooks); an explicit "untrusted"
// wins over everything. So the entry is written before any thread can start, and a server that can't be told doesn't start.
// In a home shared with the terminal nothing is written: there the same entry is given on the command line.
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

/**
 * Makes the home's config.toml say what the person chose for these folders: the project's and its worktrees' (`config/read`,
 * `config/batchWrite`). Rejects if Codex refuses.
 */
export async function writeTrust(
  server: Pick<CodexConnection, 'request'>,
  paths: readonly string[],
  trust: Trust,
): Promise<void> {
  const value = levelOf(trust)
  const { config } = await server.request('config/read', { includeLayers: false })
  const others = paths.filter((path) => currentLevel(config, path) !== value)
  if (others.length === 0) return
  await server.request('config/batchWrite', {
    edits: others.map((path) => ({
      keyPath: `projects.${JSON.stringify(path)}.trust_level`,
      value,
      mergeStrategy: 'upsert',
    })),
    // A reload would start in loaded threads what the folder brings: that is for those who look at it first.
    reloadUserConfig: false,
  })
}

/**
 * The person's choice as a `-c` setting of a server's start, which wins over the home's config.toml and is written nowhere.
 * A whole table, because Codex splits a dotted key at every dot, those of the path too (measured: the folder then counted
 * as one without an entry, and its `.codex/` was armed).
 */
export function trustOverride(paths: readonly string[], trust: Trust): string {
  const entries = paths.map((path) => {
    // JSON's escapes are TOML's; DEL is the one character that only TOML wants escaped.
    const key = JSON.stringify(path).replaceAll('\u007f', '\\u007f')
    return `${key}={trust_level="${levelOf(trust)}"}`
  })
  return `projects={${entries.join(',')}}`
}
