// Tries a model provider that a project's config.toml names: one small answer through the real Codex. It runs in a throw-away home
// with an app-server of its own, because on the project's server the home's AGENTS.md would be sent along and its MCP servers and
// hooks would start (measured with 0.169.0). Nothing of the project leaves the machine: the message is "Say ok." and no tool is
// offered. What is wrong is put in words in providers-words.ts.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '@contract/model'
import type { ProviderTest } from '@contract/workings'
import { CallError } from '../app/call-error'
import { isCodexError } from '../codex/errors'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import type { Environment } from '../codex/process/environment'
import { codexEnvironment } from '../codex/process/environment'
import { CodexConnection } from '../codex/server/connection'
import type { CodexNotification } from '../codex/server/methods'
import { layersOf, userLayer } from './config-layers'
import { isTable, valueAt, type Table } from './key-path'
import { reachOf } from './providers-reach'
import { tryToken } from './providers-token'
import { failureWords, shown, type Failure } from './providers-words'

export interface ProvidersParts {
  find: (projectId: string) => Project | null
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** What the project's server has in its environment on top of the app's: secrets and keys. */
  environmentOf: (project: Project) => Promise<Readonly<Record<string, string>>>
  environment: Environment
  codex: () => Promise<string>
  clientVersion: string
  /** Where running children are recorded. */
  ledgerDir: string
  /** A folder of the app's own, not a temporary one, for throw-away homes. */
  scratch: string
  /** How long an answer is waited for, in ms. */
  patienceMs?: number
}

/** Codex's own providers that a test can use; those with a login can't be tried without it. */
const builtIn: ReadonlySet<string> = new Set(['ollama', 'lmstudio', 'amazon-bedrock'])
/** Takes no settings but its own. */
const bedrock = /^amazon-bedrock/
const patienceMs = 45_000

/** No plugins, commands, hooks or text of the home's; and Codex gives up where it would wait for a network without end. */
const quietConfig = `cli_auth_credentials_store = "ephemeral"
web_search = "disabled"
check_for_update_on_startup = false
project_doc_max_bytes = 0
include_apps_instructions = false
include_collaboration_mode_instructions = false
include_environment_context = false
include_permissions_instructions = false
[history]
persistence = "none"
[analytics]
enabled = false
[skills]
include_instructions = false
[skills.bundled]
enabled = false
[features]
plugins = false
hooks = false
shell_tool = false
unified_exec = false
view_image = false
multi_agent = false
goals = false
memories = false
unbounded_connection_retries = false
`

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
    const failure = await this.#ask(project, { provider, table, model, extra }, signal)
    if (failure === null) {
      const unset = missingVariables(table, { ...this.#parts.environment, ...extra })
      const words = `${provider} answered.`
      return { ok: true, message: words, detail: unset.length === 0 ? null : unsetWords(unset) }
    }
    const url = typeof table?.['base_url'] === 'string' ? table['base_url'] : null
    const reach =
      failure.kind === 'unreached' && url !== null ? await reachOf(url, this.#parts.environment, signal) : null
    return failed(failureWords(failure, { provider, model, url, reach }), shown(failure.message))
  }

  /** The provider's own table in the home's config.toml; null for one of Codex's own. */
  async #tableOf(project: Project, provider: string): Promise<Table | null> {
    const answer = await this.#parts.request(project, 'config/read', { includeLayers: true, cwd: null })
    const table = valueAt(userLayer(layersOf(answer))?.config, ['model_providers', provider])
    if (isTable(table)) return table
    if (builtIn.has(provider) || provider === 'openai') return null
    throw new CallError('no-provider', `There is no provider “${provider}” in this project’s configuration.`)
  }

  /** Null when it answered. */
  async #ask(
    project: Project,
    what: { provider: string; table: Table | null; model: string; extra: Readonly<Record<string, string>> },
    signal: AbortSignal,
  ): Promise<Failure | null> {
    const { scratch, codex, clientVersion, ledgerDir } = this.#parts
    const folder = join(scratch, randomBytes(8).toString('hex'))
    const work = join(folder, 'work')
    const home = join(folder, 'home')
    await makeFolder(work)
    await makeFolder(home)
    await writeFileAtomic(join(home, 'config.toml'), quietConfig)
    const late = AbortSignal.timeout(this.#parts.patienceMs ?? patienceMs)
    const end = AbortSignal.any([signal, late])
    const turn = new Turn()
    let connection: CodexConnection | null = null
    try {
      connection = await CodexConnection.open({
        home,
        cwd: work,
        bundle: { codex: await codex() },
        clientVersion,
        ledgerDir,
        env: { ...what.extra },
        signal: end,
        onNotification: (message) => turn.see(message),
        // A model that is only asked to say ok has nothing to ask for.
        onServerRequest: (request) => void request.respondError(-32_000, 'Not in a test'),
      })
      const { provider, model } = what
      const options = { signal: end }
      const settings = settingsFor(project, what)
      const { thread } = await connection.request(
        'thread/start',
        {
          cwd: work,
          ephemeral: true,
          sandbox: 'read-only',
          approvalPolicy: 'never',
          environments: [],
          modelProvider: provider,
          model,
          baseInstructions: 'Answer with the word ok.',
          // Codex's own shape; what the person wrote is passed as it is.
          ...(settings === null ? {} : { config: settings as Record<string, never> }),
        },
        options,
      )
      const input = [{ type: 'text' as const, text: 'Say ok.', text_elements: [] }]
      await connection.request('turn/start', { threadId: thread.id, input }, options)
      return await turn.ended(end)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (late.aborted) return { kind: 'silent', status: null, message: turn.lastError }
      return { kind: 'codex', status: null, message: isCodexError(error) ? error.message : String(error) }
    } finally {
      await connection?.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
    }
  }
}

