// Signs out of an MCP server with `codex mcp logout`, for app-server has no call for it.
import { CallError } from '../app/call-error'
import { codexEnvironment, type Environment } from '../codex/process/environment'
import { runToEnd } from '../codex/process/run'
import { startupWords } from './startup-words'

export interface LogoutJob {
  readonly codex: string
  readonly home: string
  /** The project's folder: its configuration may name the server. */
  readonly cwd: string
  readonly environment: Environment
  readonly server: string
  /** `mcp_oauth_credentials_store` as it counts for the project; null for Codex's own choice. */
  readonly store: string | null
  /** Settings that the project's own server is started with, as `-c` takes them. */
  readonly overrides: readonly string[]
}

const timeoutMs = 30_000

/**
 * Removes the credentials. Where Codex chooses the store, the file is looked at besides: without a keyring it fails and leaves
 * the file as it is (measured with 0.169.0). Rejects in words when neither worked.
 */
export async function logout(job: LogoutJob): Promise<void> {
  const chosen = job.store === null || job.store === 'auto'
  const first = await run(job, [])
  if (first === null && !chosen) return
  const second = chosen ? await run(job, ['-c', 'mcp_oauth_credentials_store="file"']) : first
  // With one of them done and the other without a store to look at, nothing is left.
  if (second === null && (first === null || /keyring/i.test(first))) return
  throw new CallError('logout-failed', 'Codex could not sign out of this server.', startupWords(second ?? first ?? ''))
}

/** Null when it worked, else what Codex said. */
async function run({ codex, home, cwd, environment, server, overrides }: LogoutJob, args: readonly string[]) {
  const settings = overrides.flatMap((setting) => ['-c', setting])
  const { code, stderr } = await runToEnd(codex, [...settings, ...args, 'mcp', 'logout', '--', server], {
    cwd,
    env: codexEnvironment({ base: environment, home }),
    maxBytes: 64 * 1024,
    timeoutMs,
  })
  return code === 0 ? null : stderr
}
