import type { Account } from '../../../../../preload/contract/accounts'

/** An account that is signed out, changed as told. */
export const sampleAccount = (part: Partial<Account> = {}): Account => ({
  id: 'main',
  name: null,
  isDefault: true,
  state: 'signed-out',
  kind: null,
  email: null,
  plan: null,
  workspace: null,
  store: null,
  region: null,
  login: null,
  problem: null,
  ...part,
})
