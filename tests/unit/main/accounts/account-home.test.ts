import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  AccountHome,
  signedOut,
  type AccountHomeOptions,
  type AccountState,
} from '../../../../main/accounts/account-home'
import { chatgptAccount, fakeAuthServer, type FakeAuthServer } from './fake-auth-server'

const remembered: AccountHomeOptions['remembered'] = {
  who: { kind: 'chatgpt', email: 'ada@example.org', plan: 'plus', workspace: 'Acme', store: 'file', region: null },
  signedIn: true,
}
let codex: FakeAuthServer
let told: AccountState[]

const open = (parts: Partial<AccountHomeOptions> = {}): AccountHome =>
  new AccountHome({
    open: () => Promise.resolve(codex.server),
    loginWithToken: () => Promise.resolve(),
    keepBedrock: () => Promise.resolve('keyring'),
    forgetKey: () => Promise.resolve(),
    store: () => Promise.resolve('file'),
    openBrowser: () => Promise.resolve(),
    remembered: null,
    onChange: (state) => told.push(state),
    ...parts,
  })
const signIn = () => {
  codex.answers['account/read'] = () => ({ account: chatgptAccount })
  codex.answers['getAuthStatus'] = () => ({ authMethod: 'chatgpt', authToken: null })
}

beforeEach(() => {
  told = []
  codex = fakeAuthServer({
    'account/login/start': ({ type }) =>
      type === 'chatgptDeviceCode'
        ? { type, loginId: 'l1', verificationUrl: 'https://auth.example.org/codex', userCode: 'AB-12' }
        : { type, loginId: 'l1', authUrl: 'https://auth.example.org/go' },
  })
})
afterEach(() => void vi.useRealTimers())

describe('before anything is asked', () => {
  it('knows who it was without a server', () => {
    const opened = vi.fn()
    const home = open({ remembered, open: opened })
    expect(home.state).toMatchObject({ state: 'signed-in', kind: 'chatgpt', email: 'ada@example.org', plan: 'plus' })
    expect(opened).not.toHaveBeenCalled()
  })

  it('keeps the address of somebody who signed out, and nothing else of them', () => {
    const home = open({ remembered: remembered && { ...remembered, signedIn: false } })
    expect(home.state).toEqual({ ...signedOut, email: 'ada@example.org' })
  })
})

