// Starts one MCP server alone and listens: in a Codex of its own on the project's home, because no notification carries what a
// server says on stderr, and Codex's log doesn't name whose line it is. A thread that is kept nowhere starts it as a chat would.
// The Codex and all that it started are gone when this is done.
import type { McpOutput } from '@contract/mcp'
import { redact } from '../app/redact'
import type { Environment } from '../codex/process/environment'
import { CodexConnection } from '../codex/server/connection'
import { fieldsOf, stringField, type Fields } from '../codex/server/fields'
import { within } from '../codex/within'
import { withHeld, type Held } from './held-config'
import { startupWords } from './startup-words'

export interface OutputJob {
  readonly home: string
  readonly codex: string
  readonly clientVersion: string
  readonly ledgerDir: string
  /** The project's secrets and settings, as its server has them. */
  readonly env: () => Promise<Environment>
  readonly overrides: () => readonly string[]
  /** Where a chat would run. */
  readonly cwd: string
  readonly server: string
  /** All names that the configuration knows there: the others stay off. */
  readonly names: readonly string[]
  /** What the folder brings and must not run, plugins among it. */
  readonly held: Held
}

const mostLines = 400
const mostLineLength = 2000
/** A server that its settings let start for longer is not waited for any more. */
const patienceMs = 90_000
/** What is said in one breath with the start. */
const lastWordsMs = 250

/** Rejects with a CodexError when Codex itself can't be started; how the server fares is in the result. */
export async function serverOutput(job: OutputJob): Promise<McpOutput> {
  const { server, names, held } = job
  let starting: number | null = null
  let settle: (end: { startMs: number | null; error: string | null }) => void = () => undefined
  const settled = new Promise<{ startMs: number | null; error: string | null }>((resolve) => (settle = resolve))
  const codex = await CodexConnection.open({
    home: job.home,
    bundle: { codex: job.codex },
    clientVersion: job.clientVersion,
    ledgerDir: job.ledgerDir,
    overrides: () => ['cli_auth_credentials_store="ephemeral"', 'features.memories=false', ...job.overrides()],
    env: async () => ({
      ...(await job.env()),
      LOG_FORMAT: 'json',
      RUST_LOG: 'error,codex_rmcp_client::stdio_server_launcher=info',
    }),
    onNotification: ({ method, params, emittedAtMs }) => {
      if (method !== 'mcpServer/startupStatus/updated' || stringField(params, 'name') !== server) return
      const at = emittedAtMs ?? Date.now()
      const status = stringField(params, 'status')
      if (status === 'starting') starting = at
      else if (status === 'ready') settle({ startMs: starting === null ? null : at - starting, error: null })
      else settle({ startMs: null, error: startupWords(stringField(params, 'error') ?? status ?? '') })
    },
  })
  const gone = codex.ended.then(({ reason }) => ({ startMs: null, error: reason.message }))
  try {
    const others = names.filter((name) => name !== server).map((name) => [name, { enabled: false, required: false }])
    // One that is switched off may be tried; one that a chat can't do without must not hide its reason.
    const servers = Object.fromEntries([...others, [server, { enabled: true, required: false }]])
    await codex.requestRaw('thread/start', {
      cwd: job.cwd,
      ephemeral: true,
      sandbox: 'read-only',
      approvalPolicy: 'never',
      config: withHeld({ mcp_servers: servers }, held),
    })
    const late = { startMs: null, error: `It was not ready within ${patienceMs / 1000} s.` }
    const end = await within(patienceMs, Promise.race([settled, gone]), () => late)
    await within(lastWordsMs, gone)
    return { ...end, lines: linesOf(codex.stderrTail(mostLines * 4)) }
  } finally {
    await codex.close()
  }
}

/** What the server said, of Codex's log in JSON lines. Codex names the program in front of each. */
export function linesOf(log: string): string[] {
  return log
    .split('\n')
    .flatMap((line) => {
      const fields = parsed(line)
      const message = stringField(fields['fields'], 'message')
      const isTold = stringField(fields, 'target') === 'codex_rmcp_client::stdio_server_launcher'
      const said =
        isTold && message !== undefined ? /^MCP server stderr \(.*?\): ([\s\S]*)$/.exec(message)?.[1] : undefined
      return said === undefined ? [] : [plain(said)]
    })
    .slice(-mostLines)
}

function parsed(line: string): Fields {
  try {
    return fieldsOf(JSON.parse(line))
  } catch {
    return {}
  }
}

/** One line without colours, control characters and secrets, cut to a length that can be read. */
function plain(text: string): string {
  const clean = redact(
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, '')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000A-\u001F\u007F]/g, ' '),
  )
  return clean.length > mostLineLength ? `${clean.slice(0, mostLineLength - 1)}…` : clean
}
