// Tries a model provider that a project's config.toml names: one small answer through the real Codex. It runs in a throw-away home
// with an app-server of its own (providers-trial.ts), because on the project's server the home's AGENTS.md would be sent along and
// its MCP servers and hooks would start (measured with 0.169.0). What is wrong is put in words in providers-words.ts.
import type { Project } from '@contract/model'
import type { ProviderTest } from '@contract/workings'
import { CallError } from '../app/call-error'
import type { Environment } from '../codex/process/environment'
import { codexEnvironment } from '../codex/process/environment'
import { layersOf, userLayer } from './config-layers'
import { isTable, valueAt, type Table } from './key-path'
import { reachOf } from './providers-reach'
import { tryToken } from './providers-token'
import { isBedrock, tryProvider, type TrialParts } from './providers-trial'
import { failureWords, shown } from './providers-words'

export interface ProvidersParts extends TrialParts {
  find: (projectId: string) => Project | null
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** What the project's server has in its environment on top of the app's: secrets and keys. */
  environmentOf: (project: Project) => Promise<Readonly<Record<string, string>>>
  /** The key of the project's account, where that is one of Amazon Bedrock. Remembers nothing of being asked. */
  accountKeysOf: (project: Project) => Promise<Readonly<Record<string, string>>>
  environment: Environment
}

/** Codex's own providers that a test can use; those with a login can't be tried without it. */
const builtIn: ReadonlySet<string> = new Set(['ollama', 'lmstudio', 'amazon-bedrock'])

export class Providers {
  readonly #parts: ProvidersParts
  readonly #running = new Map<string, AbortController>()

  constructor(parts: ProvidersParts) {
    this.#parts = parts
  }

  /** Tries a provider that is written already. One at a time a project: a second test ends the first. */
  async test(projectId: string, provider: string, model: string): Promise<ProviderTest> {
    const project = this.#parts.find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    this.cancel(projectId)
    const stop = new AbortController()
    this.#running.set(projectId, stop)
    const began = performance.now()
    try {
      const outcome = await this.#try(project, provider, model, stop.signal)
      return { ...outcome, ms: Math.round(performance.now() - began) }
    } finally {
      if (this.#running.get(projectId) === stop) this.#running.delete(projectId)
    }
  }

  /** Ends a test under way; it answers that it was stopped. */
  cancel(projectId: string): void {
    this.#running.get(projectId)?.abort(new CallError('cancelled', 'The test was stopped.'))
  }

  async #try(
    project: Project,
    provider: string,
    model: string,
    signal: AbortSignal,
  ): Promise<Omit<ProviderTest, 'ms'>> {
    const table = await this.#tableOf(project, provider)
    if (table?.['requires_openai_auth'] === true || provider === 'openai')
      return failed(
        'This provider uses the project’s own sign-in, which a test doesn’t have. Send a message in a chat to try it.',
      )
    const extra = await this.#parts.environmentOf(project)
    const auth = table?.['auth']
    if (isTable(auth)) {
      const { environment } = this.#parts
      const problem = await tryToken(auth, {
        cwd: project.path,
        env: codexEnvironment({ base: environment, extra: { ...extra } }),
        signal,
      })
      if (problem !== null) return failed(problem.message, problem.detail)
    }
    // An account's key goes to the provider that it is for, and to no other.
    const keys = isBedrock(provider) ? await this.#parts.accountKeysOf(project) : {}
    const secrets = { ...extra, ...keys }
    const failure = await tryProvider(
      this.#parts,
      { provider, table, model, projectPath: project.path, secrets },
      signal,
    )
    if (failure === null) {
      const unset = missingVariables(table, { ...this.#parts.environment, ...extra })
      const words = `${provider} answered.`
      return { ok: true, message: words, detail: unset.length === 0 ? null : unsetWords(unset) }
    }
    const url = typeof table?.['base_url'] === 'string' ? table['base_url'] : null
    const reach =
      failure.kind === 'unreached' && url !== null ? await reachOf(url, this.#parts.environment, signal) : null
    const said = shown(failure.message, [...Object.values(secrets), ...valuesIn(table)])
    return failed(failureWords(failure, { provider, model, url, reach }), said)
  }

  /** The provider's own table in the home's config.toml; null for one of Codex's own. */
  async #tableOf(project: Project, provider: string): Promise<Table | null> {
    const answer = await this.#parts.request(project, 'config/read', { includeLayers: true, cwd: null })
    const table = valueAt(userLayer(layersOf(answer))?.config, ['model_providers', provider])
    if (isTable(table)) return table
    if (builtIn.has(provider) || provider === 'openai') return null
    throw new CallError('no-provider', `There is no provider “${provider}” in this project’s configuration.`)
  }
}

const failed = (message: string, detail: string | null = null): Omit<ProviderTest, 'ms'> => ({
  ok: false,
  message,
  detail,
})

/** What a table itself may hold of secrets: a fixed token, values of headers. */
function valuesIn(table: Table | null): string[] {
  const headers = table?.['http_headers']
  const values = [table?.['experimental_bearer_token'], ...(isTable(headers) ? Object.values(headers) : [])]
  return values.filter((value) => typeof value === 'string')
}

/** Variables of headers that nobody set: Codex leaves such headers out without a word. */
function missingVariables(table: Table | null, env: Readonly<Record<string, string | undefined>>): string[] {
  const headers = table?.['env_http_headers']
  if (!isTable(headers)) return []
  return Object.values(headers).filter((name): name is string => typeof name === 'string' && !env[name])
}

const unsetWords = (names: readonly string[]): string =>
  `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not set, so ${names.length === 1 ? 'its header was' : 'their headers were'} left out.`
