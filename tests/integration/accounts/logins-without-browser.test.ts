// The logins that need no browser on this machine, with the real Codex: device code, API key, personal access token, Amazon
// Bedrock. And the last step of every ChatGPT login, the look at its workspace.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codexBinary } from '../../support/codex-session'
import { SOMEBODY, type Fault } from '../../support/issuer'
import { setLoginStage, type LoginServer, type LoginStage } from '../../support/login-stage'
import { accessToken, signIn } from '../../support/sign-in'

let stage: LoginStage
beforeEach(async () => {
  stage = await setLoginStage()
})
afterEach(() => stage.end())

async function beginDevice(
  server: LoginServer,
): Promise<{ loginId: string; userCode: string; verificationUrl: string }> {
  const started = await server.request('account/login/start', { type: 'chatgptDeviceCode' })
  if (started.type !== 'chatgptDeviceCode') throw new Error(`a login of kind ${started.type}`)
  return started
}

/** How a login ended: null when it went through, else Codex's words. */
async function end(server: LoginServer, loginId: string | null): Promise<string | null> {
  const { success, error } = await server.seen('account/login/completed', (params) => params.loginId === loginId)
  expect(success).toBe(error === null)
  return error
}

describe('a device code', () => {
  it('is polled for until the person typed it', async () => {
    const server = await stage.open()
    const { loginId, userCode, verificationUrl } = await beginDevice(server)
    expect(verificationUrl).toBe(`${stage.issuer.url}/codex/device`)
    expect(userCode).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
    await expect.poll(() => stage.issuer.callsTo('deviceToken').length).toBe(1)
    expect(stage.issuer.callsTo('token')).toEqual([])

    stage.issuer.approve(userCode)
    expect(await end(server, loginId)).toBeNull()
    expect(await server.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })
  })

  it('can be cancelled, and a second one takes over', async () => {
    const server = await stage.open()
    const first = await beginDevice(server)
    expect(await server.request('account/login/cancel', { loginId: first.loginId })).toEqual({ status: 'canceled' })
    expect(await end(server, first.loginId)).toBe('Login was not completed')

    const second = await beginDevice(server)
    const third = await beginDevice(server)
    expect(await end(server, second.loginId)).toBe('Login was not completed')
    stage.issuer.approve(third.userCode)
    expect(await end(server, third.loginId)).toBeNull()
  })

  it('ends when the person refuses it', async () => {
    const server = await stage.open()
    const { loginId, userCode } = await beginDevice(server)
    stage.issuer.deny(userCode)
    expect(await end(server, loginId)).toBe('device auth failed with status 400 Bad Request')
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
  })

  it('is not to be had from an issuer that fails, and the call says so', async () => {
    const server = await stage.open()
    const asked = 'failed to request device code: '
    const faults: [Fault, string][] = [
      [400, `${asked}device code request failed with status 400 Bad Request`],
      [500, `${asked}device code request failed with status 500 Internal Server Error`],
      [404, 'device code login is not enabled for this Codex server. Use the browser login or verify the server URL.'],
      ['html', `${asked}expected value at line 1 column 1`],
      ['cut', `${asked}error sending request for url`],
    ]
    for (const [fault, words] of faults) {
      stage.issuer.misbehave('deviceCode', fault)
      await expect(beginDevice(server)).rejects.toThrow(words)
    }
  })

  it('comes to its end when the polls or the exchange fail', async () => {
    const server = await stage.open()
    const faults: ['deviceToken' | 'token', Fault, string][] = [
      ['deviceToken', 500, 'device auth failed with status 500 Internal Server Error'],
      ['deviceToken', 'html', 'error decoding response body'],
      ['deviceToken', 'cut', 'error sending request for url'],
      ['token', 400, 'device code exchange failed: token endpoint returned status 400 Bad Request'],
      ['token', 'malformedIdToken', 'invalid ID token format'],
    ]
    stage.issuer.approvesDevices = true
    for (const [endpoint, fault, words] of faults) {
      stage.issuer.misbehave(endpoint, fault, 1)
      expect(await end(server, (await beginDevice(server)).loginId)).toContain(words)
      expect(server.authFile()).toBeNull()
    }
  })
})

