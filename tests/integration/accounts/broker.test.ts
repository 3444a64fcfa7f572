// The login's way to a project's server, with the real Codex on both ends: the auth home owns it, the project only borrows.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountStatus } from '@contract/model'
import { AuthHome } from '../../../main/accounts/auth-home'
import { answerRefresh, signIn } from '../../../main/accounts/broker'
import type { Credential } from '../../../main/accounts/credential'
import { CodexConnection } from '../../../main/codex/server/connection'
import { HomeSupervisor } from '../../../main/codex/server/supervisor'
import { serveResponses } from '../../../main/demo/responses'
import { codexBinary } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { say } from '../../support/responses-server'
import { until } from '../../support/waiting'

const homes: TestHome[] = []
const home = (config = ''): TestHome => {
  const created = createTestHome({ config })
  homes.push(created)
  return created
}
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
  for (const created of homes.splice(0)) created.remove()
})

const launch = (codexHome: string) => ({
  home: codexHome,
  bundle: { codex: codexBinary() },
  clientVersion: '0.0.0-test',
})

/** A project home whose provider wants OpenAI's login, as the real one does, on loopback. */
const projectConfig = (baseUrl: string): string =>
  [
    'cli_auth_credentials_store = "ephemeral"',
    'model = "gpt-5.5"',
    'model_provider = "local"',
    '[model_providers.local]',
    'name = "Local"',
    `base_url = "${baseUrl}"`,
    'wire_api = "responses"',
    'requires_openai_auth = true',
    'request_max_retries = 0',
    'stream_max_retries = 0',
  ].join('\n')

const jwt = (claims: object): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({
    email: 'me@example.com',
    exp: Math.floor(Date.now() / 1000) + 3600,
    'https://api.openai.com/auth': { chatgpt_account_id: 'acc', chatgpt_plan_type: 'pro', chatgpt_user_id: 'user' },
    ...claims,
  })}.sig`
}

async function runTurn(connection: CodexConnection, cwd: string): Promise<string> {
  const { thread } = await connection.request('thread/start', { cwd, sandbox: 'read-only', approvalPolicy: 'never' })
  const done = new Promise<string>((resolve) => {
    connection.onNotification(({ method, params }) => {
      if (method === 'turn/completed') resolve(JSON.stringify(params))
    })
  })
  await connection.request('turn/start', {
    threadId: thread.id,
    input: [{ type: 'text', text: 'hello', text_elements: [] }],
  })
  return done
}

/** Every file below a folder as one text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe('an API key', () => {
  let auth: AuthHome
  let authFolder: TestHome
  const statuses: AccountStatus[] = []

  beforeEach(() => {
    statuses.length = 0
    authFolder = home('cli_auth_credentials_store = "file"\n')
    const supervisor = new HomeSupervisor({ connection: launch(authFolder.codexHome) })
    closers.push(() => supervisor.stop())
    auth = new AuthHome({
      open: () => Promise.resolve(supervisor),
      file: join(authFolder.root, 'account.json'),
      openBrowser: () => Promise.reject(new Error('no browser is needed')),
      onChange: (status) => statuses.push(status),
    })
  })

  it('signs a project in without leaving a trace in its home, and out again for good', async () => {
    const key = 'sk-test-0123456789abcdef'
    const model = await serveResponses({ token: key, script: say('hello') })
    closers.push(() => model.close())
    expect(await auth.login({ kind: 'apiKey', apiKey: key })).toMatchObject({ state: 'signed-in', kind: 'apiKey' })
    expect(await auth.credential(false)).toEqual({ kind: 'apiKey', apiKey: key })

    const project = home(projectConfig(model.baseUrl))
    const connection = await CodexConnection.open(launch(project.codexHome))
    closers.push(() => connection.close())
    await signIn(connection, (refresh) => auth.credential(refresh))
    expect(await runTurn(connection, project.projectDir)).toContain('"status":"completed"')
    expect(existsSync(join(project.codexHome, 'auth.json'))).toBe(false)
    expect(everythingIn(project.codexHome)).not.toContain(key)
    expect(readFileSync(join(authFolder.root, 'account.json'), 'utf8')).not.toContain(key)

    await auth.logout()
    expect(auth.status.state).toBe('signed-out')
    expect(await auth.credential(false)).toBeNull()
    expect(everythingIn(authFolder.codexHome)).not.toContain(key)
  })

  it('asks the auth home once when several projects need the credential together', async () => {
    await auth.login({ kind: 'apiKey', apiKey: 'sk-test-0123456789abcdef' })
    const first = auth.credential(true)
    expect(auth.credential(true)).toBe(first)
    expect(auth.credential(false)).toBe(first)
    await first
  })

  it('remembers who was signed in without starting anything', async () => {
    await auth.login({ kind: 'apiKey', apiKey: 'sk-test-0123456789abcdef' })
    await until(() => existsSync(join(authFolder.root, 'account.json')), 'account.json')
    const later = new AuthHome({
      open: () => Promise.reject(new Error('must not be started')),
      file: join(authFolder.root, 'account.json'),
      openBrowser: () => Promise.resolve(),
      onChange: () => undefined,
    })
    expect(later.status).toMatchObject({ state: 'signed-in', kind: 'apiKey' })
  })

  it('gives a link for the browser login and takes the cancel', async () => {
    const opened: string[] = []
    const supervisor = new HomeSupervisor({ connection: launch(home().codexHome) })
    closers.push(() => supervisor.stop())
    const browserAuth = new AuthHome({
      open: () => Promise.resolve(supervisor),
      file: join(authFolder.root, 'other.json'),
      openBrowser: (url) => Promise.resolve(opened.push(url)),
      onChange: (status) => statuses.push(status),
    })
    const status = await browserAuth.login({ kind: 'chatgpt' })
    expect(status).toMatchObject({ state: 'signing-in', kind: 'chatgpt' })
    expect(opened).toEqual([status.loginUrl])
    expect(new URL(opened[0] ?? '').protocol).toBe('https:')
    await browserAuth.cancelLogin()
    expect(browserAuth.status).toMatchObject({ state: 'signed-out', loginUrl: null })
  })
})

describe('a ChatGPT login', () => {
  it('renews a refused token through the broker and goes on with the turn', async () => {
    const stale = jwt({ jti: 'stale' })
    const fresh = jwt({ jti: 'fresh' })
    // The scripted model takes the fresh token only: the stale one gets a real 401.
    const model = await serveResponses({ token: fresh, script: say('hello') })
    closers.push(() => model.close())
    const asked: boolean[] = []
    const source = (refresh: boolean): Promise<Credential> => {
      asked.push(refresh)
      return Promise.resolve({ kind: 'chatgpt', accessToken: refresh ? fresh : stale, accountId: 'acc', plan: 'pro' })
    }
    const project = home(projectConfig(model.baseUrl))
    const connection = await CodexConnection.open({
      ...launch(project.codexHome),
      interceptRequest: (request) => answerRefresh(request, source),
    })
    closers.push(() => connection.close())
    await signIn(connection, source)
    expect(await runTurn(connection, project.projectDir)).toContain('"status":"completed"')
    expect(asked).toEqual([false, true])
    expect(existsSync(join(project.codexHome, 'auth.json'))).toBe(false)
  })
})