describe('a login in the browser', () => {
  it('waits with the link, and ends with who it is', async () => {
    const links: string[] = []
    const home = open({ openBrowser: (url) => Promise.resolve(links.push(url)) })
    await home.login({ kind: 'chatgpt' })
    expect(links).toEqual(['https://auth.example.org/go'])
    expect(home.state).toMatchObject({ state: 'signing-in', login: { kind: 'browser', url: links[0] } })

    signIn()
    await codex.tell('account/login/completed', { loginId: 'l1', success: true, error: null })
    await vi.waitFor(() => expect(home.state.state).toBe('signed-in'))
    expect(home.state).toMatchObject({ kind: 'chatgpt', email: 'ada@example.org', workspace: 'Acme', store: 'file' })
  })

  it('says when the browser did not open, and goes on waiting', async () => {
    const home = open({ openBrowser: () => Promise.reject(new Error('no browser')) })
    await home.login({ kind: 'chatgpt' })
    expect(home.state).toMatchObject({ state: 'signing-in', problem: expect.stringContaining('Copy the link') })
  })

  it('takes no news of another login for its own end', async () => {
    const home = open()
    await home.login({ kind: 'chatgpt' })
    await codex.tell('account/login/completed', { loginId: 'other', success: false, error: 'Login cancelled' })
    await codex.tell('account/login/completed', 'nonsense')
    await codex.tell('account/updated', { authMode: null })
    expect(home.state.state).toBe('signing-in')
  })

  it('that fails half-way is logged out of, and told in words', async () => {
    const home = open()
    await home.login({ kind: 'chatgpt' })
    const error = 'Login server error: workspace routing discovery failed'
    await codex.tell('account/login/completed', { loginId: 'l1', success: false, error })
    expect(codex.count('account/logout')).toBe(1)
    expect(home.state).toMatchObject({ state: 'signed-out', problem: expect.stringContaining('workspace') })
  })

  it.each([
    [true, 'signed-in'],
    [false, 'signed-out'],
  ])('that ends in the same breath as it begins is not waited for (success: %s)', async (success, state) => {
    const home = open()
    if (success) signIn()
    const begin = codex.answers['account/login/start']
    codex.answers['account/login/start'] = (params) => {
      // Codex wrote both, and they were read together: the notification is told before the answer is taken.
      void codex.tell('account/login/completed', { loginId: 'l1', success, error: success ? null : 'Login denied' })
      return begin?.(params)
    }
    await home.login({ kind: 'deviceCode' })
    await vi.waitFor(() => expect(home.state.state).toBe(state))
    expect(home.state.problem === null).toBe(success)
  })

  it('that is cancelled frees its port: its server goes to rest', async () => {
    const home = open()
    await home.login({ kind: 'chatgpt' })
    await home.cancelLogin()
    expect(codex.asked).toContainEqual({ method: 'account/login/cancel', params: { loginId: 'l1' } })
    expect(codex.rested).toHaveLength(1)
    expect(home.state.state).toBe('signed-out')
    await home.cancelLogin()
    expect(codex.count('account/login/cancel')).toBe(1)
  })

  it('that nobody finishes is given up', async () => {
    vi.useFakeTimers()
    const home = open()
    await home.login({ kind: 'chatgpt' })
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    expect(home.state).toMatchObject({ state: 'signed-out', problem: expect.stringContaining('quarter of an hour') })
    expect(codex.rested).toHaveLength(1)
  })

  it('that was overtaken while it began is cancelled, and the later one counts', async () => {
    let release: (value: unknown) => void = () => undefined
    const first = new Promise((resolve) => (release = resolve))
    let starts = 0
    codex.answers['account/login/start'] = async ({ type }) => {
      starts += 1
      if (starts === 1) return first
      return { type, loginId: 'l2', verificationUrl: 'https://auth.example.org/codex', userCode: 'CD-34' }
    }
    const home = open()
    const slow = home.login({ kind: 'chatgpt' })
    await vi.waitFor(() => expect(starts).toBe(1))
    await home.login({ kind: 'deviceCode' })
    release({ type: 'chatgpt', loginId: 'l1', authUrl: 'https://auth.example.org/go' })
    await slow
    expect(codex.asked).toContainEqual({ method: 'account/login/cancel', params: { loginId: 'l1' } })
    expect(home.state.login).toEqual({ kind: 'deviceCode', url: 'https://auth.example.org/codex', code: 'CD-34' })
  })

  it('that can’t begin is told in words, and its server goes to rest', async () => {
    codex.answers['account/login/start'] = () =>
      new Error('failed to start login server: Port 127.0.0.1:1457 is already in use')
    await expect(open().login({ kind: 'chatgpt' })).rejects.toMatchObject({ code: 'login-port-taken' })
    expect(codex.rested).toHaveLength(1)
  })

  it('over another login ends that one first', async () => {
    const home = open({ remembered })
    await home.login({ kind: 'chatgpt' })
    const order = codex.asked.map(({ method }) => method)
    expect(order.indexOf('account/logout')).toBeLessThan(order.indexOf('account/login/start'))
  })
})

describe('keys', () => {
  it('end at once', async () => {
    codex.answers['account/read'] = () => ({ account: { type: 'apiKey' } })
    const home = open()
    await home.login({ kind: 'apiKey', apiKey: 'sk-typed-key' })
    expect(codex.asked).toContainEqual({
      method: 'account/login/start',
      params: { type: 'apiKey', apiKey: 'sk-typed-key' },
    })
    expect(home.state).toMatchObject({ state: 'signed-in', kind: 'apiKey' })
    expect(JSON.stringify(told)).not.toContain('sk-typed-key')
  })

  it('of Amazon Bedrock are kept by the app, and Codex is not asked about them', async () => {
    const kept: unknown[] = []
    const home = open({ keepBedrock: (key) => Promise.resolve(kept.push(key)).then(() => 'run' as const) })
    await home.login({ kind: 'bedrock', apiKey: 'bedrock-key', region: 'eu-west-1' })
    expect(home.state).toMatchObject({ state: 'signed-in', kind: 'bedrock', region: 'eu-west-1', store: 'run' })
    expect(kept).toEqual([{ apiKey: 'bedrock-key', region: 'eu-west-1' }])
    expect(await home.tokens.read()).toBeNull()
    expect(codex.asked).toEqual([])
    expect(JSON.stringify(told)).not.toContain('bedrock-key')
  })

  it('are forgotten when another login takes their place', async () => {
    const forgetKey = vi.fn(() => Promise.resolve())
    const home = open({ forgetKey })
    await home.login({ kind: 'bedrock', apiKey: 'bedrock-key', region: 'eu-west-1' })
    codex.answers['account/read'] = () => ({ account: { type: 'apiKey' } })
    await home.login({ kind: 'apiKey', apiKey: 'sk-typed-key' })
    expect(forgetKey).toHaveBeenCalledOnce()
    expect(home.state.kind).toBe('apiKey')
  })
})

