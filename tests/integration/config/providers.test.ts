// Trying a model provider through the real Codex: an answer, everything that can be wrong, and that nothing of the project goes out.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { Providers } from '../../../main/config/providers'
import { codexBinary, openCodex, type CodexSession } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import {
  completed,
  created,
  functionCall,
  httpError,
  neverEnds,
  say,
  startResponsesServer,
  type ScriptedModel,
} from '../../support/responses-server'
import { sampleProject } from '../../support/sample-project'

let home: TestHome
let session: CodexSession
let model: ScriptedModel
const servers: Server[] = []
const tcpServers: TcpServer[] = []

const serve = (answer: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(answer)
    servers.push(server)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })

const write = (id: string, table: Record<string, unknown>): Promise<unknown> =>
  session.connection.requestRaw('config/batchWrite', {
    edits: [{ keyPath: `model_providers."${id}"`, value: table, mergeStrategy: 'replace' }],
    reloadUserConfig: true,
  })

const project = (): Project => sampleProject({ path: home.projectDir, name: 'project', source: 'provider' })

let accountKeys: Record<string, string> = {}
const providers = (env: Record<string, string> = {}, patienceMs = 20_000): Providers =>
  new Providers({
    find: () => project(),
    request: (_project, method, params) => session.connection.requestRaw(method, params),
    environmentOf: async () => env,
    accountKeysOf: async () => accountKeys,
    environment: { PATH: process.env['PATH'], HOME: home.root },
    codex: async () => codexBinary(),
    clientVersion: '0.0.0-test',
    ledgerDir: join(home.root, 'ledger'),
    scratch: join(home.root, 'trials'),
    patienceMs,
  })

const tried = (id: string, env?: Record<string, string>, patienceMs?: number) =>
  providers(env, patienceMs).test(project().id, id, 'gpt-5.5')

beforeAll(async () => {
  model = await startResponsesServer()
  home = createTestHome({ config: model.configToml, trust: 'trusted', git: true })
  writeFileSync(join(home.codexHome, 'AGENTS.md'), 'CANARY-HOME')
  home.write('AGENTS.md', 'CANARY-PROJECT')
  mkdirSync(join(home.codexHome, 'skills', 's'), { recursive: true })
  writeFileSync(
    join(home.codexHome, 'skills', 's', 'SKILL.md'),
    '---\nname: canary\ndescription: CANARY-SKILL\n---\nCANARY-SKILL',
  )
  session = await openCodex(home)
})
afterAll(async () => {
  await session.close()
  await model.close()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  for (const server of tcpServers) server.close()
  home.remove()
})

describe('a provider that works', () => {
  it('answers, and learns nothing of the project or its home', async () => {
    const before = model.requests.length
    expect(await tried('local')).toMatchObject({ ok: true, message: 'local answered.' })
    const sent = JSON.stringify(model.requests.slice(before))
    expect(model.requests.length).toBe(before + 1)
    expect(sent).toContain('Say ok.')
    for (const canary of ['CANARY', home.projectDir, home.codexHome, home.root]) expect(sent).not.toContain(canary)
    expect(readdirSync(join(home.root, 'trials'))).toEqual([])
  })

  it('gets no command run, whatever it asks for', async () => {
    const bad = join(home.projectDir, 'was-here')
    model.queue(
      (_request, { responseId }) => [
        created(responseId),
        functionCall('c_1', 'exec_command', { cmd: `touch ${bad}` }),
        completed(responseId),
      ],
      say('done'),
    )
    expect((await tried('local')).ok).toBe(true)
    expect(readdirSync(home.projectDir)).not.toContain('was-here')
    model.clear()
  })

  it('is told which header was left out because nobody set its variable', async () => {
    await write('headed', {
      name: 'Headed',
      base_url: model.baseUrl,
      experimental_bearer_token: model.token,
      env_http_headers: { 'X-Team': 'DECK_TEAM' },
    })
    expect(await tried('headed')).toMatchObject({ ok: true, detail: expect.stringContaining('DECK_TEAM is not set') })
    expect(await tried('headed', { DECK_TEAM: 'red' })).toMatchObject({ ok: true, detail: null })
  })
})

