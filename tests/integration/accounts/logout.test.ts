// Signing out for good with the real Codex: the issuer is told, the store is emptied, and no answer of the issuer's keeps either
// from happening.
import { afterEach, beforeEach, expect, it } from 'vitest'
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
const logout = (server: LoginServer): Promise<unknown> => server.request('account/logout', undefined)

it('revokes the refresh token at the issuer, removes auth.json and says so', async () => {
  const server = await signedIn()
  const token = (await accessToken(server, true)) ?? ''
  expect(stage.issuer.accepts(token)).toBe(true)
  await logout(server)

  expect(stage.issuer.callsTo('revoke')).toMatchObject([{ fields: { token_type_hint: 'refresh_token' } }])
  expect(stage.issuer.revoked).toEqual([stage.issuer.minted.findLast((one) => one.startsWith('rt-'))])
  expect(stage.issuer.accepts(token)).toBe(false)
  expect(server.authFile()).toBeNull()
  await server.seen('account/updated', ({ authMode }) => authMode === null)
  expect(await server.request('account/read', {})).toMatchObject({ account: null })
  expect(await accessToken(server, true)).toBeNull()
})

it('is still done by the next server of that home', async () => {
  const server = await signedIn()
  await logout(server)
  await server.close()
  const next = await stage.open({ home: server.home })
  expect(await next.request('account/read', {})).toMatchObject({ account: null })
})

it.each<Fault>([400, 500, 'html', 'cut'])('is not stopped by an issuer that fails (%s)', async (fault) => {
  const server = await signedIn()
  stage.issuer.misbehave('revoke', fault)
  await logout(server)
  expect(server.authFile()).toBeNull()
  expect(await server.request('account/read', {})).toMatchObject({ account: null })
})

it('waits ten seconds for an issuer that never answers, and then goes on without it', async () => {
  const server = await signedIn()
  stage.issuer.misbehave('revoke', 'never')
  const done = logout(server)
  await expect.poll(() => stage.issuer.callsTo('revoke').length).toBe(1)
  // Until then the login is on disk: an app that quits now would leave it there.
  expect(server.authFile()).toMatchObject({ auth_mode: 'chatgpt' })
  await done
  expect(server.authFile()).toBeNull()
})

it('still revokes a login whose refresh was refused for good', async () => {
  const server = await signedIn()
  stage.issuer.misbehave('refresh', { status: 400, body: { error: { code: 'refresh_token_reused' } } })
  expect(await accessToken(server, true)).toBeNull()
  await logout(server)
  expect(stage.issuer.revoked).toHaveLength(1)
  expect(server.authFile()).toBeNull()
})

it('also cleans up a login that Codex called failed after storing it', async () => {
  stage.issuer.misbehave('accountsCheck', 500)
  const server = await stage.open()
  await expect(signIn(server, stage.issuer)).rejects.toThrow('workspace routing discovery failed')
  await logout(server)
  expect(stage.issuer.revoked).toHaveLength(1)
  expect(server.authFile()).toBeNull()
})

it('of an API key removes it and tells nobody', async () => {
  const server = await stage.open()
  await server.request('account/login/start', { type: 'apiKey', apiKey: 'sk-test-0123456789' })
  await logout(server)
  expect(server.authFile()).toBeNull()
  expect(stage.issuer.calls).toEqual([])
})

it('without a login is no error', async () => {
  const server = await stage.open()
  expect(await logout(server)).toEqual({})
  expect(stage.issuer.calls).toEqual([])
})

it('is not implied by a new login: the one before stays good at the issuer', async () => {
  const server = await signedIn()
  const first = (await accessToken(server, false)) ?? ''
  stage.issuer.person = { ...SOMEBODY, email: 'other@example.com', userId: 'user-other', accountId: 'account-other' }
  await signIn(server, stage.issuer)
  expect(await server.request('account/read', {})).toMatchObject({ account: { email: 'other@example.com' } })
  expect(stage.issuer.revoked).toEqual([])
  expect(stage.issuer.accepts(first)).toBe(true)
})
