// One small answer of a model provider through the real Codex: a throw-away home with an app-server of its own. The message is
// "Say ok.", and no tool, file or text of the project is there to be sent.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isCodexError } from '../codex/errors'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import { CodexConnection } from '../codex/server/connection'
import { heldBack } from '../secrets/held-back'
import { isTable, type Table } from './key-path'
import { TrialTurn } from './providers-turn'
import type { Failure } from './providers-words'

export interface TrialParts {
  codex: () => Promise<string>
  clientVersion: string
  /** Where running children are recorded. */
  ledgerDir: string
  /** A folder of the app's own, not a temporary one, for throw-away homes. */
  scratch: string
  /** How long an answer is waited for, in ms. */
  patienceMs?: number
}

export interface Trial {
  provider: string
  /** The provider's own table in config.toml; null for one that Codex brings. */
  table: Table | null
  model: string
  /** Where Codex runs the provider's command for a token in the project's own chats. */
  projectPath: string
  /** Secrets by name. They go in by the environment of this one server; only the names are ever written down. */
  secrets: Readonly<Record<string, string>>
}

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

/** What went wrong, null when the provider answered. Rejects with the signal's reason when that aborts. */
export async function tryProvider(parts: TrialParts, trial: Trial, signal: AbortSignal): Promise<Failure | null> {
  const folder = join(parts.scratch, randomBytes(8).toString('hex'))
  const work = join(folder, 'work')
  const home = join(folder, 'home')
  await makeFolder(work)
  await makeFolder(home)
  await writeFileAtomic(join(home, 'config.toml'), quietConfig)
  const late = AbortSignal.timeout(parts.patienceMs ?? patienceMs)
  const end = AbortSignal.any([signal, late])
  const turn = new TrialTurn()
  let connection: CodexConnection | null = null
  try {
    connection = await CodexConnection.open({
      home,
      cwd: work,
      bundle: { codex: await parts.codex() },
      clientVersion: parts.clientVersion,
      ledgerDir: parts.ledgerDir,
      env: { ...trial.secrets },
      // Else Codex would note them down for the shells of a model.
      overrides: () => heldBack(Object.keys(trial.secrets)),
      signal: end,
      onNotification: (message) => turn.see(message),
      // A model that is only asked to say ok has nothing to ask for.
      onServerRequest: (request) => void request.respondError(-32_000, 'Not in a test'),
    })
    const options = { signal: end }
    const settings = settingsFor(trial)
    const { thread } = await connection.request(
      'thread/start',
      {
        cwd: work,
        ephemeral: true,
        sandbox: 'read-only',
        approvalPolicy: 'never',
        environments: [],
        modelProvider: trial.provider,
        model: trial.model,
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

/** The provider's table as the thread is given it: in memory, for it may hold a token. One try is enough to tell. */
function settingsFor({ provider, table, projectPath }: Trial): Record<string, unknown> | null {
  if (table === null) return null
  const auth = table['auth']
  const settings: Record<string, unknown> = { ...table }
  if (isTable(auth) && auth['cwd'] === undefined) settings['auth'] = { ...auth, cwd: projectPath }
  if (!isBedrock(provider)) Object.assign(settings, { request_max_retries: 0, stream_max_retries: 0 })
  return { model_providers: { [provider]: settings } }
}

/** Takes no settings but its own. */
export const isBedrock = (provider: string): boolean => /^amazon-bedrock/.test(provider)
