// The login's way to a project's server, with the real Codex on both ends: the auth home owns it, the project only borrows.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Broker } from '../../../main/accounts/broker'
import type { Credential } from '../../../main/accounts/credential'
import { TokenLine } from '../../../main/accounts/token-line'
import { CodexConnection } from '../../../main/codex/server/connection'
import { serveResponses } from '../../../main/demo/responses'
import { openTestAccounts, type TestAccounts } from '../../support/accounts'
import { codexBinary } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { holdLoginPort } from '../../support/login-port'
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
  const key = 'sk-test-0123456789abcdef'
  let stage: TestAccounts
  let folder: TestHome

  beforeEach(() => {
    folder = home()
    stage = openTestAccounts(folder.root)
    closers.push(() => stage.end())
  })

  it('signs a project in without leaving a trace in its home, and out again for good', async () => {
    const { accounts } = stage
    const model = await serveResponses({ token: key, script: say('hello') })
    closers.push(() => model.close())
    const account = await accounts.login(null, { kind: 'apiKey', apiKey: key })
    expect(account).toMatchObject({ state: 'signed-in', kind: 'apiKey', isDefault: true })

    const project = home(projectConfig(model.baseUrl))
    const connection = await CodexConnection.open(launch(project.codexHome))
    closers.push(() => connection.close())
    await new Broker(() => accounts.tokens(null)).signIn('p', connection)
    expect(await runTurn(connection, project.projectDir)).toContain('"status":"completed"')
    expect(existsSync(join(project.codexHome, 'auth.json'))).toBe(false)
    expect(everythingIn(project.codexHome)).not.toContain(key)
    await until(() => existsSync(stage.file), 'accounts.json')
    expect(readFileSync(stage.file, 'utf8')).not.toContain(key)

    await accounts.signOut(account.id)
    expect(accounts.list()).toMatchObject([{ state: 'signed-out' }])
    expect(accounts.tokens(null)).toBeNull()
    expect(everythingIn(stage.homes.get(account.id)?.codexHome ?? '')).not.toContain(key)
  })

  it('is remembered without starting anything', async () => {
    await stage.accounts.login(null, { kind: 'apiKey', apiKey: key })
    await until(() => /"signedIn": true/.test(readFileSync(stage.file, 'utf8')), 'accounts.json')
    expect(stage.reopen().list()).toMatchObject([{ state: 'signed-in', kind: 'apiKey' }])
  })

  it('stands beside others: each project gets its own account’s', async () => {
    const { accounts } = stage
    const first = await accounts.login(null, { kind: 'apiKey', apiKey: key })
    const second = await accounts.login(null, { kind: 'apiKey', apiKey: 'sk-test-of-the-second' })
    expect(await accounts.tokens(null)?.read()).toEqual({ kind: 'apiKey', apiKey: key })
    expect(await accounts.tokens(second.id)?.read()).toEqual({ kind: 'apiKey', apiKey: 'sk-test-of-the-second' })

    await accounts.setDefault(second.id)
    expect(await accounts.tokens(null)?.read()).toMatchObject({ apiKey: 'sk-test-of-the-second' })
    await accounts.remove(second.id)
    expect(accounts.list()).toMatchObject([{ id: first.id, isDefault: true, state: 'signed-in' }])
    expect(await accounts.tokens(second.id)?.read()).toMatchObject({ apiKey: key })
  })

  it('gives a link for the browser login, and leaves no account behind when it is given up', async () => {
    const { accounts, opened } = stage
    closers.push(await holdLoginPort())
    const account = await accounts.login(null, { kind: 'chatgpt' })
    expect(account).toMatchObject({ state: 'signing-in', kind: 'chatgpt', login: { kind: 'browser', url: opened[0] } })
    expect(new URL(opened[0] ?? '').protocol).toBe('https:')
    await accounts.cancelLogin(account.id)
    expect(accounts.list()).toEqual([])
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
    const tokens = new TokenLine((refresh): Promise<Credential> => {
      asked.push(refresh)
      return Promise.resolve({ kind: 'chatgpt', accessToken: refresh ? fresh : stale, accountId: 'acc', plan: 'pro' })
    })
    const broker = new Broker(() => tokens)
    const project = home(projectConfig(model.baseUrl))
    const connection = await CodexConnection.open({
      ...launch(project.codexHome),
      interceptRequest: (request) => broker.answer('p', request),
    })
    closers.push(() => connection.close())
    await broker.signIn('p', connection)
    expect(await runTurn(connection, project.projectDir)).toContain('"status":"completed"')
    expect(asked.filter(Boolean)).toHaveLength(1)
    expect(existsSync(join(project.codexHome, 'auth.json'))).toBe(false)
  })
})
