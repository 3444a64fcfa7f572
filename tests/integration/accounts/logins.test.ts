// The browser login with the real Codex and an issuer on loopback: what the app may rely on when it goes well, and what Codex says
// when it doesn't.
import { availableParallelism } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browse, SOMEBODY, type Fault } from '../../support/issuer'
import { holdLoginPort, LOGIN_PORT, occupy, OTHER_LOGIN_PORT } from '../../support/login-port'
import { setLoginStage, type LoginServer, type LoginStage } from '../../support/login-stage'
import { accessToken } from '../../support/sign-in'

let stage: LoginStage
let giveBackPort: () => Promise<void>
beforeEach(async () => {
  giveBackPort = await holdLoginPort()
  stage = await setLoginStage()
}, 400_000)
afterEach(async () => {
  await stage.end()
  await giveBackPort()
})

interface BrowserLogin {
  readonly loginId: string
  readonly authUrl: string
  /** Where the issuer sends the browser. */
  readonly callback: URL
  readonly state: string
}

async function begin(server: LoginServer): Promise<BrowserLogin> {
  const started = await server.request('account/login/start', { type: 'chatgpt' })
  if (started.type !== 'chatgpt') throw new Error(`a login of kind ${started.type}`)
  const { searchParams } = new URL(started.authUrl)
  const callback = new URL(searchParams.get('redirect_uri') ?? '')
  return { ...started, callback, state: searchParams.get('state') ?? '' }
}

/** How a login ended: null when it went through, else Codex's words. */
async function end(server: LoginServer, { loginId }: BrowserLogin): Promise<string | null> {
  const { success, error } = await server.seen('account/login/completed', (params) => params.loginId === loginId)
  expect(success).toBe(error === null)
  return error
}

const withQuery = (url: URL, query: Readonly<Record<string, string>>): string =>
  `${url.href}?${new URLSearchParams(query)}`