/** The provider's table as the thread is given it: in memory, for it may hold a token. One try is enough to tell. */
function settingsFor(
  project: Project,
  { provider, table }: { provider: string; table: Table | null },
): Record<string, unknown> | null {
  if (table === null) return null
  const auth = table['auth']
  const settings: Record<string, unknown> = { ...table }
  // Where Codex runs it in the project's own chats.
  if (isTable(auth) && auth['cwd'] === undefined) settings['auth'] = { ...auth, cwd: project.path }
  if (!bedrock.test(provider)) Object.assign(settings, { request_max_retries: 0, stream_max_retries: 0 })
  return { model_providers: { [provider]: settings } }
}

const failed = (message: string, detail: string | null = null): Omit<ProviderTest, 'ms'> => ({
  ok: false,
  message,
  detail,
})

/** Variables of headers that nobody set: Codex leaves such headers out without a word. */
function missingVariables(table: Table | null, env: Readonly<Record<string, string | undefined>>): string[] {
  const headers = table?.['env_http_headers']
  if (!isTable(headers)) return []
  return Object.values(headers).filter((name): name is string => typeof name === 'string' && !env[name])
}

const unsetWords = (names: readonly string[]): string =>
  `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not set, so ${names.length === 1 ? 'its header was' : 'their headers were'} left out.`

/** Follows the one turn of a test. */
class Turn {
  #outcome: Failure | null | undefined
  #settle: ((failure: Failure | null) => void) | undefined
  lastError = ''

  see({ method, params }: CodexNotification): void {
    switch (method) {
      case 'error':
        this.lastError = String(valueAt(params, ['error', 'message']) ?? '')
        return
      case 'item/started': {
        const type = valueAt(params, ['item', 'type'])
        const isTalk = type === 'userMessage' || type === 'agentMessage' || type === 'reasoning'
        // It answered, which is all that was asked; whatever else it wants is not done.
        if (!isTalk) this.#end(null)
        return
      }
      case 'turn/completed':
        this.#end(failureOf(valueAt(params, ['turn'])))
    }
  }

  /** Rejects with the signal's reason. */
  ended(signal: AbortSignal): Promise<Failure | null> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      this.#settle = (failure) => {
        signal.removeEventListener('abort', stop)
        resolve(failure)
      }
      if (this.#outcome !== undefined) this.#settle(this.#outcome)
      else if (signal.aborted) stop()
    })
  }

  #end(outcome: Failure | null): void {
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    this.#settle?.(outcome)
  }
}

function failureOf(turn: unknown): Failure | null {
  if (valueAt(turn, ['status']) === 'completed') return null
  const error = valueAt(turn, ['error'])
  const message = [valueAt(error, ['message']), valueAt(error, ['additionalDetails'])]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n')
  const info = valueAt(error, ['codexErrorInfo'])
  const [name, inner] = isTable(info) ? (Object.entries(info)[0] ?? ['other', null]) : [String(info), null]
  const told = valueAt(inner, ['httpStatusCode'])
  const status = typeof told === 'number' ? told : Number(/\bstatus (\d{3})\b/.exec(message)?.[1] ?? 0)
  return { kind: kindOf(name, status, message), status: status === 0 ? null : status, message }
}

function kindOf(name: string, status: number, message: string): Failure['kind'] {
  if (name === 'modelNotFound') return 'model'
  if (status === 401 || status === 403 || name === 'unauthorized') return 'key'
  if (status === 404) return 'address'
  if (status === 429 || name === 'usageLimitExceeded') return 'limit'
  if (status >= 400) return 'status'
  if (/^Missing environment variable/.test(message)) return 'variable'
  if (/builder error/.test(message)) return 'url'
  if (name === 'httpConnectionFailed' || /error sending request/.test(message)) return 'unreached'
  if (/stream (?:disconnected|closed) before/.test(message)) return 'wire'
  return 'codex'
}
