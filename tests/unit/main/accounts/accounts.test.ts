import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Account } from '@contract/accounts'
import { Accounts } from '../../../../main/accounts/accounts'
import { chatgptAccount, fakeAuthServer, type FakeAuthServer } from './fake-auth-server'

let folder: string
let servers: Map<string, FakeAuthServer>
let lists: Account[][]
let logins: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deck-accounts-'))
  servers = new Map()
  lists = []
  logins = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The account's server: a key signs in, a browser login waits, logging out works. */
function serverOf(id: string): FakeAuthServer {
  let known = servers.get(id)
  if (known) return known
  let account: unknown = null
  known = fakeAuthServer({
    'account/login/start': ({ type }) => {
      if (type === 'apiKey') account = { type: 'apiKey' }
      return type === 'chatgpt' ? { type, loginId: `login-${id}`, authUrl: `https://auth.example.org/${id}` } : { type }
    },
    'account/logout': () => {
      account = null
      return {}
    },
    'account/read': () => ({ account }),
  })
  servers.set(id, known)
  return known
}
const file = (): string => join(folder, 'accounts.json')
const open = (): Accounts =>
  new Accounts({
    file: file(),
    earlierFile: join(folder, 'account.json'),
    home: (id) => ({
      open: () => Promise.resolve(serverOf(id).server),
      loginWithToken: () => Promise.resolve(),
      keepBedrock: () => Promise.resolve('run'),
      forgetKey: () => Promise.resolve(),
      store: () => Promise.resolve('file'),
      openBrowser: () => Promise.resolve(),
    }),
    onList: (list) => lists.push(list),
    onLogin: (id) => logins.push(id),
  })
const key = (apiKey = 'sk-some-typed-key') => ({ kind: 'apiKey' as const, apiKey })
/** The browser came back with somebody. */
async function comeBack(id: string): Promise<void> {
  const server = serverOf(id)
  server.answers['account/read'] = () => ({ account: chatgptAccount })
  await server.tell('account/login/completed', { loginId: `login-${id}`, success: true })
}

it('the first account is the default one, and is there in the next run without a server', async () => {
  const accounts = open()
  expect(accounts.list()).toEqual([])
  const account = await accounts.login(null, key())
  expect(account).toMatchObject({ id: 'main', isDefault: true, state: 'signed-in', kind: 'apiKey' })
  servers.clear()
  await expect.poll(() => open().list()).toEqual([account])
  expect(servers.size).toBe(0)
})

it('no key is in its file, or told to anybody', async () => {
  const accounts = open()
  await accounts.login(null, key('sk-canary-of-accounts'))
  await accounts.rename('main', 'Work')
  expect(readFileSync(file(), 'utf8')).toContain('Work')
  expect(readFileSync(file(), 'utf8') + JSON.stringify(lists)).not.toContain('canary')
})

it('a login for a new account that comes to nothing leaves no account, and its home is used by the next one', async () => {
  const accounts = open()
  await accounts.login(null, key())
  const waiting = await accounts.login(null, { kind: 'chatgpt' })
  expect(accounts.list()).toHaveLength(2)
  await accounts.cancelLogin(waiting.id)
  expect(accounts.list().map(({ id }) => id)).toEqual(['main'])

  serverOf(waiting.id).answers['account/login/start'] = () => new Error('no route to host')
  await expect(accounts.login(null, { kind: 'chatgpt' })).rejects.toThrow(/login/)
  expect(accounts.list()).toHaveLength(1)
  expect([...servers.keys()]).toEqual(['main', waiting.id])
})

it('one login at a time has the browser: the earlier one is cancelled, not forgotten silently', async () => {
  const accounts = open()
  const first = await accounts.login(null, { kind: 'chatgpt' })
  const second = await accounts.login(null, { kind: 'chatgpt' })
  expect(serverOf(first.id).count('account/login/cancel')).toBe(1)
  await comeBack(second.id)
  await vi.waitFor(() => expect(accounts.state(second.id)?.state).toBe('signed-in'))
  expect(accounts.list().map(({ id }) => id)).toEqual([second.id])
})

