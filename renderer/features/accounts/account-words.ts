// Who is signed in, in words. Pure.
import type { Account } from '../../../preload/contract/accounts'
import type { ModelSource } from '../../../preload/contract/model'

/** "Work", "ada@example.org", "API key", "Not signed in"… Null is no account at all. */
export function accountName(account: Account | null): string {
  if (account === null) return 'Not signed in'
  if (account.name !== null) return account.name
  if (account.email !== null) return account.email
  if (account.state === 'signing-in') return 'Signing in…'
  if (account.state === 'signed-out') return 'Not signed in'
  return account.kind === null ? 'Signed in' : kindWords[account.kind]
}

const kindWords: Record<NonNullable<Account['kind']>, string> = {
  chatgpt: 'ChatGPT',
  apiKey: 'API key',
  accessToken: 'Access token',
  bedrock: 'Amazon Bedrock',
}

/** "ChatGPT, plus plan, Acme", "Pays by API key", "Signed out"; null when there is nothing to add. */
export function accountNote(account: Account | null): string | null {
  if (account === null) return null
  const named = account.name !== null || account.email !== null
  if (account.state === 'signing-in') return named ? 'Signing in…' : null
  if (account.state === 'signed-out') return named ? 'Signed out' : null
  switch (account.kind) {
    case 'apiKey':
      return 'Pays by API key'
    case 'bedrock':
      return account.region === null ? 'Pays by Amazon Bedrock' : `Pays by Amazon Bedrock in ${account.region}`
    default: {
      const parts = [
        account.kind === 'accessToken' ? 'Access token' : 'ChatGPT',
        ...(account.plan === null ? [] : [`${account.plan} plan`]),
        ...(account.workspace === null ? [] : [account.workspace]),
      ]
      return parts.join(', ')
    }
  }
}

/** Where the login is kept, in words; a file is worth a notice. */
export function storeWords(account: Account): { words: string; notice: boolean } | null {
  if (account.state !== 'signed-in' || account.store === null) return null
  switch (account.store) {
    case 'keyring':
      return { words: 'The login is kept in the system’s keyring.', notice: false }
    case 'file':
      return { words: 'No keyring was found: Codex keeps this login in a file that only you can read.', notice: true }
    case 'run':
      return { words: 'No keyring was found: this key is gone when the app closes.', notice: true }
  }
}

export const sourceWords: Record<ModelSource, string> = {
  unset: 'No model source yet',
  account: 'Your account',
  demo: 'Offline demo',
  provider: 'The project’s own provider',
}
