// The accounts of the app as main reports them, and what can be done with them. No secret passes here but a typed key on its
// way to main.
import { create } from 'zustand'
import type { Account, LoginParams } from '../../../preload/contract/accounts'
import type { Project } from '../../../preload/contract/model'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { useProjects } from '../app/projects'

interface AccountsStore {
  /** Null until main told of them. */
  accounts: readonly Account[] | null
  /** A call under way: buttons wait. */
  busy: boolean
  /** Why the last act failed; drawn beside the form. */
  problem: DeckError | null
  receive(accounts: readonly Account[]): void
  /** Without an id logs in to a new account. Answers it once keys were taken or the browser was opened; null when that failed. */
  login(accountId: string | null, login: LoginParams): Promise<Account | null>
  cancelLogin(accountId: string): Promise<void>
  rename(accountId: string, name: string | null): Promise<void>
  setDefault(accountId: string): Promise<void>
  signOut(accountId: string): Promise<void>
  remove(accountId: string): Promise<void>
  forgetProblem(): void
}

export const useAccounts = create<AccountsStore>()((set) => {
  const act = async <T>(call: Promise<Result<T>>): Promise<T | null> => {
    set({ busy: true, problem: null })
    const result = await call
    set({ busy: false, problem: result.ok ? null : result.error })
    return result.ok ? result.value : null
  }
  return {
    accounts: null,
    busy: false,
    problem: null,
    receive: (accounts) => set({ accounts }),
    login: (accountId, login) => act(app('accounts/login', { accountId, login })),
    async cancelLogin(accountId) {
      await act(app('accounts/cancelLogin', { accountId }))
    },
    async rename(accountId, name) {
      await act(app('accounts/rename', { accountId, name }))
    },
    async setDefault(accountId) {
      await act(app('accounts/setDefault', { accountId }))
    },
    async signOut(accountId) {
      await act(app('accounts/signOut', { accountId }))
    },
    async remove(accountId) {
      await act(app('accounts/remove', { accountId }))
    },
    forgetProblem: () => set({ problem: null }),
  }
})

/** The account that a project uses: its own choice, or the default one. Null when there is none. */
export function accountOf(accounts: readonly Account[], project: Pick<Project, 'accountId'> | null): Account | null {
  const chosen = accounts.find(({ id }) => id === project?.accountId)
  return chosen ?? accounts.find(({ isDefault }) => isDefault) ?? null
}

/** The account of a project as it stands. */
export function useAccountOf(projectId: string | null): Account | null {
  const accountId = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.accountId ?? null)
  return useAccounts((state) => accountOf(state.accounts ?? [], { accountId }))
}
