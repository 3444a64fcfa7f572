// What one server alone says as it starts, and logins of servers in the browser: with the real Codex, the SDK's servers and an
// authorization server on loopback.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeLoginLink } from '../../../main/window/link-policy'
import { startMcpHttp, type McpHttp, type McpHttpOptions } from '../../support/mcp-http'
import { hostileServer, sdkServer, setMcpStage, type McpStage } from '../../support/mcp-stage'
import { until } from '../../support/waiting'

let stage: McpStage
const https: McpHttp[] = []
beforeEach(async () => {
  stage = await setMcpStage({
    openPage: async (url) => {
      const verdict = judgeLoginLink(url)
      if (!verdict.ok) throw new Error(verdict.reason)
    },
  })
})
afterEach(async () => {
  await Promise.all(https.splice(0).map((one) => one.close()))
  await stage.end()
})

const serve = async (options: McpHttpOptions = {}): Promise<McpHttp> => {
  const http = await startMcpHttp(options)
  https.push(http)
  return http
}
const stdio = (name: string, script: string, ...args: string[]): string =>
  `[mcp_servers.${name}]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify([script, ...args])}\nstartup_timeout_sec = 2\n`
const output = (name: string) => stage.wing.output(stage.project1.id, name)
const running = (words: string): string[] =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(words) && line.includes(stage.root))

describe('what a server says as it starts', () => {
  it('is heard line by line with the time that it took, for one alone, also for one that is switched off', async () => {
    stage.homeConfig(
      stdio('good', sdkServer, '--say', 'listening\u001B[31m red', '--ran', join(stage.root, 'ran-good')),
    )
    stage.homeConfig(`${stdio('off', sdkServer, '--say', 'only tried')}enabled = false\n`)
    stage.homeConfig(stage.canary('other'))
    expect(await output('good')).toEqual({ lines: ['listening red'], startMs: expect.any(Number), error: null })
    expect(await output('off')).toMatchObject({ lines: ['only tried'], error: null })
    expect(stage.starts('other')).toEqual([])
    expect(stage.alive('good')).toEqual([])
  })

  it('is told with the reason when it doesn’t come up', async () => {
    stage.homeConfig(stdio('exits', hostileServer, 'exit'))
    stage.homeConfig(`${stdio('needed', sdkServer, '--say', 'bye', '--exit', '4')}required = true\n`)
    stage.homeConfig('[mcp_servers.missing]\ncommand = "no-such-program"\n')
    expect(await output('exits')).toMatchObject({
      lines: ['I have had enough'],
      startMs: null,
      error: expect.stringContaining('connection closed'),
    })
    expect(await output('needed')).toMatchObject({ lines: ['bye'], startMs: null })
    expect(await output('missing')).toMatchObject({ lines: [], error: expect.stringContaining('No such file') })
    await expect(output('nobody')).rejects.toMatchObject({ code: 'unknown-server' })
  })

  it('stays bounded and clean whatever a server does', async () => {
    stage.homeConfig(
      ['silent', 'flood', 'lines', 'shout', 'names', 'many'].map((mode) => stdio(mode, hostileServer, mode)).join(''),
    )
    for (const mode of ['silent', 'flood']) {
      const { startMs, error } = await output(mode)
      expect(startMs, mode).toBeNull()
      expect(error, mode).toMatch(/timed out/)
    }
    expect(await output('lines')).toMatchObject({ error: null })
    const { lines } = await output('shout')
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.length).toBeLessThanOrEqual(400)
    for (const unwanted of ['sk-abc', '\u001B']) expect(lines.join('\n')).not.toContain(unwanted)
    expect(lines.at(-1)).toContain('line 19999')
    expect(await output('names')).toMatchObject({ error: null })
    expect((await output('many')).lines).toEqual([])
    await until(() => running(hostileServer).length === 0, 'the end of all of them')
  })

  it('is not asked of a server of the folder that wasn’t allowed', async () => {
    stage.folderConfig(stage.canary('theirs'))
    await expect(output('theirs')).rejects.toMatchObject({ code: 'server-unseen' })
    expect(stage.starts('theirs')).toEqual([])
    await stage.decide('theirs')
    expect(await output('theirs')).toMatchObject({ error: null })
    expect(stage.alive('theirs')).toEqual([])
  })
})

