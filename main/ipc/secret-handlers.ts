// The handlers of all calls about the app's own secrets.
import type { SecretResults } from '@contract/secrets'
import type { Secrets } from '../secrets/secrets'
import type { Handlers } from './router'

export type SecretHandlers = Pick<Handlers, keyof SecretResults>

export function createSecretHandlers(secrets: Secrets): SecretHandlers {
  return {
    'secrets/list': () => secrets.list(),
    'secrets/set': (params) => secrets.set(params),
    'secrets/delete': async ({ id }) => {
      await secrets.delete(id)
      return null
    },
    'secrets/state': ({ thorough }) => secrets.keyring(thorough),
  }
}
