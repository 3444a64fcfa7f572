// The handlers of all calls about accounts.
import type { AccountResults } from '@contract/accounts'
import type { Accounts } from '../accounts/accounts'
import type { AccountFacts } from '../accounts/account-facts'
import type { Handlers } from './router'

export interface AccountHandlerParts {
  accounts: Accounts
  facts: AccountFacts
}

export type AccountHandlers = Pick<Handlers, keyof AccountResults>

export function createAccountHandlers({ accounts, facts }: AccountHandlerParts): AccountHandlers {
  return {
    'accounts/login': ({ accountId, login }) => accounts.login(accountId, login),
    'accounts/cancelLogin': async ({ accountId }) => {
      await accounts.cancelLogin(accountId)
      return null
    },
    'accounts/rename': async ({ accountId, name }) => {
      await accounts.rename(accountId, name)
      return null
    },
    'accounts/setDefault': async ({ accountId }) => {
      await accounts.setDefault(accountId)
      return null
    },
    'accounts/signOut': async ({ accountId }) => {
      await accounts.signOut(accountId)
      return null
    },
    'accounts/remove': async ({ accountId }) => {
      await accounts.remove(accountId)
      return null
    },
    'accounts/limits': ({ accountId, fresh }) => facts.limits(accountId, fresh),
    'accounts/usage': ({ accountId }) => facts.usage(accountId),
    'accounts/allowed': () => facts.allowedLogins(),
  }
}