it('a project on a shared home is trusted there as the person said, though it is written nowhere', async () => {
  const home = stage.makeHome(join(stage.me, '.codex'))
  const { id } = stage.project1
  const http = await serve({ isProtected: true })
  stage.folderConfig(`${stage.canary('theirs')}\n[mcp_servers.web]\nurl = "${http.url}"\n`)
  const [source] = await stage.sessions.sources.list(id)
  await stage.sessions.changeHome(stage.project1, source?.id ?? 'none')
  expect(stage.project(id).sharedHome).toBe(home)
  const written = () => readFileSync(join(home, 'config.toml'), 'utf8')
  const before = written()
  await stage.decide('theirs')
  await stage.decide('web')
  expect(await output('theirs')).toMatchObject({ error: null })
  expect(stage.starts('theirs')).toHaveLength(1)
  // Codex finds the server only in the folder, and only in one that it is told to trust.
  await stage.wing.logout(id, 'web')
  expect(written()).toBe(before)
})

describe('a login of a server', () => {
  const login = (scopes: string[] = []) => stage.wing.login(stage.project1.id, 'web', scopes)
  const logins = () => stage.events.filter(({ type }) => type === 'mcp-login')
  const ended = () => until(() => logins().at(-1), 'the end of the login')
  const credentials = () => join(stage.homeOf(stage.project1), '.credentials.json')
  const configure = (http: McpHttp) => stage.homeConfig(`[mcp_servers.web]\nurl = "${http.url}"\n`)

  it('opens the page, connects open chats, and signing out ends that', async () => {
    const http = await serve({ isProtected: true })
    configure(http)
    const thread = await stage.chat(stage.project1, 'hello')
    await until(async () => (await stage.status(thread, 'web')) === 'authenticationRequired', 'a refusal')
    await login(['write'])
    expect(stage.pages).toHaveLength(1)
    await fetch(stage.pages[0] ?? '')
    expect(await ended()).toEqual({ type: 'mcp-login', projectId: stage.project1.id, server: 'web', problem: null })
    expect(http.scopes).toEqual(['write'])
    await stage.connected(thread, 'web')
    expect(http.authorizations.at(-1)).toMatch(/^Bearer mcp-token-/)
    expect(existsSync(credentials())).toBe(true)
    // No token crosses.
    expect(JSON.stringify([stage.events, stage.pushed])).not.toMatch(/mcp-(token|refresh)-/)

    await stage.wing.logout(stage.project1.id, 'web')
    expect(existsSync(credentials()) ? readFileSync(credentials(), 'utf8') : '').not.toContain('mcp-token-')
    await until(async () => (await stage.status(thread, 'web')) === 'authenticationRequired', 'the end of it')
    // Once more does no harm.
    await stage.wing.logout(stage.project1.id, 'web')
  })

  it('is cancelled, and a second try ends the first', async () => {
    configure(await serve({ isProtected: true }))
    await stage.start()
    await login()
    await stage.wing.cancelLogin(stage.project1.id, 'web')
    await login()
    await login()
    await fetch(stage.pages.at(-1) ?? '')
    await until(() => logins().length > 0, 'the end of the last')
    expect(logins()).toMatchObject([{ problem: null }])
    await stage.wing.cancelLogin(stage.project1.id, 'web')
  })

  it('that the issuer refuses, or that Codex doesn’t live to see, is told', async () => {
    configure(await serve({ isProtected: true, refuses: true }))
    await stage.start()
    await login()
    await fetch(stage.pages[0] ?? '')
    expect(await ended()).toMatchObject({ problem: expect.stringContaining('access_denied') })
    await login()
    await stage.servers.stop(stage.project1.id)
    await until(() => logins().length === 2, 'the second end')
  })

  it.each([
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['ms-settings:privacy'],
    ['http://example.invalid/authorize'],
  ])('never opens %s', async (address) => {
    configure(await serve({ isProtected: true, metadata: { authorization_endpoint: address } }))
    await stage.start()
    await expect(login()).rejects.toMatchObject({ code: expect.stringMatching(/^login-/) })
    expect(stage.pages.filter((page) => judgeLoginLink(page).ok)).toEqual([])
  })

  it('of a server of the folder waits until it was allowed, and works then', async () => {
    const http = await serve({ isProtected: true })
    stage.folderConfig(`[mcp_servers.web]\nurl = "${http.url}"\n`)
    const thread = await stage.chat(stage.project1, 'hello')
    await expect(login()).rejects.toMatchObject({ code: 'server-unseen' })
    expect(http.requests).toEqual([])
    await stage.decide('web')
    await login()
    await fetch(stage.pages[0] ?? '')
    expect(await ended()).toMatchObject({ problem: null })
    await stage.connected(thread, 'web')
    await stage.wing.logout(stage.project1.id, 'web')
    await until(async () => (await stage.status(thread, 'web')) === 'authenticationRequired', 'the end of it')
  })
})
