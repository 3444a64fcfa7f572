// A project's server that was lent a login, with the real Codex: what it takes, what it keeps, when it asks for a new token, and
// how a turn ends when it gets none. Beside it the server that owns the login, as the auth home's does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Turn } from '@protocol/v2/Turn'
import type { IncomingRequest } from '../../../main/codex/rpc/incoming'
import { filesWith } from '../../support/files-with'
import { startGuardedModel, type GuardedModel } from '../../support/guarded-model'
import { mintJwt, SOMEBODY } from '../../support/issuer'
import { setLoginStage, type LoginServer, type LoginStage } from '../../support/login-stage'
import { accessToken, signIn } from '../../support/sign-in'

let stage: LoginStage
let guarded: GuardedModel
/** Tokens that the model takes beside the issuer's. */
let alsoTaken: string[]
beforeEach(async () => {
  alsoTaken = []
  stage = await setLoginStage()
  guarded = await startGuardedModel((token) => stage.issuer.accepts(token) || alsoTaken.includes(token))
})
afterEach(async () => {
  await stage.end()
  await guarded.close()
})

type Answer = (request: IncomingRequest) => unknown

const refreshMethod = 'account/chatgptAuthTokens/refresh'

/** A project's server; `asked` collects its questions for a token. Each try of a turn asks once, so retries are counted. */
async function openProject(
  answer: Answer = () => undefined,
  retries = 0,
): Promise<{ server: LoginServer; asked: unknown[] }> {
  const asked: unknown[] = []
  const config = guarded.configToml.replaceAll(/max_retries = \d+/g, `max_retries = ${retries}`)
  const server = await stage.open({
    config: `cli_auth_credentials_store = "ephemeral"\n${config}`,
    intercept: (request) => {
      if (request.method !== refreshMethod) return false
      asked.push(request.params)
      answer(request)
      return true
    },
  })
  return { server, asked }
}

async function owner(): Promise<LoginServer> {
  const server = await stage.open()
  await signIn(server, stage.issuer)
  return server
}

const lent = (token: string | null, accountId = SOMEBODY.accountId) => ({
  accessToken: token ?? '',
  chatgptAccountId: accountId,
  chatgptPlanType: 'pro',
})

/** Lends the token and waits for what Codex says of it: null when all is well. */
async function lend(server: LoginServer, token: string | null, accountId?: string): Promise<string | null> {
  const before = server.notifications.filter(({ method }) => method === 'account/login/completed').length
  await server.request('account/login/start', { type: 'chatgptAuthTokens', ...lent(token, accountId) })
  await expect
    .poll(() => server.notifications.filter(({ method }) => method === 'account/login/completed').length)
    .toBe(before + 1)
  const { params } = server.notifications.findLast(({ method }) => method === 'account/login/completed') ?? {}
  return (params as { error: string | null }).error
}

const turnIn = async (server: LoginServer, threadId: string): Promise<Turn> =>
  (await server.runTurn(threadId, 'hello')).turn
const start = (server: LoginServer): Promise<string> => server.startThread({ approvalPolicy: 'never' })

describe('a lent login', () => {
  it('makes turns and leaves nothing behind', async () => {
    const token = await accessToken(await owner(), false)
    const { server, asked } = await openProject()
    expect(await lend(server, token)).toBeNull()
    expect(await server.request('account/read', {})).toMatchObject({ account: { email: SOMEBODY.email } })
    expect(await turnIn(server, await start(server))).toMatchObject({ status: 'completed' })

    expect(asked).toEqual([])
    expect(filesWith(server.home.codexHome, stage.issuer.minted)).toEqual([])
  })

  it('is never renewed by the borrower itself, and logging out there revokes nothing', async () => {
    const token = await accessToken(await owner(), false)
    const { server, asked } = await openProject()
    await lend(server, token)
    expect(await accessToken(server, true)).toBe(token)
    await server.request('account/read', { refreshToken: true })
    await server.request('account/logout', undefined)
    expect(await server.request('account/read', {})).toMatchObject({ account: null })
    expect({ asked, revoked: stage.issuer.revoked, refreshes: stage.issuer.counts.refreshes }).toEqual({
      asked: [],
      revoked: [],
      refreshes: 0,
    })
  })

  it('can be exchanged for another account in the middle of a session', async () => {
    const first = await accessToken(await owner(), false)
    stage.issuer.person = { ...SOMEBODY, email: 'other@example.com', userId: 'user-other', accountId: 'account-other' }
    const second = await accessToken(await owner(), false)
    const { server } = await openProject()
    await lend(server, first)
    const thread = await start(server)
    await turnIn(server, thread)
    expect(guarded.seen.at(-1)?.token).toBe(first)

    expect(await lend(server, second, 'account-other')).toBeNull()
    expect(await turnIn(server, thread)).toMatchObject({ status: 'completed' })
    expect(guarded.seen.at(-1)?.token).toBe(second)
    expect(await server.request('account/read', {})).toMatchObject({ account: { email: 'other@example.com' } })
  })

  it('must be handed back before an API key is taken', async () => {
    const { server } = await openProject()
    await lend(server, await accessToken(await owner(), false))
    alsoTaken = ['sk-test-0123456789']
    const key = { type: 'apiKey', apiKey: 'sk-test-0123456789' } as const
    await expect(server.request('account/login/start', key)).rejects.toThrow('External auth is active.')
    await server.request('account/logout', undefined)
    await server.request('account/login/start', key)
    expect(await turnIn(server, await start(server))).toMatchObject({ status: 'completed' })
    // The other way needs no logout.
    expect(await lend(server, await accessToken(await owner(), false))).toBeNull()
  })

  it('that is no JWT is refused', async () => {
    const { server } = await openProject()
    const lending = server.request('account/login/start', { type: 'chatgptAuthTokens', ...lent('garbage') })
    await expect(lending).rejects.toThrow('failed to set external auth: invalid ID token format')
  })
})

