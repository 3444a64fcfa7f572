// What can go wrong under the accounts' feet: a corrupt login, a home that is taken away, two logins at once. The account says so in
// words, and the others go on.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestAccounts, type TestAccounts } from '../../support/accounts'
import { createTestHome, type TestHome } from '../../support/homes'
import { browse, startIssuer, type Issuer } from '../../support/issuer'
import { holdLoginPort } from '../../support/login-port'
import { until } from '../../support/waiting'

let issuer: Issuer
let folder: TestHome
let stage: TestAccounts

beforeEach(async () => {
  issuer = await startIssuer()
  issuer.approvesDevices = true
  folder = createTestHome()
  stage = openTestAccounts(folder.root, { config: issuer.configToml, env: issuer.env() })
})
afterEach(async () => {
  await stage.end()
  folder.remove()
  await issuer.close()
})

const signIn = async (): Promise<string> => {
  const { id } = await stage.accounts.login(null, { kind: 'deviceCode' })
  await until(() => stage.accounts.state(id)?.state === 'signed-in', 'the login')
  return id
}
const homeOf = (id: string): string => stage.homes.get(id)?.codexHome ?? ''

describe('an account', () => {
  it('whose refresh token was spent elsewhere is signed out once, in words, and the other account goes on', async () => {
    const first = await signIn()
    const second = await stage.accounts.login(null, { kind: 'apiKey', apiKey: 'sk-the-second-one' })
    const held = await stage.accounts.tokens(first)?.read()
    issuer.misbehave('refresh', { status: 400, body: { error: { code: 'refresh_token_reused' } } })
    const renewed = await stage.accounts.tokens(first)?.renew(held?.kind === 'chatgpt' ? held.accessToken : null)
    expect(renewed).toBeNull()
    expect(stage.accounts.state(first)).toMatchObject({
      state: 'signed-out',
      problem: 'The login is no longer valid. Sign in again; your chats are kept.',
    })
    expect(stage.accounts.tokens(first)).toBeNull()
    expect(existsSync(join(homeOf(first), 'auth.json'))).toBe(false)
    expect(await stage.accounts.tokens(second.id)?.read()).toMatchObject({ apiKey: 'sk-the-second-one' })
    const problems = stage.told.flat().filter(({ id, problem }) => id === first && problem !== null)
    expect(new Set(problems.map(({ problem }) => problem)).size).toBe(1)
  })

  it('that can’t be renewed just now keeps its login', async () => {
    const id = await signIn()
    const tokens = stage.accounts.tokens(id)
    const held = await tokens?.read()
    const secret = held?.kind === 'chatgpt' ? held.accessToken : null
    for (const fault of [500, 'html', 'cut'] as const) {
      issuer.misbehave('refresh', fault, 1)
      await expect(tokens?.renew(secret)).rejects.toThrow('could not be renewed just now')
    }
    expect(stage.accounts.state(id)?.state).toBe('signed-in')
    expect(await tokens?.renew(secret)).toMatchObject({ kind: 'chatgpt' })
  })

  it('whose auth.json is corrupt says to sign in again', async () => {
    const id = await signIn()
    // Codex reads it at its start.
    writeFileSync(join(homeOf(id), 'auth.json'), '{"tokens": {"access_tok')
    await stage.rest(id)
    expect(await stage.accounts.tokens(id)?.read()).toBeNull()
    expect(stage.accounts.state(id)).toMatchObject({ state: 'signed-out' })
    expect(stage.accounts.state(id)?.problem).toContain('Sign in again')
    expect(await signIn()).not.toBe('')
  })

  it('whose home is taken away while its server runs can be signed in to again', async () => {
    const id = await signIn()
    const config = readFileSync(join(homeOf(id), 'config.toml'))
    // In one step: the server still writes into it.
    renameSync(homeOf(id), join(folder.root, 'taken away'))
    await stage.accounts
      .tokens(id)
      ?.read()
      .catch(() => null)
    await stage.accounts.signOut(id).catch(() => undefined)
    await stage.rest(id)
    // The app makes an account's home anew before it starts a server on it.
    writeFileSync(join(homeOf(id), 'config.toml'), config)
    await stage.accounts.login(id, { kind: 'deviceCode' })
    await until(() => stage.accounts.state(id)?.state === 'signed-in', 'the second login')
  })
})

it('a second login in the browser ends the first one, which leaves nothing behind', async () => {
  const letGo = await holdLoginPort()
  try {
    await stage.accounts.login(null, { kind: 'chatgpt' })
    const second = await stage.accounts.login(null, { kind: 'chatgpt' })
    expect(stage.accounts.list().map(({ id, state }) => ({ id, state }))).toEqual([
      { id: second.id, state: 'signing-in' },
    ])
    await browse(stage.opened.at(-1) ?? '')
    await until(() => stage.accounts.state(second.id)?.state === 'signed-in', 'the login')
    expect(stage.accounts.list()).toHaveLength(1)
  } finally {
    await letGo()
  }
})
