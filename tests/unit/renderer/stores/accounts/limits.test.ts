// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account, AccountLimits } from '../../../../../preload/contract/accounts'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { fakeDeck, later, refusal } from '../fake-deck'

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  name: null,
  isDefault: id === 'a1',
  state: 'signed-in',
  kind: 'chatgpt',
  email: `${id}@example.org`,
  plan: 'plus',
  workspace: null,
  store: 'keyring',
  region: null,
  login: null,
  problem: null,
  ...more,
})
const limits = (usedPercent: number, accountId = 'a1', readAtMs = Date.now()): AccountLimits => ({
  accountId,
  readAtMs,
  limits: [
    {
      id: 'codex',
      name: null,
      primary: { usedPercent, windowMinutes: 300, resetsAtMs: Date.now() + 3_600_000 },
      secondary: null,
      credits: null,
      reached: false,
    },
  ],
})
const usedOf = (told: { value: AccountLimits | null } | undefined) => told?.value?.limits[0]?.primary?.usedPercent
const messages = () => useNotices.getState().notices.map(({ level, message }) => [level, message])

/** A store as after a start of the window. What was kept stays. */
async function started(accounts: Account[] = [account('a1')]) {
  vi.resetModules()
  const { useLimits } = await import('../../../../../renderer/stores/accounts/limits')
  const fresh = await import('../../../../../renderer/stores/accounts/accounts')
  const notices = await import('../../../../../renderer/stores/app/notices')
  fresh.useAccounts.setState({ accounts })
  // The store's own modules are new ones: what it tells is passed on to those of this test.
  notices.useNotices.subscribe((state) => useNotices.setState({ notices: state.notices }))
  const tell = (list: Account[]) => {
    fresh.useAccounts.setState({ accounts: list })
    useLimits.getState().receive({ type: 'accounts', accounts: list })
  }
  tell(accounts)
  return { store: useLimits, tell }
}

beforeEach(() => {
  window.localStorage.clear()
  useNotices.setState({ notices: [] })
})

describe('reading', () => {
  it('asks once while it reads, and again when it must be fresh', async () => {
    const deck = fakeDeck({ 'accounts/limits': limits(10) })
    const { store } = await started()
    const { load } = store.getState()
    await Promise.all([load('a1'), load('a1'), load('a1', true)])
    expect(deck.of('accounts/limits')).toEqual([
      { accountId: 'a1', fresh: false },
      { accountId: 'a1', fresh: true },
    ])
    expect(store.getState().limits['a1']).toMatchObject({ loading: false, none: false, problem: null })
  })

  it('keeps the older limits in view when it fails, and forgets the failure when it works again', async () => {
    let answer: unknown = limits(10)
    fakeDeck({ 'accounts/limits': () => answer })
    const { store } = await started()
    await store.getState().load('a1')
    answer = refusal('Offline.')
    await store.getState().load('a1')
    expect(usedOf(store.getState().limits['a1'])).toBe(10)
    expect(store.getState().limits['a1']?.problem?.message).toBe('Offline.')
    answer = limits(11)
    await store.getState().load('a1')
    expect(store.getState().limits['a1']?.problem).toBeNull()
  })

  it('tells an account that has none from one that could not be read', async () => {
    vi.stubGlobal('deck', { call: async () => ({ ok: true, value: null }) })
    const { store } = await started()
    await store.getState().load('a1')
    await store.getState().loadUsage('a1')
    expect(store.getState().limits['a1']).toMatchObject({ value: null, none: true, problem: null })
    expect(store.getState().usage['a1']).toMatchObject({ value: null, none: true, problem: null })
  })

  it('drops the answer for a login that ended meanwhile', async () => {
    const slow = later()
    fakeDeck({ 'accounts/limits': () => slow.promise })
    const { store, tell } = await started()
    const reading = store.getState().load('a1')
    tell([account('a1', { state: 'signed-out' })])
    slow.settle(limits(10))
    await reading
    expect(store.getState().limits['a1']).toBeUndefined()
  })
})