describe('a provider that does not', () => {
  const cases: [string, () => Promise<Record<string, unknown>>, RegExp][] = [
    [
      'nobody is there',
      async () => ({ base_url: 'http://127.0.0.1:9/v1' }),
      /Nobody answers at 127\.0\.0\.1:9\. Is the server running/,
    ],
    ['its name is unknown', async () => ({ base_url: 'http://deck.invalid/v1' }), /deck\.invalid can’t be found/],
    ['its address is none', async () => ({ base_url: 'not a url' }), /“not a url” is no web address/],
    [
      'it is asked by https and speaks http',
      async () => ({ base_url: (await serve((_q, r) => void r.end('x'))).replace('http:', 'https:') }),
      /doesn’t speak https/,
    ],
    [
      'it breaks off what is no TLS, as a port for https does',
      async () => {
        const server = createTcpServer((socket) => void socket.once('data', () => socket.destroy()))
        tcpServers.push(server)
        const port = await new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve(Number(Reflect.get(Object(server.address()), 'port'))))
        })
        return { base_url: `http://127.0.0.1:${port}/v1` }
      },
      /It may want https:\/\//,
    ],
    [
      'it wants another key',
      async () => ({
        base_url: await serve(
          (_q, r) => void r.writeHead(401).end('{"error":{"message":"bad key sk-abcdefghijklmnopqrstuvwx"}}'),
        ),
      }),
      /refused the key \(status 401\)/,
    ],
    [
      'it lacks the model',
      async () => ({
        base_url: await serve(
          (_q, r) =>
            void r
              .writeHead(404, { 'content-type': 'application/json' })
              .end('{"error":{"message":"The model gpt-5.5 does not exist","code":"model_not_found","type":"x"}}'),
        ),
      }),
      /doesn’t have the model “gpt-5\.5”/,
    ],
    [
      'the path is wrong',
      async () => ({ base_url: await serve((_q, r) => void r.writeHead(404).end('nothing')) }),
      /has nothing at this address \(status 404\)/,
    ],
    [
      'it is a web page',
      async () => ({ base_url: await serve((_q, r) => void r.end('<html>')) }),
      /no answer of the Responses API/,
    ],
    [
      'it answers as chat completions do',
      async () => ({
        base_url: await serve(
          (_q, r) =>
            void r
              .writeHead(200, { 'content-type': 'application/json' })
              .end('{"choices":[{"message":{"content":"ok"}}]}'),
        ),
      }),
      /no answer of the Responses API/,
    ],
    [
      'it has a problem of its own',
      async () => ({ base_url: await serve((_q, r) => void r.writeHead(503).end('busy')) }),
      /problem of its own \(status 503\)/,
    ],
    [
      'it takes no more',
      async () => ({ base_url: await serve((_q, r) => void r.writeHead(429).end('slow down')) }),
      /takes no more for now \(status 429\)/,
    ],
    [
      'its key is in no variable',
      async () => ({ base_url: model.baseUrl, env_key: 'DECK_NO_KEY' }),
      /The variable DECK_NO_KEY is not set/,
    ],
  ]
  it.each(cases)('says so when %s', async (_name, table, words) => {
    await write('bad', { name: 'Bad', ...(await table()) })
    const result = await tried('bad')
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(words) })
    expect(result.detail ?? '').not.toContain('sk-abcdefghijklmnopqrstuvwx')
    expect(result.ms).toBeLessThan(15_000)
  })

  it('is given up when it takes the request and stays silent', async () => {
    await write('silent', { name: 'Silent', base_url: await serve(() => undefined) })
    expect(await tried('silent', {}, 2500)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/no answer in time/),
    })
  })

  it('is not tried when it needs the sign-in of the project, and not found when nobody wrote it', async () => {
    await write('login', { name: 'Login', base_url: model.baseUrl, requires_openai_auth: true })
    expect(await tried('login')).toMatchObject({ ok: false, message: expect.stringMatching(/own sign-in/) })
    await expect(tried('nobody')).rejects.toThrow('There is no provider “nobody”')
  })

  it('is stopped by the person, and its server with it', async () => {
    const before = model.requests.length
    model.queue(neverEnds('wait'))
    const all = providers()
    const test = all.test(project().id, 'local', 'gpt-5.5')
    const stopped = test.catch((error: unknown) => error)
    await model.requested(before + 1)
    all.cancel(project().id)
    expect(await stopped).toMatchObject({ message: 'The test was stopped.' })
    expect(readdirSync(join(home.root, 'trials'))).toEqual([])
    await expect.poll(() => model.active).toBe(0)
  })

  it('keeps a model’s server error out of a second try', async () => {
    const before = model.requests.length
    model.queue(httpError(500, 'once'))
    expect((await tried('local')).ok).toBe(false)
    expect(model.requests.length).toBe(before + 1)
  })
})