it('tells of logins that change who pays: in, out, another key, another default', async () => {
  const accounts = open()
  await accounts.login(null, key())
  const second = await accounts.login(null, key())
  expect(logins).toEqual(['main', second.id])
  await accounts.login('main', key('sk-another-typed-key'))
  expect(logins.filter((id) => id === 'main').length).toBeGreaterThan(1)
  logins = []
  await accounts.setDefault(second.id)
  await accounts.setDefault(second.id)
  expect(logins).toEqual([second.id])
  await accounts.rename(second.id, 'Home')
  expect(logins).toHaveLength(1)
  await accounts.signOut(second.id)
  expect(logins).toEqual([second.id, second.id])
})

it('a choice that is gone means the default one, and nobody’s tokens are lent', async () => {
  const accounts = open()
  expect(accounts.resolve(null)).toBeNull()
  expect(accounts.tokens(null)).toBeNull()
  await accounts.login(null, key())
  const second = await accounts.login(null, key())
  expect(accounts.resolve(second.id)).toBe(second.id)
  await accounts.remove(second.id)
  expect(accounts.resolve(second.id)).toBe('main')
  expect(serverOf(second.id).count('account/logout')).toBe(1)
  await accounts.signOut('main')
  expect(accounts.tokens('main')).toBeNull()
  expect(accounts.list()).toMatchObject([{ id: 'main', state: 'signed-out' }])
})

it('the default that is removed gives way to the next', async () => {
  const accounts = open()
  await accounts.login(null, key())
  const second = await accounts.login(null, key())
  await accounts.remove('main')
  expect(accounts.list()).toMatchObject([{ id: second.id, isDefault: true }])
})

it('an account that could not be signed out stays', async () => {
  const accounts = open()
  await accounts.login(null, key())
  serverOf('main').answers['account/logout'] = () => new Error('logout failed')
  await expect(accounts.remove('main')).rejects.toThrow('logout failed')
  expect(accounts.list()).toMatchObject([{ id: 'main', state: 'signed-in' }])
})

it('unknown accounts are refused in words', async () => {
  const accounts = open()
  for (const act of [
    accounts.login('nobody', key()),
    accounts.cancelLogin('nobody'),
    accounts.rename('nobody', 'x'),
    accounts.setDefault('nobody'),
    accounts.signOut('nobody'),
    accounts.remove('../../etc'),
  ])
    await expect(act).rejects.toMatchObject({ code: 'unknown-account' })
  expect(accounts.state('nobody')).toBeNull()
  expect(existsSync(file())).toBe(false)
})

it('takes over the only account of an earlier version', () => {
  const who = { kind: 'chatgpt', email: 'ada@example.org', plan: 'plus' }
  writeFileSync(join(folder, 'account.json'), JSON.stringify(who))
  expect(open().list()).toMatchObject([{ id: 'main', state: 'signed-in', email: 'ada@example.org', isDefault: true }])
})

it.each(['{"accounts":[{"id":"main","who":{}', '[]', 'null', '{"accounts":[{"id":"../x"}],"defaultId":7}'])(
  'a list that can’t be read (%s) is told, and starts empty',
  async (text) => {
    writeFileSync(file(), text)
    const accounts = open()
    expect(accounts.problem).not.toBeNull()
    expect(accounts.list()).toEqual([])
    expect(await accounts.login(null, key())).toMatchObject({ state: 'signed-in' })
  },
)

it('a Bedrock key of one run only is not taken for a login in the next', async () => {
  const accounts = open()
  await accounts.login(null, { kind: 'bedrock', apiKey: 'bedrock-key', region: 'eu-west-1' })
  expect(accounts.list()).toMatchObject([{ state: 'signed-in', kind: 'bedrock', region: 'eu-west-1' }])
  await expect.poll(() => open().list()).toMatchObject([{ id: 'main', state: 'signed-out' }])
})
