// The home of an account for a one-shot command that reads its login there: renewed first where it ends soon. Such a command would
// renew it by itself, in a race with the account's own server, and refresh tokens are single-use.
import { CallError } from '../app/call-error'
import { accountHomePath } from '../codex/home/layout'
import { secretOf, type TokenLine } from './token-line'

/** Codex renews what ends within five minutes (measured); a command may run for two. In ms. */
const needMs = 8 * 60_000

/** When an access token ends, Unix ms; null when it doesn't say. */
export function endOf(accessToken: string): number | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const end: unknown = Reflect.get(Object(payload), 'exp')
    return typeof end === 'number' ? end * 1000 : null
  } catch {
    return null
  }
}

/** The account's CODEX_HOME. Rejects in words when nobody is signed in with ChatGPT, or the login can't be renewed now. */
export async function freshLoginHome(
  userData: string,
  accountId: string | null,
  tokens: TokenLine | null,
  now: () => number = Date.now,
): Promise<string> {
  const credential = (await tokens?.read()) ?? null
  if (accountId === null || tokens === null || credential?.kind !== 'chatgpt')
    throw new CallError('no-login', 'Codex’s cloud tasks need an account that is signed in with ChatGPT.')
  const end = endOf(credential.accessToken)
  if (end !== null && end - now() < needMs) await tokens.renew(secretOf(credential))
  return accountHomePath(userData, accountId)
}
