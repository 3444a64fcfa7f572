// An account as the screen of homes shows it. Pure.
import type { Account } from '@contract/accounts'
import type { HomeAccount } from '@contract/homes'

export function homeAccount({ id, name, email, kind, state }: Account): HomeAccount {
  return {
    id,
    name: name ?? email ?? (kind === 'apiKey' ? 'API key' : 'Account'),
    // A login under way holds the home as one that is there does.
    signedIn: state !== 'signed-out',
    rotates: kind !== 'apiKey',
  }
}
