// The one login of the app, as the auth home reports it. No secret passes here but a typed key on its way to main.
import { create } from 'zustand'
import type { AppParams } from '../../preload/contract/channels'
import type { AccountStatus } from '../../preload/contract/model'
import type { DeckError } from '../../preload/contract/result'
import { app } from '../bridge'

interface AccountStore {
  account: AccountStatus
  /** A call under way: buttons wait. */
  busy: boolean
  /** Why the last act failed; drawn beside the form. */
  problem: DeckError | null
  receive(account: AccountStatus): void
  /** Answers true when the login ended or, with ChatGPT, when the browser was opened. */
  login(params: AppParams<'account/login'>): Promise<boolean>
  cancelLogin(): Promise<void>
  logout(): Promise<void>
}

const unknownAccount: AccountStatus = {
  state: 'unknown',
  kind: null,
  email: null,
  plan: null,
  loginUrl: null,
  problem: null,
}

export const useAccount = create<AccountStore>()((set) => ({
  account: unknownAccount,
  busy: false,
  problem: null,
  receive(account) {
    set({ account })
  },
  async login(params) {
    set({ busy: true, problem: null })
    const result = await app('account/login', params)
    set(result.ok ? { busy: false, account: result.value } : { busy: false, problem: result.error })
    return result.ok
  },
  async cancelLogin() {
    const result = await app('account/cancelLogin', {})
    set({ problem: result.ok ? null : result.error })
  },
  async logout() {
    set({ busy: true, problem: null })
    const result = await app('account/logout', {})
    set({ busy: false, problem: result.ok ? null : result.error })
  },
}))