describe('news of main', () => {
  it('replace the limits of that account only', async () => {
    const { store } = await started([account('a1'), account('b2')])
    const { receive } = store.getState()
    receive({ type: 'account-limits', limits: limits(10) })
    receive({ type: 'account-limits', limits: limits(20, 'b2') })
    receive({ type: 'account-limits', limits: limits(30) })
    expect(usedOf(store.getState().limits['a1'])).toBe(30)
    expect(usedOf(store.getState().limits['b2'])).toBe(20)
  })

  it('that are older than what is known are passed over', async () => {
    const { store } = await started()
    const { receive } = store.getState()
    receive({ type: 'account-limits', limits: limits(30) })
    receive({ type: 'account-limits', limits: limits(10, 'a1', Date.now() - 60_000) })
    expect(usedOf(store.getState().limits['a1'])).toBe(30)
  })

  it('are taken when what is known was read by a clock in the future', async () => {
    const { store } = await started()
    const { receive } = store.getState()
    receive({ type: 'account-limits', limits: limits(30, 'a1', Date.now() + 3_600_000) })
    receive({ type: 'account-limits', limits: limits(10) })
    expect(usedOf(store.getState().limits['a1'])).toBe(10)
  })

  it('of an account that is signed out are passed over', async () => {
    const { store } = await started([account('a1', { state: 'signed-out' })])
    store.getState().receive({ type: 'account-limits', limits: limits(99) })
    expect(store.getState().limits).toEqual({})
    expect(messages()).toEqual([])
  })

  it.each([
    ['signs out', [account('a1', { state: 'signed-out' })]],
    ['is removed', []],
    ['is somebody else now', [account('a1', { email: 'eve@example.org' })]],
    ['is an API key now', [account('a1', { kind: 'apiKey' })]],
  ])('forget the numbers of an account that %s', async (_, accounts) => {
    fakeDeck({ 'accounts/usage': { lifetimeTokens: 1, peakDailyTokens: 1, days: [] } })
    const { store, tell } = await started()
    store.getState().receive({ type: 'account-limits', limits: limits(10) })
    await store.getState().loadUsage('a1')
    tell(accounts)
    expect([store.getState().limits, store.getState().usage]).toEqual([{}, {}])
  })

  it('leave the numbers alone when only the name or the default changes', async () => {
    const { store, tell } = await started()
    store.getState().receive({ type: 'account-limits', limits: limits(10) })
    tell([account('a1', { name: 'Work', isDefault: false })])
    expect(usedOf(store.getState().limits['a1'])).toBe(10)
  })
})

describe('warnings', () => {
  it('are notices, said once, whether the numbers were read or told', async () => {
    fakeDeck({ 'accounts/limits': limits(84) })
    const { store } = await started()
    store.getState().receive({ type: 'account-limits', limits: limits(81) })
    await store.getState().load('a1')
    store.getState().receive({ type: 'account-limits', limits: limits(100) })
    expect(messages()).toEqual([
      ['warning', expect.stringMatching(/^81 % of the 5-hour limit is used; it resets in /)],
      ['error', expect.stringMatching(/^The 5-hour limit is used up; it resets in /)],
    ])
  })

  it('are not said again after a restart of the window', async () => {
    const first = await started()
    first.store.getState().receive({ type: 'account-limits', limits: limits(81) })
    useNotices.setState({ notices: [] })
    const second = await started()
    second.store.getState().receive({ type: 'account-limits', limits: limits(82) })
    expect(messages()).toEqual([])
  })

  it('name the account only where there are several', async () => {
    const { store } = await started([account('a1'), account('b2', { name: 'Work' })])
    store.getState().receive({ type: 'account-limits', limits: limits(81, 'b2') })
    expect(messages()[0]?.[1]).toContain('limit of Work is used')
  })
})
