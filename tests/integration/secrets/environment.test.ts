// Secrets as Codex meets them: given as environment of one server, named by its config, reaching what they are for and nothing else.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { CodexConnection } from '../../../main/codex/server/connection'
import { serveResponses } from '../../../main/demo/responses'
import { heldBack } from '../../../main/secrets/held-back'
import { referenceFor } from '../../../renderer/features/secrets/reference'
import { codexBinary } from '../../support/codex-session'
import { createTestHome } from '../../support/homes'
import { events, functionCall, say } from '../../support/responses-server'
import { until } from '../../support/waiting'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const secrets = {
  DECK_TEST_PROVIDER: 'sk-canary-provider',
  DECK_TEST_BEARER: 'canary-bearer',
  DECK_TEST_HEADER: 'canary-header',
  DECK_TEST_VALUE: 'canary-value',
}

/** Every file below a folder as one text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

/** A server that refuses everything and remembers the headers that it was sent. */
async function listen(): Promise<{ url: string; headers: IncomingHttpHeaders[] }> {
  const headers: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    headers.push(request.headers)
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/mcp`, headers }
}

it('reach the provider and the MCP servers by the lines that the app shows, but no command and no file', async () => {
  const requests: string[] = []
  const model = await serveResponses({
    token: secrets.DECK_TEST_PROVIDER,
    script: (request, context) =>
      (requests.length === 1 ? events(functionCall('c_1', 'exec_command', { cmd: 'env' })) : say('done'))(
        request,
        context,
      ),
    onRequest: (request) => requests.push(JSON.stringify(request)),
  })
  closers.push(() => model.close())
  const remote = await listen()
  const elsewhere = createTestHome()
  closers.push(() => elsewhere.remove())
  const seen = elsewhere.write('seen', '')
  const home = createTestHome({
    trust: 'trusted',
    config: [
      'model = "gpt-5.5"',
      'model_provider = "local"',
      // The person's own choices stay in force beside ours.
      'shell_environment_policy = { exclude = ["HOME"], set = { THEIR_OWN = "stays" } }',
      '[model_providers.local]',
      'name = "Local"',
      `base_url = "${model.baseUrl}"`,
      'wire_api = "responses"',
      referenceFor('provider-key', 'DECK_TEST_PROVIDER').line,
      '[mcp_servers.remote]',
      `url = "${remote.url}"`,
      referenceFor('mcp-bearer', 'DECK_TEST_BEARER').line,
      referenceFor('mcp-header', 'DECK_TEST_HEADER').line,
      '[mcp_servers.local]',
      'command = "sh"',
      `args = ["-c", "env > ${seen}"]`,
      referenceFor('mcp-env', 'DECK_TEST_VALUE').line,
    ].join('\n'),
  })
  closers.push(() => home.remove())

  const finished: unknown[] = []
  const connection = await CodexConnection.open({
    home: home.codexHome,
    bundle: { codex: codexBinary() },
    clientVersion: '0.0.0-test',
    env: secrets,
    overrides: () => heldBack(Object.keys(secrets)),
    onNotification: ({ method, params }) => {
      if (method === 'turn/completed') finished.push(params)
    },
  })
  closers.push(() => connection.close())
  const { thread } = await connection.request('thread/start', {
    cwd: home.projectDir,
    sandbox: 'danger-full-access',
    approvalPolicy: 'never',
  })
  const input = [{ type: 'text' as const, text: 'hello', text_elements: [] }]
  await connection.request('turn/start', { threadId: thread.id, input })
  await until(() => finished[0], 'the end of the turn')
  await until(() => readFileSync(seen, 'utf8').includes('PATH='), 'the MCP server that was started')
  await until(() => remote.headers[0], 'a request to the MCP server')

  expect(JSON.stringify(finished)).toContain('"status":"completed"')
  expect(remote.headers[0]).toMatchObject({
    authorization: `Bearer ${secrets.DECK_TEST_BEARER}`,
    'x-api-key': secrets.DECK_TEST_HEADER,
  })
  const started = readFileSync(seen, 'utf8')
  expect(started).toContain('DECK_TEST_VALUE=canary-value')
  expect(started).not.toMatch(/canary-(?:provider|bearer|header)/)

  // What `env` said goes back to the model and into the session's record.
  expect(requests[1]).toContain('DECK_TEST_PROVIDER=')
  expect(requests[1]).toContain('THEIR_OWN=stays')
  expect(requests[1]).not.toContain('canary')
  const command = await connection.request('command/exec', { command: ['env'], cwd: home.projectDir })
  expect(command.stdout).toContain('PATH=')
  expect(command.stdout).not.toContain('\nHOME=')
  expect(command.stdout).not.toContain('canary')
  expect(everythingIn(home.root)).not.toContain('canary')
})
