// Who is signed in, in words. Pure.
import type { AccountStatus, ModelSource } from '../../../preload/contract/model'

/** "ada@example.org", "API key", "Not signed in"… */
export function accountName(account: AccountStatus): string {
  switch (account.state) {
    case 'unknown':
      return 'Looking up the account…'
    case 'signed-out':
      return 'Not signed in'
    case 'signing-in':
      return 'Signing in…'
    case 'signed-in':
      return (
        account.email ?? (account.kind === 'apiKey' ? 'API key' : account.kind === 'chatgpt' ? 'ChatGPT' : 'Signed in')
      )
  }
}

/** "ChatGPT, plus plan", "Pays by API key"; null when there is nothing to add. */
export function accountNote(account: AccountStatus): string | null {
  if (account.state !== 'signed-in') return null
  if (account.kind === 'apiKey') return 'Pays by API key'
  return account.plan ? `ChatGPT, ${account.plan} plan` : 'ChatGPT'
}

export const sourceWords: Record<ModelSource, string> = {
  unset: 'No model source yet',
  account: 'Your account',
  demo: 'Offline demo',
  provider: 'The project’s own provider',
}