describe('an API key', () => {
  it('is taken at once and unchecked', async () => {
    const server = await stage.open()
    const apiKey = 'sk-no-such-key-0123456789'
    expect(await server.request('account/login/start', { type: 'apiKey', apiKey })).toEqual({ type: 'apiKey' })
    expect(await end(server, null)).toBeNull()
    expect(await server.request('account/read', {})).toMatchObject({ account: { type: 'apiKey' } })
    expect(await accessToken(server, true)).toBe(apiKey)
    expect(server.authFile()).toEqual({ auth_mode: 'apikey', OPENAI_API_KEY: apiKey })
    expect(stage.issuer.calls).toEqual([])
  })

  it('has no limits and no usage to tell of', async () => {
    const server = await stage.open()
    await server.request('account/login/start', { type: 'apiKey', apiKey: 'sk-no-such-key-0123456789' })
    await expect(server.request('account/rateLimits/read', {})).rejects.toThrow('chatgpt authentication required')
    await expect(server.request('account/usage/read', {})).rejects.toThrow('chatgpt authentication required')
  })
})

describe('a personal access token', () => {
  const login = (server: LoginServer, input: string): Promise<{ code: unknown; stderr: string }> =>
    new Promise((resolve) => {
      const env = { PATH: '/usr/bin:/bin', ...stage.issuer.env(), CODEX_HOME: server.home.codexHome }
      const args = ['login', '--with-access-token']
      const child = execFile(codexBinary(), args, { env }, (error, _stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stderr }),
      )
      child.stdin?.end(input)
    })

  it('comes by the command line; a server that starts then knows the account, but never tells the token', async () => {
    const server = await stage.open()
    const token = stage.issuer.personalAccessToken()
    expect(await login(server, `${token}\n`)).toMatchObject({ code: 0, stderr: expect.stringContaining('logged in') })
    expect(server.authFile()).toMatchObject({ personal_access_token: token })
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
    await server.close()

    const next = await stage.open({ home: server.home })
    expect(await next.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })
    expect(await next.request('getAuthStatus', { includeToken: true, refreshToken: false })).toMatchObject({
      authMethod: 'personalAccessToken',
      authToken: null,
    })
    await next.request('account/logout', undefined)
    expect(next.authFile()).toBeNull()
  })

  it('that is wrong is refused before anything is stored', async () => {
    const server = await stage.open()
    const refusals: [string, string][] = [
      ['at-nobody-knows-this', 'personal access token metadata request failed with status 401 Unauthorized'],
      ['neither-prefix-nor-jwt', 'failed to decode agent identity JWT: invalid agent identity JWT format'],
      ['', 'No access token provided via stdin.'],
    ]
    for (const [input, words] of refusals) {
      expect(await login(server, input)).toMatchObject({ code: 1, stderr: expect.stringContaining(words) })
      expect(server.authFile()).toBeNull()
    }
  })

  it('in the environment signs a server in that keeps nothing', async () => {
    const token = stage.issuer.personalAccessToken()
    const server = await stage.open({
      config: 'cli_auth_credentials_store = "ephemeral"\n',
      env: { CODEX_ACCESS_TOKEN: token },
    })
    expect(await server.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })
    expect(server.authFile()).toBeNull()
  })
})

describe('Amazon Bedrock', () => {
  const configOf = (server: LoginServer): string => readFileSync(join(server.home.codexHome, 'config.toml'), 'utf8')

  it('writes itself into the config as the provider, and logging out takes it and the model out', async () => {
    const server = await stage.open({ config: 'model = "gpt-5.5"\n' })
    const secrets = { apiKey: 'bedrock-canary-0123456789', region: 'us-east-1' }
    await server.request('account/login/start', { type: 'amazonBedrock', ...secrets })
    expect(await end(server, null)).toBeNull()
    expect(configOf(server)).toContain('model_provider = "amazon-bedrock"')
    expect(configOf(server)).not.toContain(secrets.apiKey)
    expect(server.authFile()).toMatchObject({ bedrock_api_key: { api_key: secrets.apiKey, region: secrets.region } })
    expect(await server.request('account/read', {})).toMatchObject({ account: { type: 'amazonBedrock' } })
    expect(await accessToken(server, false)).toBeNull()

    await server.request('account/logout', undefined)
    expect(server.authFile()).toBeNull()
    expect(configOf(server)).not.toMatch(/^model(_provider)? =/m)
  })
})

describe('the look at the workspace', () => {
  it.each<[Fault, string]>([
    [500, 'workspace routing discovery failed'],
    ['html', 'workspace routing discovery failed'],
    [401, 'workspace routing discovery unauthorized (401)'],
    [{ status: 200, body: { accounts: [] } }, 'selected workspace missing from routing discovery'],
  ])('failing (%j) calls the login failed though it is stored, and later heals', async (fault, words) => {
    stage.issuer.misbehave('accountsCheck', fault)
    const server = await stage.open()
    await expect(signIn(server, stage.issuer)).rejects.toThrow(words)
    expect(server.authFile()).toMatchObject({ auth_mode: 'chatgpt' })
    await expect(server.request('account/read', {})).rejects.toThrow(words)

    stage.issuer.misbehave('accountsCheck', null)
    expect(await server.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })
  })
})
