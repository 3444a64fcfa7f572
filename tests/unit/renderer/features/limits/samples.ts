// Accounts and limits for the tests of this folder.
import type { Account, AccountLimits, Limit, LimitWindow } from '../../../../../preload/contract/accounts'

export const accountId = 'a1'

export const account = (more: Partial<Account> = {}): Account => ({
  id: accountId,
  name: null,
  isDefault: true,
  state: 'signed-in',
  kind: 'chatgpt',
  email: 'ada@example.org',
  plan: 'plus',
  workspace: null,
  store: 'keyring',
  region: null,
  login: null,
  problem: null,
  ...more,
})

export const window = (usedPercent: number, more: Partial<LimitWindow> = {}): LimitWindow => ({
  usedPercent,
  windowMinutes: 300,
  resetsAtMs: Date.now() + 7_800_000,
  ...more,
})

export const limit = (more: Partial<Limit> = {}): Limit => ({
  id: 'codex',
  name: null,
  primary: window(42),
  secondary: window(96, { windowMinutes: 10_080 }),
  credits: null,
  reached: false,
  ...more,
})

export const limits = (...list: Limit[]): AccountLimits => ({ accountId, limits: list, readAtMs: Date.now() })