describe('an access token', () => {
  const login = async (parts: Partial<AccountHomeOptions> = {}): Promise<AccountHome> => {
    const home = open(parts)
    codex.answers['account/read'] = () => ({ account: chatgptAccount })
    codex.answers['getAuthStatus'] = () => ({ authMethod: 'personalAccessToken', authToken: null })
    await home.login({ kind: 'accessToken', accessToken: 'at-typed-token' })
    return home
  }

  it('is told from a login by the browser, and is no token to lend', async () => {
    const home = await login()
    expect(home.state).toMatchObject({ state: 'signed-in', kind: 'accessToken', email: 'ada@example.org' })
    expect(await home.tokens.read()).toBeNull()
    expect(home.state.state).toBe('signed-in')
    expect(JSON.stringify(told)).not.toContain('at-typed-token')
  })

  it('can be signed out of although its issuer refuses it', async () => {
    const forgetKey = vi.fn(() => Promise.resolve())
    const home = await login({ forgetKey })
    let replaced = false
    codex.answers['account/login/start'] = ({ type }) => {
      replaced = true
      return { type }
    }
    codex.answers['account/logout'] = () =>
      replaced ? {} : new Error('logout failed: personal access token metadata request failed with status 401')
    codex.answers['account/read'] = () => ({ account: null })
    await home.signOut()
    expect(home.state.state).toBe('signed-out')
    expect(forgetKey).toHaveBeenCalledOnce()
  })
})

describe('signing out', () => {
  it('that fails is no sign-out', async () => {
    codex.answers['account/logout'] = () => new Error('logout failed: disk full')
    const home = open({ remembered })
    await expect(home.signOut()).rejects.toThrow('disk full')
    expect(home.state.state).toBe('signed-in')
  })

  it('ends a login that is under way', async () => {
    const home = open()
    await home.login({ kind: 'deviceCode' })
    await home.signOut()
    expect(codex.count('account/login/cancel')).toBe(1)
    expect(home.state).toMatchObject({ state: 'signed-out', login: null })
  })
})

describe('tokens', () => {
  const jwt = (auth: object): string =>
    `e30.${Buffer.from(JSON.stringify({ 'https://api.openai.com/auth': auth })).toString('base64url')}.sig`

  it('are read and renewed by the home alone', async () => {
    codex.answers['getAuthStatus'] = ({ refreshToken }) => ({
      authMethod: 'chatgpt',
      authToken: jwt({ chatgpt_account_id: refreshToken === true ? 'new' : 'old', chatgpt_plan_type: 'plus' }),
    })
    const home = open({ remembered })
    const old = await home.tokens.read()
    expect(old).toMatchObject({ kind: 'chatgpt', accountId: 'old', plan: 'plus' })
    expect(await home.tokens.renew(old?.kind === 'chatgpt' ? old.accessToken : null)).toMatchObject({
      accountId: 'new',
    })
  })

  it('that are refused for good sign the account out, once and visibly', async () => {
    const home = open({ remembered })
    expect(await home.tokens.read()).toBeNull()
    expect(home.state).toMatchObject({ state: 'signed-out', email: 'ada@example.org' })
    expect(home.state.problem).toContain('Sign in again')
    expect(await home.tokens.read()).toBeNull()
    expect(told).toHaveLength(1)
    expect(codex.count('account/logout')).toBe(1)
  })

  it('that are none are not handed out', async () => {
    codex.answers['getAuthStatus'] = () => ({ authMethod: 'chatgpt', authToken: 'not-a-jwt' })
    expect(await open({ remembered }).tokens.read()).toBeNull()
  })
})