describe('Amazon Bedrock of an account', () => {
  afterEach(() => (accountKeys = {}))
  // Without a key it would ask the machine that it runs on, by an address that is not of this computer.
  const noMachine = { AWS_EC2_METADATA_DISABLED: 'true' }
  const bedrock = async () => {
    const before = model.requests.length
    const outcome = await providers(noMachine).test(project().id, 'amazon-bedrock', 'openai.gpt-6.1-sol')
    return { outcome, asked: model.requests.length - before }
  }
  beforeEach(async () => {
    const { origin } = new URL(model.baseUrl)
    await session.connection.requestRaw('config/batchWrite', {
      edits: [
        {
          keyPath: 'model_providers.amazon-bedrock',
          value: { base_url: `${origin}/v1`, aws: { region: 'eu-west-1' } },
          mergeStrategy: 'replace',
        },
      ],
    })
  })

  it('is tried with the account’s key, which is written down nowhere', async () => {
    accountKeys = { AWS_BEARER_TOKEN_BEDROCK: model.token, AWS_REGION: 'eu-west-1' }
    expect(await bedrock()).toMatchObject({ outcome: { ok: true }, asked: 1 })
    expect(JSON.stringify(session.notifications)).not.toContain(model.token)
    expect(readFileSync(join(home.codexHome, 'config.toml'), 'utf8')).toContain('amazon-bedrock')
  })

  it('fails in words without it, and with a wrong one that the server repeats', async () => {
    expect(await bedrock()).toMatchObject({
      outcome: { ok: false, message: expect.stringMatching(/No AWS credentials/) },
      asked: 0,
    })
    accountKeys = { AWS_BEARER_TOKEN_BEDROCK: 'wrong-key-of-mine', AWS_REGION: 'eu-west-1' }
    model.queue(httpError(401, '{"error":{"message":"no such key: wrong-key-of-mine"}}'))
    const { outcome } = await bedrock()
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(/refused the key/) })
    expect(JSON.stringify(outcome)).not.toContain('wrong-key-of-mine')
    model.clear()
  })

  it('keeps the account’s key from every other provider, and from a command for a token', async () => {
    accountKeys = { AWS_BEARER_TOKEN_BEDROCK: 'key-of-the-account' }
    const path = home.write('spy.sh', `#!/bin/sh\nenv > "${join(home.root, 'seen')}"\necho ${model.token}\n`)
    chmodSync(path, 0o755)
    await write('spy', { name: 'Spy', base_url: model.baseUrl, auth: { command: path } })
    expect(await tried('spy', { DECK_SECRET: 'of the project' })).toMatchObject({ ok: true })
    const seen = readFileSync(join(home.root, 'seen'), 'utf8')
    expect(seen).toContain('of the project')
    expect(seen).not.toContain('key-of-the-account')
  })
})

describe('a command that gives the token', () => {
  const script = (text: string): string => {
    const path = home.write(`token-${Math.random().toString(16).slice(2)}.sh`, `#!/bin/sh\n${text}\n`)
    chmodSync(path, 0o755)
    return path
  }
  const withAuth = async (auth: Record<string, unknown>) => {
    await write('command', { name: 'Command', base_url: model.baseUrl, auth })
    return tried('command')
  }

  it('is run as Codex runs it, and its token reaches the provider', async () => {
    expect(await withAuth({ command: script(`echo ${model.token}`) })).toMatchObject({ ok: true })
    home.write('relative.sh', `#!/bin/sh\necho ${model.token}\n`)
    chmodSync(join(home.projectDir, 'relative.sh'), 0o755)
    expect(await withAuth({ command: './relative.sh' })).toMatchObject({ ok: true })
  })

  it.each([
    ['fails', 'echo no >&2; exit 3', /failed with code 3/],
    ['prints nothing', 'true', /printed nothing/],
    ['prints too much', 'echo one two', /printed more than a token/],
  ])('is told of when it %s, where Codex says nothing', async (_name, text, words) => {
    const before = model.requests.length
    expect(await withAuth({ command: script(text) })).toMatchObject({
      ok: false,
      message: expect.stringMatching(words),
    })
    expect(model.requests.length).toBe(before)
  })

  it('is told of when it is not there or takes too long', async () => {
    expect(await withAuth({ command: '/no/such/program' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/can’t be started/),
    })
    expect(await withAuth({ command: script('sleep 30'), timeout_ms: 300 })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/took longer than 0\.3 s/),
    })
  })
})
