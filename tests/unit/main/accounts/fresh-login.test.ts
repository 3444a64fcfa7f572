import { expect, test, vi } from 'vitest'
import type { Credential } from '../../../../main/accounts/credential'
import { endOf, freshLoginHome } from '../../../../main/accounts/fresh-login'
import { TokenLine } from '../../../../main/accounts/token-line'
import { mintJwt, SOMEBODY } from '../../../support/issuer-tokens'

const now = 1_800_000_000_000
const login = (endMs: number): Credential => ({
  kind: 'chatgpt',
  accessToken: mintJwt(SOMEBODY, endMs),
  accountId: 'account-somebody',
  plan: null,
})
const home = (tokens: TokenLine | null) => freshLoginHome('/srv/deck', 'account-1', tokens, () => now)

test('a login that lasts is used as it is', async () => {
  const ask = vi.fn(() => Promise.resolve(login(now + 3_600_000)))
  expect(await home(new TokenLine(ask))).toContain('account-1')
  expect(ask.mock.calls).toEqual([[false]])
})

test('one that ends within minutes is renewed first, by the one who owns it', async () => {
  const [old, fresh] = [login(now + 60_000), login(now + 3_600_000)]
  const ask = vi.fn((refresh: boolean) => Promise.resolve(refresh ? fresh : old))
  await home(new TokenLine(ask))
  expect(ask.mock.calls.at(-1)).toEqual([true])
})

test('a login that can’t be renewed just now is told, and no command is run with it', async () => {
  const old = login(now + 60_000)
  await expect(home(new TokenLine(() => Promise.resolve(old)))).rejects.toThrow('renewed')
})

test.each([
  ['nobody is signed in', null],
  ['it is an API key', { kind: 'apiKey', apiKey: 'key' } as const],
])('cloud tasks need a ChatGPT login: %s', async (_why, credential) => {
  await expect(home(new TokenLine(() => Promise.resolve(credential)))).rejects.toThrow('signed in with ChatGPT')
})

test('a token that says nothing of its end has none', () => {
  expect(endOf('no token')).toBeNull()
  expect(endOf(`x.${Buffer.from('{"exp":"soon"}').toString('base64url')}.y`)).toBeNull()
})
