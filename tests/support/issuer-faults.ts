/** How the mock issuer misbehaves when told to, and what it answers then. */
import type { TokenMake, TokenSet } from './issuer-tokens'

/** What the issuer answers, by the act behind it rather than by path: /oauth/token alone serves three. */
export type IssuerEndpoint =
  | 'authorize'
  | 'token'
  | 'apiKey'
  | 'refresh'
  | 'revoke'
  | 'deviceCode'
  | 'deviceToken'
  | 'whoami'
  | 'accountsCheck'
  | 'usage'
  | 'resetCredits'
  | 'profile'
  | 'other'

/**
 * How an endpoint misbehaves: a status with an error body, a web page in place of JSON, no answer at all, the connection cut,
 * a slow answer, tokens that are none (`token`, `refresh`), or a refusal in OAuth's words.
 */
export type Fault =
  | number
  | 'html'
  | 'never'
  | 'cut'
  | 'denied'
  | 'malformedJwt'
  | 'malformedAccessToken'
  | 'malformedIdToken'
  | 'expiredJwt'
  | { readonly delayMs: number }
  | { readonly status: number; readonly body: unknown }
  | { readonly error: string; readonly description: string }

export interface IssuerCall {
  readonly endpoint: IssuerEndpoint
  readonly method: string
  readonly path: string
  /** The bearer token that came with it. */
  readonly bearer: string | null
  /** Form or JSON fields, and those of the address. */
  readonly fields: Readonly<Record<string, string>>
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** The whole answer of a fault that spoils it all; undefined when only the tokens are to be spoilt, or nothing. */
export function refusalOf(fault: Fault | null, call: IssuerCall): Reply | undefined {
  if (fault === null) return undefined
  if (typeof fault === 'number') return json(fault, { error: { message: `the mock issuer says ${fault}`, code: null } })
  if (fault === 'html')
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Just a moment…</h1>' }
  if (fault === 'denied') return denied(call, 'access_denied', 'The person said no.')
  if (typeof fault === 'string' || 'delayMs' in fault) return undefined
  if ('status' in fault) return json(fault.status, fault.body)
  return denied(call, fault.error, fault.description)
}

/** A refusal in OAuth's words: by way of the browser where there is one. */
function denied({ endpoint, fields }: IssuerCall, error: string, description: string): Reply {
  if (endpoint !== 'authorize') return oauthError(400, error, description)
  const back = new URL(fields['redirect_uri'] ?? '')
  back.searchParams.set('error', error)
  back.searchParams.set('error_description', description)
  back.searchParams.set('state', fields['state'] ?? '')
  return { status: 302, headers: { location: back.href }, body: '' }
}

export function tokenMake(fault: Fault | null): TokenMake {
  if (fault === 'malformedJwt') return 'malformed'
  if (fault === 'malformedAccessToken') return 'malformedAccess'
  if (fault === 'malformedIdToken') return 'malformedId'
  return fault === 'expiredJwt' ? 'expired' : 'good'
}

export function tokenReply({ idToken, accessToken, refreshToken }: TokenSet): Reply {
  return json(200, {
    id_token: idToken,
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: 3600,
  })
}

export function oauthError(status: number, error: string, description = `the mock issuer says ${error}`): Reply {
  return json(status, { error, error_description: description })
}

export function json(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body) }
}