describe('a token that the backend refuses', () => {
  it('is asked for anew once, and the turn goes on with it', async () => {
    const home = await owner()
    const { server, asked } = await openProject((request) => {
      void accessToken(home, true).then((token) => request.respond(lent(token)))
    })
    await lend(server, await accessToken(home, false))
    const thread = await start(server)
    await turnIn(server, thread)

    stage.issuer.expireAccessTokens()
    expect(await turnIn(server, thread)).toMatchObject({ status: 'completed', error: null })
    expect(asked).toEqual([{ reason: 'unauthorized', previousAccountId: SOMEBODY.accountId }])
    expect(stage.issuer.counts).toMatchObject({ refreshes: 1, generations: 1, reuses: 0 })
  })

  it('at the time it is lent is asked for anew as well', async () => {
    const home = await owner()
    const stale = await accessToken(home, false)
    stage.issuer.expireAccessTokens()
    const { server, asked } = await openProject((request) => {
      void accessToken(home, true).then((token) => request.respond(lent(token)))
    })
    expect(await lend(server, stale)).toBeNull()
    expect(asked).toHaveLength(1)
    expect(await turnIn(server, await start(server))).toMatchObject({ status: 'completed' })
  })

  const refused = (words: string) => ({ status: 'failed', error: { message: expect.stringContaining(words) } })
  it.each<[string, Answer, string]>([
    ['an error', (request) => request.respondError(-32_000, 'no'), 'auth refresh request failed: code=-32000'],
    ['garbage', (request) => request.respond(lent('garbage')), 'auth refresh returned invalid credentials'],
    ['an empty token', (request) => request.respond(lent('')), 'auth refresh returned invalid credentials'],
    [
      'a token that is refused too',
      (request) => request.respond(lent(mintJwt(SOMEBODY, Date.now() + 3_600_000))),
      'unexpected status 401 Unauthorized',
    ],
  ])('and for which there is only %s ends that turn alone', async (_what, answer, words) => {
    const home = await owner()
    let given: Answer = answer
    const { server, asked } = await openProject((request) => given(request))
    await lend(server, await accessToken(home, false))
    const thread = await start(server)
    stage.issuer.expireAccessTokens()
    expect(await turnIn(server, thread)).toMatchObject(refused(words))
    expect(asked).toHaveLength(1)

    given = (request) => void accessToken(home, true).then((token) => request.respond(lent(token)))
    expect(await turnIn(server, thread)).toMatchObject({ status: 'completed' })
    expect(asked).toHaveLength(2)
  })

  it('is asked for again by each retry of the turn', async () => {
    const home = await owner()
    const { server, asked } = await openProject((request) => {
      if (asked.length === 1) request.respondError(-32_000, 'not yet')
      else void accessToken(home, true).then((token) => request.respond(lent(token)))
    }, 1)
    await lend(server, await accessToken(home, false))
    const thread = await start(server)
    stage.issuer.expireAccessTokens()
    expect(await turnIn(server, thread)).toMatchObject({ status: 'completed' })
    expect(asked).toHaveLength(2)
  })

  it('and for which no new one comes within ten seconds ends the turn; an answer after that is too late', async () => {
    const home = await owner()
    const { server } = await openProject()
    await lend(server, await accessToken(home, false))
    const thread = await start(server)
    stage.issuer.expireAccessTokens()
    const turn = await turnIn(server, thread)
    expect(turn).toMatchObject(refused('auth refresh request timed out after 10s'))
    expect(turn.durationMs).toBeGreaterThanOrEqual(9_500)
  })
})

describe('a refused API key', () => {
  it('ends the turn with the status, without a question', async () => {
    const { server, asked } = await openProject()
    await server.request('account/login/start', { type: 'apiKey', apiKey: 'sk-refused-0123456789' })
    expect(await turnIn(server, await start(server))).toMatchObject({
      status: 'failed',
      error: { codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 401 } } },
    })
    expect(asked).toEqual([])
  })
})
