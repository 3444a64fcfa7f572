/** Signs a real Codex in at the mock issuer, the quickest way there is: a device code that counts as typed. */
import type { CodexSession } from './codex-session'
import type { Issuer } from './issuer'
import { until } from './waiting'

/** Resolves once Codex has told all about the login; rejects with Codex's words when it didn't go through. */
export async function signIn(
  codex: Pick<CodexSession, 'request' | 'seen' | 'notifications'>,
  issuer: Issuer,
): Promise<void> {
  issuer.approvesDevices = true
  const before = codex.notifications.length
  const started = await codex.request('account/login/start', { type: 'chatgptDeviceCode' })
  if (started.type !== 'chatgptDeviceCode') throw new Error(`Codex began a login of kind ${started.type}`)
  const { success, error } = await codex.seen('account/login/completed', ({ loginId }) => loginId === started.loginId)
  if (!success) throw new Error(error ?? 'the login failed')
  await until(
    () => codex.notifications.slice(before).some(({ method }) => method === 'account/updated'),
    'account/updated after the login',
  )
}

/** What getAuthStatus gives: the access token, renewed first if asked to. */
export async function accessToken(codex: Pick<CodexSession, 'request'>, renew: boolean): Promise<string | null> {
  const { authToken } = await codex.request('getAuthStatus', { includeToken: true, refreshToken: renew })
  return authToken
}
