import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AccountKeys } from '../../../../main/accounts/account-keys'
import { AccountServers } from '../../../../main/accounts/account-servers'
import type { HomePool } from '../../../../main/codex/server/pool'

const token = 'at-canary-of-account-servers'
let root: string
let userData: string
let order: string[]
let keyring: Map<string, string>
let servers: AccountServers

beforeEach(() => {
  // Homes are refused in the system's temporary folder.
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  root = realpathSync(mkdtempSync(join(parent, 'unit-')))
  userData = join(root, 'data')
  order = []
  keyring = new Map()
  const codex = join(root, 'codex')
  writeFileSync(codex, `#!/bin/sh\ncat > '${join(root, 'typed')}'\n`)
  chmodSync(codex, 0o755)
  const pool = {
    get: (key: string) => ({ home: key }),
    peek: (key: string) => ({ home: key, rest: () => Promise.resolve(order.push(`rested ${key}`)) }),
  } as unknown as HomePool // two of its methods
  servers = new AccountServers({
    userData,
    pool: () => Promise.resolve(pool),
    bundle: () => Promise.resolve({ codex }),
    keys: new AccountKeys(userData, {
      get: (entry) => Promise.resolve(keyring.get(entry) ?? null),
      set: (entry, value) => Promise.resolve(void keyring.set(entry, value)),
      delete: (entry) => Promise.resolve(void keyring.delete(entry)),
    }),
  })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const auth = join('homes', 'auth')
const home = (id: string): string => join(userData, id === 'main' ? auth : join('homes', 'accounts', id))

it('makes a private home for each account, and knows them from others', async () => {
  for (const id of ['main', 'second']) {
    expect(await servers.open(id)).toEqual({ home: home(id) })
    if (process.platform !== 'win32') expect(statSync(home(id)).mode & 0o077).toBe(0)
    expect(readFileSync(join(home(id), 'config.toml'), 'utf8')).toContain('cli_auth_credentials_store = "auto"')
    expect(servers.owns(home(id))).toBe(true)
  }
  expect(servers.owns(join(userData, 'homes', 'projects', 'p'))).toBe(false)
  expect(servers.owns(home('third'))).toBe(false)
})

it('says where a login is: Codex writes no file where it has a keyring', async () => {
  await servers.open('main')
  expect(await servers.store('main')).toBe('keyring')
  writeFileSync(join(home('main'), 'auth.json'), '{}')
  expect(await servers.store('main')).toBe('file')
})

it.skipIf(process.platform === 'win32')('no server runs on the home while a token is given to Codex', async () => {
  await servers.loginWithToken('second', token)
  expect(order).toEqual([`rested ${home('second')}`])
  expect(readFileSync(join(root, 'typed'), 'utf8')).toBe(`${token}\n`)
})

it.skipIf(process.platform === 'win32')('a token is for servers of projects that use this very account', async () => {
  vi.stubEnv('CODEX_AUTHAPI_BASE_URL', 'http://127.0.0.1:9/api')
  await servers.loginWithToken('second', token)
  expect(await servers.environmentFor('second', 'accessToken')).toEqual({
    CODEX_ACCESS_TOKEN: token,
    CODEX_AUTHAPI_BASE_URL: 'http://127.0.0.1:9/api',
  })
  for (const kind of ['chatgpt', 'apiKey', 'bedrock', null] as const)
    expect(JSON.stringify(await servers.environmentFor(kind === 'bedrock' ? 'main' : 'second', kind))).not.toContain(
      token,
    )
  expect(await servers.environmentFor('main', 'accessToken')).not.toHaveProperty('CODEX_ACCESS_TOKEN')
})

it.skipIf(process.platform === 'win32')('a token that Codex refused is kept nowhere', async () => {
  writeFileSync(join(root, 'codex'), '#!/bin/sh\necho "Error logging in: no" >&2\nexit 1\n')
  await expect(servers.loginWithToken('second', token)).rejects.toMatchObject({ code: 'login-failed' })
  expect(keyring.size).toBe(0)
  expect(await servers.environmentFor('second', 'accessToken')).not.toHaveProperty('CODEX_ACCESS_TOKEN')
  expect(existsSync(join(home('second'), 'auth.json'))).toBe(false)
})
