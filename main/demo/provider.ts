/**
 * The offline demo as a model provider: a scripted model on loopback that runs only while somebody holds a lease, and
 * the exact overrides that point a Codex thread at it. What it says is in script.ts; how it speaks, in responses.ts.
 *
 * Measured with Codex 0.169.0: overrides per thread are enough. `thread/start`, `thread/resume` and `thread/fork` take
 * `modelProvider` plus `config["model_providers.<id>"]`, so config.toml, the argument vector and the child's environment
 * stay untouched, one app-server can run demo threads and real ones side by side, and the token is written nowhere
 * (the whole home was searched after a turn). Port and token differ at each run, so resuming must pass them anew:
 * without them `thread/resume` refuses ("uses model provider deck-demo, which is no longer configured") and
 * `thread/fork` silently falls back to the default provider. Sub-agents and reviews inherit them from their thread.
 */
import type { ResponsesServer, Script } from './responses'

/** Codex's id of the provider; `thread.modelProvider` of every demo thread. */
export const DEMO_PROVIDER_ID = 'deck-demo'

/** Shown wherever a provider or an account is named. */
export const DEMO_PROVIDER_NAME = 'Offline demo (scripted, not AI)'

/** The script speaks in plain function calls, which Codex offers with this model; newer ones get a code-mode tool. */
export const DEMO_MODEL = 'gpt-5.5'

/** Where a model listens and the secret it wants. */
export interface ProviderAddress {
  readonly baseUrl: string
  readonly token: string
}

/** To be spread into the params of `thread/start`, `thread/resume` and `thread/fork`. */
export interface ThreadOverrides {
  readonly modelProvider: string
  readonly model: string
  readonly config: { readonly [key: string]: ConfigValue }
}

type ConfigValue = string | number | boolean | { readonly [key: string]: ConfigValue }

/** A hold on the running demo. The address stays the same as long as any lease is held. */
export interface DemoLease extends ProviderAddress {
  readonly threadOverrides: ThreadOverrides
  /** Gives the hold back; the last one to do so stops the server. Safe to call twice. */
  release(): Promise<void>
}

/** Whether a thread belongs to the demo and so needs a lease before it can be resumed or forked. */
export function isDemoThread(thread: { readonly modelProvider: string }): boolean {
  return thread.modelProvider === DEMO_PROVIDER_ID
}

/** The overrides that point a thread at a model on `address`. No retries on purpose: loopback is there, or it is not. */
export function demoThreadOverrides(address: ProviderAddress): ThreadOverrides {
  return {
    modelProvider: DEMO_PROVIDER_ID,
    model: DEMO_MODEL,
    config: {
      [`model_providers.${DEMO_PROVIDER_ID}`]: {
        name: DEMO_PROVIDER_NAME,
        base_url: address.baseUrl,
        wire_api: 'responses',
        requires_openai_auth: false,
        experimental_bearer_token: address.token,
        request_max_retries: 1,
        stream_max_retries: 1,
      },
      // Lets the script ask a question outside plan mode; the flag is unstable, and Codex would warn about that.
      'features.default_mode_request_user_input': true,
      suppress_unstable_features_warning: true,
      // Otherwise Codex waits without end for a network that has nothing to do with loopback.
      'features.unbounded_connection_retries': false,
    },
  }
}

/** Starts the demo at the first lease and stops it after the last. Holds at most one server. */
export class DemoProvider {
  readonly #script: Script | undefined
  #holders = 0
  /** Starts and stops queue up here, so that a stop under way never races the next start. */
  #turnstile: Promise<unknown> = Promise.resolve()
  #server: ResponsesServer | undefined

  /** `script` replaces the demo's own; for tests. */
  constructor(script?: Script) {
    this.#script = script
  }

  /** Whether the server listens now. */
  get running(): boolean {
    return this.#server !== undefined
  }

  /** Takes a hold, starting the server if need be. Rejects when no loopback port can be had. */
  acquire(): Promise<DemoLease> {
    return this.#inTurn(async () => {
      const server = (this.#server ??= await this.#start())
      this.#holders += 1
      let held = true
      const address = { baseUrl: server.baseUrl, token: server.token }
      return {
        ...address,
        threadOverrides: demoThreadOverrides(address),
        release: async () => {
          if (!held) return
          held = false
          await this.#inTurn(() => this.#drop(server))
        },
      }
    })
  }

  /** Stops the server whoever holds it; for the app's end. Leases taken before are void. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#holders = 0
      await this.#stop()
    })
  }

  async #start(): Promise<ResponsesServer> {
    const [{ serveResponses }, script] = await Promise.all([import('./responses'), this.#ownScript()])
    return serveResponses({ script })
  }

  async #ownScript(): Promise<Script> {
    return this.#script ?? (await import('./script')).demoScript()
  }

  async #drop(server: ResponsesServer): Promise<void> {
    // A lease that outlived close() must not take away the hold of a later one.
    if (server !== this.#server) return
    this.#holders = Math.max(0, this.#holders - 1)
    if (this.#holders === 0) await this.#stop()
  }

  async #stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    await server?.close()
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turnstile.then(act)
    this.#turnstile = result.catch(() => undefined)
    return result
  }
}
