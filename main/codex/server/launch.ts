// How an app-server is started and greeted: the command, its environment, `initialize` and `initialized`. Ends the child
// again if that fails, and says why. What is done with the server afterwards is connection.ts.
import type { InitializeResponse } from '@protocol/InitializeResponse'
import type { InitializeCapabilities } from '@protocol/InitializeCapabilities'
import type { CodexBundle } from '../binary/locate'
import { CodexError, isCodexError, toCodexError } from '../errors'
import { requireHealthyConfig } from '../home/config-health'
import { heldSettingArgs } from '../home/held-settings'
import { codexEnvironment, readProcessEnvironment, type Environment } from '../process/environment'
import { recordChild } from '../process/orphans'
import { spawnChild, type ChildExit, type CodexChild } from '../process/spawn'
import { terminateChild } from '../process/terminate'
import type { RpcPeer } from '../rpc/peer'
import { reasonFromStderr } from './stderr-reason'

export interface LaunchOptions {
  /** The CODEX_HOME of the server, absolute; it must exist. */
  readonly home: string
  /** The bundled Codex. */
  readonly bundle?: Pick<CodexBundle, 'codex'>
  /** Another program that speaks the protocol, for tests. One of `bundle` and `launch` is needed. */
  readonly launch?: { readonly command: string; readonly args: readonly string[] }
  /** Our version, as Codex reports it upstream. */
  readonly clientVersion: string
  /** Settings for this start that are in no file, as `-c` takes them (`key=TOML`). Asked for anew at each start. */
  readonly overrides?: () => readonly string[]
  /** Added to the allowlisted environment; as a function asked for anew at each start. It must not reject. */
  readonly env?: Environment | (() => Promise<Environment>)
  readonly cwd?: string
  /** Where running children are recorded, see process/orphans.ts. */
  readonly ledgerDir?: string
  readonly capabilities?: Partial<InitializeCapabilities>
  /**
   * Milliseconds until `initialize` must be answered. Codex needs 80 to 330 ms, and 12 s the first time it meets a home
   * with 10,000 sessions.
   */
  readonly startupTimeoutMs?: number
  readonly maxLineBytes?: number
  /** Gives the start up; the process is ended and the start rejects with `cancelled`. */
  readonly signal?: AbortSignal
  /** Refuse to start on a config.toml that Codex can't live with. On by default. */
  readonly checkConfig?: boolean
}

export const defaultStartupTimeoutMs = 60_000

/** Starts the process. Rejects with `config-invalid`, `spawn-failed` or `bundle-missing`. */
export async function startServerProcess(options: LaunchOptions): Promise<CodexChild> {
  const { home, launch, env, cwd, ledgerDir, checkConfig = true } = options
  if (checkConfig) await requireHealthyConfig(home)
  const target = launch ?? (await bundledServer(options))
  if (options.signal?.aborted)
    throw new CodexError('cancelled', 'The start of Codex was given up', { cause: options.signal.reason })
  const extra = typeof env === 'function' ? await env() : env
  const child = await spawnChild({
    command: target.command,
    args: target.args,
    env: codexEnvironment({ base: readProcessEnvironment(), home, ...(extra ? { extra } : {}) }),
    cwd: cwd ?? home,
  })
  // Not awaited: a full disk must not keep Codex from starting, and the record only matters after a crash.
  if (ledgerDir !== undefined) recordChild(ledgerDir, child).catch(() => {})
  return child
}

async function bundledServer({ bundle, home, overrides }: LaunchOptions) {
  if (!bundle) throw new CodexError('bundle-missing', 'No Codex was given to start')
  const given = (overrides?.() ?? []).flatMap((setting) => ['-c', setting])
  return { command: bundle.codex, args: [...(await heldSettingArgs(home)), ...given, 'app-server'] }
}

/** `initialize`, then `initialized`. On failure the child is ended and the error says what the server said last. */
export async function greet(peer: RpcPeer, child: CodexChild, options: LaunchOptions): Promise<InitializeResponse> {
  const { startupTimeoutMs = defaultStartupTimeoutMs, clientVersion, capabilities } = options
  const params = {
    clientInfo: { name: 'codex_deck', title: 'Codex Deck', version: clientVersion },
    capabilities: { experimentalApi: true, requestAttestation: false, ...capabilities },
  }
  try {
    const response = await peer.request('initialize', params, {
      timeoutMs: startupTimeoutMs,
      ...(options.signal ? { signal: options.signal } : {}),
    })
    peer.notify('initialized')
    return response as InitializeResponse // Codex's own answer; only shown, never relied on
  } catch (cause) {
    const timedOut = isCodexError(cause, 'timeout')
    const exit = await terminateChild(child, timedOut ? { eofMs: 0, termMs: 200 } : { eofMs: 500, termMs: 500 })
    if (timedOut) {
      const message = `Codex did not answer within ${startupTimeoutMs / 1000} s of its start`
      throw new CodexError('startup-timeout', message, { cause, data: { stderrTail: child.stderrTail.text() } })
    }
    if (isCodexError(cause, 'server-exited')) throw exitedError(exit, child, 'Codex ended as it started', cause)
    throw toCodexError(cause, 'protocol', 'Codex refused to start a session')
  }
}

/** `server-exited` with how it ended and what it said last. */
export function exitedError(exit: ChildExit, child: CodexChild, what: string, cause?: unknown): CodexError {
  const stderrTail = child.stderrTail.text()
  // A signal is reason enough: what the server said before it was killed was about something else.
  const reason = exit.signal ? null : reasonFromStderr(stderrTail)
  const how = exit.signal ? `killed by ${exit.signal}` : `exit code ${exit.code}`
  return new CodexError('server-exited', reason === null ? `${what} (${how}).` : `${what} (${how}): ${reason}`, {
    cause,
    data: { exitCode: exit.code, signal: exit.signal, stderrTail },
  })
}
