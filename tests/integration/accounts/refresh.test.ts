// How the real Codex renews a login that it owns: what the broker reads off getAuthStatus. Refresh tokens are good for one use.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SOMEBODY, type Fault } from '../../support/issuer'
import { setLoginStage, type LoginServer, type LoginStage } from '../../support/login-stage'
import { accessToken, signIn } from '../../support/sign-in'

let stage: LoginStage
beforeEach(async () => {
  stage = await setLoginStage()
})
afterEach(() => stage.end())

const signedIn = async (): Promise<LoginServer> => {
  const server = await stage.open()
  await signIn(server, stage.issuer)
  return server
}
const refusal = (status: number, error: unknown): Fault => ({ status, body: { error } })

describe('renewing', () => {
  it('gives a new token and spends the refresh token', async () => {
    const server = await signedIn()
    const before = await accessToken(server, false)
    const after = await accessToken(server, true)
    expect(after).not.toBe(before)
    expect(stage.issuer.accepts(after ?? '')).toBe(true)
    expect(await accessToken(server, false)).toBe(after)
    expect(stage.issuer.counts).toEqual({ logins: 1, refreshes: 1, generations: 1, reuses: 0 })
  })

  it('happens by account/read too, which looks at the workspace again', async () => {
    const server = await signedIn()
    await server.request('account/read', { refreshToken: true })
    expect(stage.issuer.counts.generations).toBe(1)
    expect(stage.issuer.callsTo('accountsCheck')).toHaveLength(2)
  })

  it('asked for three times at once happens three times: sharing one is up to the app', async () => {
    const server = await signedIn()
    const tokens = await Promise.all([1, 2, 3].map(() => accessToken(server, true)))
    expect(stage.issuer.counts).toMatchObject({ refreshes: 3, generations: 3, reuses: 0 })
    expect(tokens.every((token) => stage.issuer.accepts(token ?? ''))).toBe(true)
  })

  it('happens unasked when the token ends within five minutes', async () => {
    stage.issuer.lifetimeMs = 290_000
    const server = await signedIn()
    const before = stage.issuer.counts.generations
    await accessToken(server, false)
    await accessToken(server, false)
    expect(stage.issuer.counts.generations).toBe(before + 2)

    stage.issuer.lifetimeMs = 330_000
    await accessToken(server, false)
    await accessToken(server, false)
    expect(stage.issuer.counts.generations).toBe(before + 3)
  })

  it('outlives the server: the next one goes on with the new refresh token', async () => {
    const first = await signedIn()
    await accessToken(first, true)
    await first.close()
    const second = await stage.open({ home: first.home })
    expect(stage.issuer.accepts((await accessToken(second, true)) ?? '')).toBe(true)
    expect(stage.issuer.counts).toMatchObject({ generations: 2, reuses: 0 })
  })
})

describe('a refresh that the issuer refuses for good', () => {
  it.each([
    refusal(400, { code: 'refresh_token_reused' }),
    refusal(401, { code: 'refresh_token_expired' }),
    refusal(400, 'invalid_grant'),
    401,
  ])('(%j) leaves no token and no account, without a word, and is not tried again', async (fault) => {
    const server = await signedIn()
    const told = server.notifications.length
    stage.issuer.misbehave('refresh', fault)
    const status = await server.request('getAuthStatus', { includeToken: true, refreshToken: true })
    expect(status).toMatchObject({ authMethod: 'chatgpt', authToken: null })
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
    expect(server.authFile()).toMatchObject({ auth_mode: 'chatgpt' })

    stage.issuer.misbehave('refresh', null)
    expect(await accessToken(server, true)).toBeNull()
    expect(stage.issuer.counts).toMatchObject({ refreshes: 1, generations: 0 })
    expect(server.notifications.slice(told).filter(({ method }) => method.startsWith('account/'))).toEqual([])
  })

  it('is what a copied auth.json comes to: the copy that renews second is logged out', async () => {
    const first = await signedIn()
    const copy = await stage.open()
    await copy.close()
    copyFileSync(join(first.home.codexHome, 'auth.json'), join(copy.home.codexHome, 'auth.json'))
    const second = await stage.open({ home: copy.home })
    expect(await accessToken(second, false)).toBe(await accessToken(first, false))

    expect(await accessToken(first, true)).not.toBeNull()
    expect(await accessToken(second, true)).toBeNull()
    expect(stage.issuer.counts).toMatchObject({ generations: 1, reuses: 1 })
  })

  it('is ended by a new login', async () => {
    const server = await signedIn()
    stage.issuer.misbehave('refresh', refusal(400, { code: 'refresh_token_reused' }), 1)
    expect(await accessToken(server, true)).toBeNull()
    stage.issuer.person = { ...SOMEBODY, plan: 'plus' }
    await signIn(server, stage.issuer)
    expect(await server.request('account/read', {})).toMatchObject({ account: { planType: 'plus' } })
    expect(stage.issuer.accepts((await accessToken(server, true)) ?? '')).toBe(true)
  })
})

describe('a refresh that fails in passing', () => {
  it.each<Fault>([400, 403, 429, 500, 'html', 'cut'])(
    '(%s) gives the old token without an error, and the next try works',
    async (fault) => {
      const server = await signedIn()
      const before = await accessToken(server, false)
      stage.issuer.misbehave('refresh', fault, 1)
      expect(await accessToken(server, true)).toBe(before)
      expect(await server.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })

      const after = await accessToken(server, true)
      expect(after).not.toBe(before)
      expect(stage.issuer.counts).toMatchObject({ refreshes: 2, generations: 1, reuses: 0 })
    },
  )
})

describe("a refresh whose answer can't be read", () => {
  it('because the ID token is no JWT: the login is lost at the next try', async () => {
    const server = await signedIn()
    const before = await accessToken(server, false)
    stage.issuer.misbehave('refresh', 'malformedIdToken', 1)
    expect(await accessToken(server, true)).toBe(before)
    expect(await accessToken(server, true)).toBeNull()
    expect(stage.issuer.counts.reuses).toBe(1)
  })

  it('because the access token is no JWT: it is handed out all the same', async () => {
    const server = await signedIn()
    stage.issuer.misbehave('refresh', 'malformedAccessToken', 1)
    expect(await accessToken(server, true)).toMatch(/^not\.a-jwt-/)
    expect(stage.issuer.accepts((await accessToken(server, true)) ?? '')).toBe(true)
  })
})
