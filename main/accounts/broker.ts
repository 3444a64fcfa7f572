// Hands the login to project servers: after their start, and again when Codex's backend refuses a token. Credentials pass
// through memory only.
import type { CodexConnection } from '../codex/server/connection'
import type { IncomingRequest } from '../codex/rpc/incoming'
import type { Credential } from './credential'

/** Where credentials come from: the auth home. Null when nobody is signed in. */
export type CredentialSource = (refresh: boolean) => Promise<Credential | null>

/** Gives a server the login, if there is one (`account/login/start`). Its store is ephemeral, so it keeps nothing. */
export async function signIn(server: Pick<CodexConnection, 'request'>, credential: CredentialSource): Promise<void> {
  const held = await credential(false)
  if (held === null) return
  switch (held.kind) {
    case 'apiKey':
      await server.request('account/login/start', { type: 'apiKey', apiKey: held.apiKey })
      return
    case 'chatgpt':
      await server.request('account/login/start', {
        type: 'chatgptAuthTokens',
        accessToken: held.accessToken,
        chatgptAccountId: held.accountId,
        chatgptPlanType: held.plan,
      })
  }
}

/** JSON-RPC code for "we understood and can't". */
const refused = -32000

/** Answers `account/chatgptAuthTokens/refresh` from the auth home; false for any other request. */
export function answerRefresh(request: IncomingRequest, credential: CredentialSource): boolean {
  if (request.method !== 'account/chatgptAuthTokens/refresh') return false
  void credential(true).then(
    (held) => {
      if (held?.kind === 'chatgpt')
        request.respond({ accessToken: held.accessToken, chatgptAccountId: held.accountId, chatgptPlanType: held.plan })
      else request.respondError(refused, 'The login is no longer valid. Sign in again.')
    },
    (error: unknown) =>
      request.respondError(refused, error instanceof Error ? error.message : 'The login could not be renewed.'),
  )
  return true
}