describe('signing in with the browser', () => {
  it('ends with the account, its workspace and plan', async () => {
    const server = await stage.open()
    const login = await begin(server)
    expect(login.authUrl).toContain(`${stage.issuer.url}/oauth/authorize?`)
    expect(login.callback.port).toBe(String(LOGIN_PORT))
    expect((await browse(login.authUrl)).text).toContain('Signed in to Codex')
    expect(await end(server, login)).toBeNull()

    expect(await server.seen('account/updated')).toEqual({ authMode: 'chatgpt', planType: 'pro' })
    expect(await server.request('account/read', {})).toMatchObject({
      account: { type: 'chatgpt', email: SOMEBODY.email, planType: 'pro', workspaceName: SOMEBODY.workspace },
      userId: SOMEBODY.userId,
    })
    expect(stage.issuer.accepts((await accessToken(server, false)) ?? '')).toBe(true)
    expect(server.authFile()).toMatchObject({ auth_mode: 'chatgpt', tokens: { account_id: SOMEBODY.accountId } })
  })

  it('gives limits and usage', async () => {
    const server = await stage.open()
    const login = await begin(server)
    await browse(login.authUrl)
    await end(server, login)
    expect(await server.request('account/rateLimits/read', {})).toMatchObject({
      rateLimits: { primary: { usedPercent: 25, windowDurationMins: 300 }, secondary: { usedPercent: 60 } },
      accountId: SOMEBODY.accountId,
    })
    expect(await server.request('account/usage/read', {})).toMatchObject({ summary: { lifetimeTokens: 0 } })

    stage.issuer.misbehave('usage', 'html')
    await expect(server.request('account/rateLimits/read', {})).rejects.toThrow('failed to fetch codex rate limits')
    stage.issuer.misbehave('profile', 500)
    await expect(server.request('account/usage/read', {})).rejects.toThrow('failed to fetch token usage profile')
  })

  it('can be cancelled, once', async () => {
    const server = await stage.open()
    const login = await begin(server)
    expect(await server.request('account/login/cancel', { loginId: login.loginId })).toEqual({ status: 'canceled' })
    expect(await end(server, login)).toBe('Login server error: Login was not completed')
    expect(await server.request('account/login/cancel', { loginId: login.loginId })).toEqual({ status: 'notFound' })
    await expect(browse(login.authUrl)).rejects.toThrow('ECONNREFUSED')
  })

  it('is ended by a second one, which takes over the port', async () => {
    const server = await stage.open()
    const first = await begin(server)
    const second = await begin(server)
    // Codex lets go of the first by itself and asks its port to be given back, too: which of the two ends it is Codex's race.
    expect(await end(server, first)).toMatch(/^Login server error: Login (?:cancelled|was not completed)$/)
    if (availableParallelism() > 1) {
      expect(second.callback.port).toBe(String(LOGIN_PORT))
      expect((await browse(first.authUrl)).text).toContain('State mismatch')
    } else {
      // With one processor Codex waits for the port on the thread that would give it back, and takes the other one after 4 s.
      expect(second.callback.port).toBe(String(OTHER_LOGIN_PORT))
      await expect(browse(first.authUrl)).rejects.toThrow('ECONNREFUSED')
    }
    await browse(second.authUrl)
    expect(await end(server, second)).toBeNull()
  })

  it('is ended by a login in another home too', async () => {
    const [one, other] = await Promise.all([stage.open(), stage.open()])
    const first = await begin(one)
    const second = await begin(other)
    expect(await end(one, first)).toBe('Login server error: Login cancelled')
    await browse(second.authUrl)
    expect(await end(other, second)).toBeNull()
    expect(await one.request('account/read', {})).toMatchObject({ account: null })
  })

  it('is ended by a login of another kind', async () => {
    const server = await stage.open()
    const login = await begin(server)
    await server.request('account/login/start', { type: 'apiKey', apiKey: 'sk-test-0123456789' })
    expect(await end(server, login)).toBe('Login server error: Login was not completed')
    await expect(browse(login.authUrl)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the login port', () => {
  it('has a second choice, and a clear error when that is taken as well', async () => {
    const free = [await occupy(LOGIN_PORT)]
    const server = await stage.open()
    const login = await begin(server)
    expect(login.callback.port).toBe(String(OTHER_LOGIN_PORT))
    await browse(login.authUrl)
    expect(await end(server, login)).toBeNull()

    free.push(await occupy(OTHER_LOGIN_PORT))
    await expect(begin(server)).rejects.toThrow(
      `failed to start login server: Port 127.0.0.1:${OTHER_LOGIN_PORT} is already in use`,
    )
    for (const giveBack of free) await giveBack?.()
  })
})

describe('the callback', () => {
  it('turns strangers away and waits on for the right one', async () => {
    const server = await stage.open()
    const login = await begin(server)
    const strangers: Record<string, string>[] = [
      { code: 'x', state: 'wrong' },
      { code: 'x' },
      { error: 'access_denied', state: 'wrong' },
    ]
    for (const query of strangers)
      expect(await browse(withQuery(login.callback, query))).toMatchObject({ status: 400, text: 'State mismatch' })
    expect((await browse(new URL('/elsewhere', login.callback).href)).status).toBe(404)
    expect(stage.issuer.callsTo('token')).toEqual([])

    await browse(login.authUrl)
    expect(await end(server, login)).toBeNull()
  })

  it('without a code ends the login', async () => {
    const server = await stage.open()
    const login = await begin(server)
    await browse(withQuery(login.callback, { state: login.state }))
    expect(await end(server, login)).toBe(
      'Login server error: Missing authorization code. Sign-in could not be completed.',
    )
  })

  it('is closed once the login went through', async () => {
    const server = await stage.open()
    const login = await begin(server)
    await browse(login.authUrl)
    await end(server, login)
    await expect(browse(login.authUrl)).rejects.toThrow('ECONNREFUSED')
  })

  it('hit twice at once leaves a login on disk that Codex calls failed; logging out revokes and removes it', async () => {
    const server = await stage.open()
    const login = await begin(server)
    const hit = await fetch(login.authUrl, { redirect: 'manual' })
    const address = hit.headers.get('location') ?? ''
    await Promise.all([browse(address), browse(address)])
    expect(await end(server, login)).toContain('Token exchange failed')
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
    expect(server.authFile()).toMatchObject({ auth_mode: 'chatgpt' })

    await server.request('account/logout', undefined)
    expect(server.authFile()).toBeNull()
    expect(stage.issuer.revoked).toHaveLength(1)
  })
})

describe('an issuer that refuses or fails', () => {
  it.each<[Fault, string]>([
    ['denied', 'Login server error: Sign-in failed: The person said no.'],
    [
      { error: 'access_denied', description: 'missing_codex_entitlement' },
      'Login server error: Codex is not enabled for your workspace. Contact your workspace administrator to request access to Codex.',
    ],
  ])('on its page (%j) ends the login with its words', async (fault, words) => {
    stage.issuer.misbehave('authorize', fault)
    const server = await stage.open()
    const login = await begin(server)
    await browse(login.authUrl)
    expect(await end(server, login)).toBe(words)
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
  })

  it('at the exchange of the code ends the login and stores nothing', async () => {
    const refused = 'Login server error: Token exchange failed: '
    const faults: [Fault, string][] = [
      [400, `${refused}token endpoint returned status 400 Bad Request: the mock issuer says 400`],
      [500, `${refused}token endpoint returned status 500 Internal Server Error: the mock issuer says 500`],
      ['html', `${refused}OAuth token response is invalid`],
      ['cut', `${refused}error sending request for url (${stage.issuer.url}/oauth/token)`],
      ['malformedIdToken', 'Login server error: Sign-in completed but credentials could not be saved locally.'],
    ]
    const server = await stage.open()
    for (const [fault, words] of faults) {
      stage.issuer.misbehave('token', fault)
      const login = await begin(server)
      await browse(login.authUrl)
      expect(await end(server, login)).toBe(words)
      expect(server.authFile()).toBeNull()
    }
    // And nothing of that stands in the way of the next one.
    stage.issuer.misbehave('token', null)
    const login = await begin(server)
    await browse(login.authUrl)
    expect(await end(server, login)).toBeNull()
  })

  it('that never answers the exchange keeps the login waiting, and cancelling it says nothing more', async () => {
    stage.issuer.misbehave('token', 'never')
    const server = await stage.open()
    const login = await begin(server)
    const page = browse(login.authUrl).catch(() => null)
    await expect.poll(() => stage.issuer.callsTo('token').length).toBe(1)
    expect(await server.request('account/login/cancel', { loginId: login.loginId })).toEqual({ status: 'canceled' })
    expect(server.notifications.filter(({ method }) => method === 'account/login/completed')).toEqual([])
    // The old login server still has the port: the next login goes to the other one.
    expect((await begin(server)).callback.port).toBe(String(OTHER_LOGIN_PORT))
    await server.close()
    await page
  })

  it('whose tokens expired long ago is asked for others at once', async () => {
    stage.issuer.misbehave('token', 'expiredJwt')
    const server = await stage.open()
    const login = await begin(server)
    await browse(login.authUrl)
    expect(await end(server, login)).toBeNull()
    expect(stage.issuer.counts).toMatchObject({ refreshes: 1, generations: 1, reuses: 0 })
    expect(stage.issuer.accepts((await accessToken(server, false)) ?? '')).toBe(true)
  })

  it('whose access token is no JWT is believed: the app must look at it before lending it', async () => {
    stage.issuer.misbehave('token', 'malformedAccessToken')
    const server = await stage.open()
    const login = await begin(server)
    await browse(login.authUrl)
    expect(await end(server, login)).toBeNull()
    expect(await accessToken(server, false)).toMatch(/^not\.a-jwt-/)
  })
})
