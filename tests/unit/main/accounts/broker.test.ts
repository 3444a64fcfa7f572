import { describe, expect, it } from 'vitest'
import { Broker } from '../../../../main/accounts/broker'
import type { Credential } from '../../../../main/accounts/credential'
import { TokenLine } from '../../../../main/accounts/token-line'
import { IncomingRequest } from '../../../../main/codex/rpc/incoming'
import { until } from '../../../support/waiting'

const chatgpt = (accessToken: string, accountId = 'acc'): Credential => ({
  kind: 'chatgpt',
  accessToken,
  accountId,
  plan: 'pro',
})

function server() {
  const asked: { method: string; params: unknown }[] = []
  return {
    asked,
    request: (method: string, params: unknown) => {
      asked.push({ method, params })
      return Promise.resolve({})
    },
  }
}

/** A refresh request as a server sends it, and what it was answered. */
function refreshRequest(previousAccountId: string | null = 'acc') {
  const sent: unknown[] = []
  const request = new IncomingRequest(
    1,
    'account/chatgptAuthTokens/refresh',
    { reason: 'unauthorized', previousAccountId },
    {
      sendResult: (_id, result) => sent.push({ result }),
      sendError: (_id, error) => sent.push({ error }),
      onSettled: () => undefined,
    },
  )
  return { request, answer: () => until(() => sent[0], 'an answer') }
}

describe('the broker', () => {
  it('gives each kind of login as Codex takes it', async () => {
    const one = server()
    await new Broker(() => new TokenLine(() => Promise.resolve(chatgpt('t1')))).signIn('p', one as never)
    await new Broker(() => new TokenLine(() => Promise.resolve({ kind: 'apiKey', apiKey: 'sk-1' }))).signIn(
      'p',
      one as never,
    )
    await new Broker(() => null).signIn('p', one as never)
    expect(one.asked).toEqual([
      {
        method: 'account/login/start',
        params: { type: 'chatgptAuthTokens', accessToken: 't1', chatgptAccountId: 'acc', chatgptPlanType: 'pro' },
      },
      { method: 'account/login/start', params: { type: 'apiKey', apiKey: 'sk-1' } },
    ])
  })

  it('takes a login back only from a server that has one', async () => {
    const one = server()
    const broker = new Broker(() => new TokenLine(() => Promise.resolve(chatgpt('t1'))))
    await broker.signOut('p', one as never)
    await broker.signIn('p', one as never)
    await broker.signOut('p', one as never)
    await broker.signOut('p', one as never)
    expect(one.asked.map(({ method }) => method)).toEqual(['account/login/start', 'account/logout'])
  })
})

const fail = () => {
  throw new Error('must not be called')
}

describe('a refused token', () => {
  it('is renewed', async () => {
    let generation = 1
    const tokens = new TokenLine((refresh) => Promise.resolve(chatgpt(`t${refresh ? ++generation : generation}`)))
    const broker = new Broker(() => tokens)
    await broker.signIn('p', server() as never)
    const { request, answer } = refreshRequest()
    expect(broker.answer('p', request)).toBe(true)
    expect(await answer()).toMatchObject({ result: { accessToken: 't2', chatgptAccountId: 'acc' } })
  })

  it('of an account that the project has left is answered with the new account’s, which is not renewed', async () => {
    let refreshes = 0
    const tokens = new TokenLine((refresh) => {
      if (refresh) refreshes += 1
      return Promise.resolve(chatgpt('of-b', 'b'))
    })
    const broker = new Broker(() => tokens)
    await broker.signIn('p', server() as never)
    const { request, answer } = refreshRequest('a')
    broker.answer('p', request)
    expect(await answer()).toMatchObject({ result: { accessToken: 'of-b', chatgptAccountId: 'b' } })
    expect(refreshes).toBe(0)
  })

  it.each([
    ['nobody is signed in any more', () => Promise.resolve(null), 'Sign in again'],
    ['the account pays by key now', () => Promise.resolve({ kind: 'apiKey', apiKey: 'k' } as const), 'Sign in again'],
    ['the auth home can’t be asked', () => Promise.reject(new Error('no way')), 'no way'],
  ])('is refused in words when %s', async (_when, ask, words) => {
    const broker = new Broker(() => new TokenLine(ask))
    const { request, answer } = refreshRequest()
    broker.answer('p', request)
    expect(JSON.stringify(await answer())).toContain(words)
  })

  it('is nothing of ours when it is another request', () => {
    const request = new IncomingRequest(1, 'item/tool/call', {}, { sendResult: fail, sendError: fail, onSettled: fail })
    expect(new Broker(() => null).answer('p', request)).toBe(false)
  })
})
