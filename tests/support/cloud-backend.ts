/**
 * Codex's cloud for tests, on loopback: `codex cloud` speaks only to https hosts of its own, so a proxy takes the connection and a
 * TLS server with a certificate of a throw-away authority answers. Serves tasks with their diffs; knows nothing else of the cloud.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { connect, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintJwt, SOMEBODY } from './issuer-tokens'

export interface CloudTaskStub {
  readonly id: string
  readonly title: string
  /** Of the attempts, the first one first. */
  readonly diffs: readonly string[]
}

export interface CloudBackend {
  /** Variables that send Codex there. */
  readonly env: Readonly<Record<string, string>>
  /** Requests, oldest first: "GET /backend-api/wham/tasks/task_e_1". */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const turn = (id: string, placement: number, diff: string) => ({
  id,
  attempt_placement: placement,
  turn_status: 'completed',
  created_at: 1_795_000_000,
  sibling_turn_ids: [],
  output_items: [{ type: 'pr', output_diff: { diff } }],
})

const listed = ({ id, title, diffs }: CloudTaskStub) => ({
  id,
  title,
  has_generated_title: true,
  updated_at: 1_795_000_100,
  created_at: 1_795_000_000,
  archived: false,
  has_unread_turn: false,
  pull_requests: [],
  task_status_display: {
    environment_label: 'somebody/weather',
    branch_name: 'main',
    latest_turn_status_display: {
      turn_id: 'turn-0',
      turn_status: 'completed',
      diff_stats: { files_modified: 1, lines_added: 1, lines_removed: 1 },
      sibling_turn_ids: diffs.slice(1).map((_, place) => `turn-${place + 1}`),
    },
  },
})

function answer(tasks: readonly CloudTaskStub[], path: string): unknown {
  const [, id = '', rest = ''] = /\/wham\/tasks\/([^/?]+)(\/[^?]*)?/.exec(path) ?? []
  if (id === 'list') return { items: tasks.map(listed), cursor: null }
  const task = tasks.find((one) => one.id === id)
  if (!task) return null
  const [first = '', ...others] = task.diffs
  if (rest.endsWith('/sibling_turns'))
    return { sibling_turns: others.map((diff, place) => turn(`turn-${place + 1}`, place + 1, diff)) }
  const main = { ...turn('turn-0', 0, first), sibling_turn_ids: others.map((_, place) => `turn-${place + 1}`) }
  return {
    task: { id, title: task.title, created_at: 1_795_000_000, updated_at: 1_795_000_100, archived: false },
    task_status_display: listed(task).task_status_display,
    current_user_turn: { input_items: [] },
    current_assistant_turn: main,
    current_diff_task_turn: main,
  }
}

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo // of a TCP server, once it listens
  return address.port
}

export async function startCloudBackend(tasks: readonly CloudTaskStub[]): Promise<CloudBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'codex-deck-cloud-'))
  const file = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=Test authority', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl('req', ...curve, '-subj', '/CN=chatgpt.com', '-keyout', 'server.key', '-out', 'server.csr')
  writeFileSync(file('names'), 'subjectAltName=DNS:chatgpt.com\n')
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
  openssl('x509', '-req', '-in', 'server.csr', ...authority, '-days', '2', '-extfile', 'names', '-out', 'server.pem')

  const asked: string[] = []
  const tls = createServer(
    { key: readFileSync(file('server.key')), cert: readFileSync(file('server.pem')) },
    (request, response) => {
      const path = request.url ?? ''
      asked.push(`${request.method ?? ''} ${path}`)
      const body = answer(tasks, path)
      response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body ?? { detail: 'Not found' }))
    },
  )
  const tlsPort = await listening(tls)
  const proxy = createProxy()
  const open = new Set<{ destroy: () => void }>()
  proxy.on('connect', (_request, client) => {
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
    }
  })
  const address = `http://127.0.0.1:${await listening(proxy)}`
  return {
    env: { HTTPS_PROXY: address, NO_PROXY: '', CODEX_CA_CERTIFICATE: file('ca.pem') },
    asked,
    async close() {
      for (const socket of open) socket.destroy()
      await Promise.all([tls, proxy].map((server) => new Promise((resolve) => server.close(resolve))))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes `home` a CODEX_HOME that is signed in with ChatGPT, by a file. */
export function signInByFile(home: string): void {
  mkdirSync(home, { recursive: true })
  const token = mintJwt(SOMEBODY, Date.now() + 24 * 60 * 60_000)
  const tokens = {
    id_token: token,
    access_token: token,
    refresh_token: 'refresh-token-of-a-test',
    account_id: SOMEBODY.accountId,
  }
  const auth = { auth_mode: 'chatgpt', OPENAI_API_KEY: null, tokens, last_refresh: new Date().toISOString() }
  writeFileSync(join(home, 'auth.json'), JSON.stringify(auth), { mode: 0o600 })
  writeFileSync(
    join(home, 'config.toml'),
    'cli_auth_credentials_store = "file"\n[features]\nplugins = false\n[analytics]\nenabled = false\n',
  )
}
