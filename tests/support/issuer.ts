/**
 * A mock of OpenAI's login on loopback, as Codex 0.169.0 calls it: browser login, device code, rotating refresh tokens,
 * revocation, and the pages of the backend that tell of an account. Each endpoint can be told to misbehave. It holds no
 * expectations; tests look at `calls` and `counts`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  json,
  oauthError,
  refusalOf,
  tokenMake,
  tokenReply,
  type Fault,
  type IssuerCall,
  type IssuerEndpoint,
  type Reply,
} from './issuer-faults'
import { accountsOf, profileOf, usageOf, whoamiOf } from './issuer-pages'
import { SOMEBODY, TokenBooks, type Person, type TokenMake } from './issuer-tokens'

export * from './issuer-tokens'
export { browse } from './browse'
export { profileOf, usageOf } from './issuer-pages'
export type { Fault, IssuerCall, IssuerEndpoint } from './issuer-faults'

export interface IssuerCounts {
  /** Tokens handed out for a code. */
  readonly logins: number
  /** Refresh requests, whatever came of them. */
  readonly refreshes: number
  /** Refresh requests that were granted. */
  readonly generations: number
  /** Refresh requests with a token that was spent. */
  readonly reuses: number
}

export interface Issuer {
  readonly url: string
  /** A line of config.toml; it must stand before the first table. */
  readonly configToml: string
  /** What the Codex process must be given to come here. */
  env(): Record<string, string>
  readonly counts: IssuerCounts
  /** Every request so far, oldest first. */
  readonly calls: readonly IssuerCall[]
  callsTo(endpoint: IssuerEndpoint): readonly IssuerCall[]
  /** Tokens that were revoked, oldest first. */
  readonly revoked: readonly string[]
  /** Every token ever handed out. */
  readonly minted: readonly string[]
  /** Who signs in next. */
  person: Person
  /** How far this computer's clock is ahead of the issuer's, in ms; below 0 it is behind. */
  clockAheadMs: number
  /** How long the next access tokens live, in ms. */
  lifetimeMs: number
  /** The API key that a browser login is given besides; null refuses, as for an account without API organization. */
  apiKey: string | null
  /** Bodies of wham/usage and wham/profiles/me. */
  usage: object
  profile: object
  /** Whether an access token (without "Bearer ") is alive. A model server asks this and answers 401 if not. */
  accepts(token: string): boolean
  /** Refuses all access tokens handed out so far, though their claims say they live. */
  expireAccessTokens(): void
  personalAccessToken(person?: Person): string
  /** Whether device codes count as typed from the start: the quickest way to sign in, and without the login port. */
  approvesDevices: boolean
  /** The person types the device code, or refuses. */
  approve(userCode: string): void
  deny(userCode: string): void
  /** From now on (or for so many requests) an endpoint misbehaves; null makes it behave again. */
  misbehave(endpoint: IssuerEndpoint, fault: Fault | null, times?: number): void
  close(): Promise<void>
}

interface Grant {
  readonly person: Person
  readonly redirectUri: string
  /** S256 of the verifier. */
  readonly challenge: string
}

interface DeviceCode {
  readonly userCode: string
  state: 'pending' | 'approved' | 'denied'
}

const HOUR_MS = 3_600_000
/** Seconds between two polls of a device login, as the issuer asks for; Codex takes whole numbers in a string. */
const POLL_INTERVAL = '1'
const paths: Readonly<Record<string, IssuerEndpoint>> = {
  '/oauth/authorize': 'authorize',
  '/oauth/revoke': 'revoke',
  '/api/accounts/deviceauth/usercode': 'deviceCode',
  '/api/accounts/deviceauth/token': 'deviceToken',
  '/api/accounts/v1/user-auth-credential/whoami': 'whoami',
  '/backend-api/wham/accounts/check': 'accountsCheck',
  '/backend-api/wham/usage': 'usage',
  '/backend-api/wham/rate-limit-reset-credits': 'resetCredits',
  '/backend-api/wham/profiles/me': 'profile',
}

/** Starts the issuer on a random port of 127.0.0.1. */
export async function startIssuer(): Promise<Issuer> {
  const books = new TokenBooks()
  const calls: IssuerCall[] = []
  const faults = new Map<IssuerEndpoint, { readonly fault: Fault; left: number }>()
  const grants = new Map<string, Grant>()
  const devices = new Map<string, DeviceCode>()
  let logins = 0

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy())
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request)
    calls.push(call)
    const fault = takeFault(call.endpoint)
    if (fault === 'never') return
    if (fault === 'cut') return void response.destroy()
    if (typeof fault === 'object' && fault !== null && 'delayMs' in fault) await after(fault.delayMs)
    const { status, headers, body } = refusalOf(fault, call) ?? answer(call, tokenMake(fault))
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
    response.end(body)
  }

  function takeFault(endpoint: IssuerEndpoint): Fault | null {
    const held = faults.get(endpoint)
    if (held === undefined) return null
    held.left -= 1
    if (held.left <= 0) faults.delete(endpoint)
    return held.fault
  }

  function answer(call: IssuerCall, make: TokenMake): Reply {
    switch (call.endpoint) {
      case 'authorize':
        return authorize(call)
      case 'token':
        return exchange(call, make)
      case 'apiKey':
        return issuer.apiKey === null ? oauthError(400, 'invalid_request') : json(200, { access_token: issuer.apiKey })
      case 'refresh':
        return refresh(call, make)
      case 'revoke':
        books.revoke(call.fields['token'] ?? '')
        return json(200, {})
      case 'deviceCode':
        return deviceCode()
      case 'deviceToken':
        return deviceToken(call)
      case 'whoami':
      case 'accountsCheck':
      case 'usage':
      case 'resetCredits':
      case 'profile':
        return accountPage(call)
      case 'other':
        return json(404, { error: 'not served by the mock issuer' })
    }
  }

  function authorize({ fields }: IssuerCall): Reply {
    const back = new URL(fields['redirect_uri'] ?? '')
    const code = `code-${randomBytes(12).toString('base64url')}`
    const challenge = fields['code_challenge'] ?? ''
    grants.set(code, { person: issuer.person, redirectUri: back.href, challenge })
    back.searchParams.set('code', code)
    back.searchParams.set('state', fields['state'] ?? '')
    return { status: 302, headers: { location: back.href }, body: '' }
  }

  function exchange({ fields }: IssuerCall, make: TokenMake): Reply {
    const grant = grants.get(fields['code'] ?? '')
    grants.delete(fields['code'] ?? '')
    if (grant === undefined || grant.redirectUri !== fields['redirect_uri']) return oauthError(400, 'invalid_grant')
    if (grant.challenge !== sha256(fields['code_verifier'] ?? '')) return oauthError(400, 'invalid_grant')
    logins += 1
    return tokenReply(books.signIn(grant.person, issuer.lifetimeMs, make))
  }

  function refresh({ fields }: IssuerCall, make: TokenMake): Reply {
    const rotation = books.rotate(fields['refresh_token'] ?? '', issuer.lifetimeMs, make)
    switch (rotation.kind) {
      case 'rotated':
        return tokenReply(rotation.tokens)
      case 'reused':
        return json(400, { error: { code: 'refresh_token_reused', message: 'The refresh token was already used.' } })
      case 'revoked':
        return json(400, { error: { code: 'refresh_token_invalidated', message: 'The refresh token was revoked.' } })
      case 'unknown':
        return json(400, { error: { code: 'refresh_token_expired', message: 'The refresh token is not known.' } })
    }
  }

  function deviceCode(): Reply {
    const id = randomBytes(12).toString('hex')
    const userCode = randomBytes(4).toString('hex').toUpperCase().replace(/^..../, '$&-')
    devices.set(id, { userCode, state: issuer.approvesDevices ? 'approved' : 'pending' })
    return json(200, { device_auth_id: id, user_code: userCode, interval: POLL_INTERVAL })
  }

  function deviceToken({ fields }: IssuerCall): Reply {
    const device = devices.get(fields['device_auth_id'] ?? '')
    if (device === undefined || device.userCode !== fields['user_code']) return oauthError(400, 'invalid_grant')
    if (device.state === 'pending') return json(403, { error: { code: 'deviceauth_authorization_unknown' } })
    if (device.state === 'denied') return oauthError(400, 'access_denied')
    const verifier = randomBytes(32).toString('base64url')
    const code = `code-${randomBytes(12).toString('base64url')}`
    const challenge = sha256(verifier)
    grants.set(code, { person: issuer.person, redirectUri: `${issuer.url}/deviceauth/callback`, challenge })
    return json(200, { authorization_code: code, code_challenge: challenge, code_verifier: verifier })
  }

  function accountPage({ endpoint, bearer }: IssuerCall): Reply {
    const person = books.whose(bearer ?? '')
    if (person === null)
      return json(401, { error: { code: 'token_expired', message: 'The access token is not good.' } })
    switch (endpoint) {
      case 'whoami':
        return json(200, whoamiOf(person))
      case 'accountsCheck':
        return json(200, accountsOf(person))
      case 'usage':
        return json(200, { plan_type: person.plan, account_id: person.accountId, ...issuer.usage })
      case 'resetCredits':
        return json(200, { available_count: 0, credits: [] })
      default:
        return json(200, issuer.profile)
    }
  }

  function setDevice(userCode: string, state: DeviceCode['state']): void {
    const device = [...devices.values()].find((one) => one.userCode === userCode)
    if (device === undefined) throw new Error(`no device code ${userCode} was handed out`)
    device.state = state
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer: Issuer = {
    url,
    configToml: `chatgpt_base_url = "${url}/backend-api"\n`,
    env: () => ({
      CODEX_APP_SERVER_LOGIN_ISSUER: url,
      CODEX_REFRESH_TOKEN_URL_OVERRIDE: `${url}/oauth/token`,
      CODEX_REVOKE_TOKEN_URL_OVERRIDE: `${url}/oauth/revoke`,
      CODEX_AUTHAPI_BASE_URL: `${url}/api/accounts`,
    }),
    get counts() {
      const refreshes = issuer.callsTo('refresh').length
      return { logins, refreshes, generations: books.generations, reuses: books.reuses }
    },
    calls,
    callsTo: (endpoint) => calls.filter((call) => call.endpoint === endpoint),
    revoked: books.revoked,
    minted: books.minted,
    get clockAheadMs() {
      return books.clockAheadMs
    },
    set clockAheadMs(ms) {
      books.clockAheadMs = ms
    },
    person: SOMEBODY,
    lifetimeMs: HOUR_MS,
    apiKey: null,
    usage: usageOf({ fiveHours: 25, week: 60 }),
    profile: profileOf([]),
    accepts: (token) => books.whose(token) !== null,
    expireAccessTokens: () => books.expireAccessTokens(),
    personalAccessToken: (person = issuer.person) => books.personalAccessToken(person),
    approvesDevices: false,
    approve: (userCode) => setDevice(userCode, 'approved'),
    deny: (userCode) => setDevice(userCode, 'denied'),
    misbehave: (endpoint, fault, times = Infinity) => {
      if (fault === null) faults.delete(endpoint)
      else faults.set(endpoint, { fault, left: times })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return issuer
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function readCall(request: IncomingMessage): Promise<IssuerCall> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const fields = { ...Object.fromEntries(url.searchParams), ...fieldsOf(Buffer.concat(parts).toString('utf8')) }
  return {
    endpoint: url.pathname === '/oauth/token' ? grantOf(fields) : (paths[url.pathname] ?? 'other'),
    method: request.method ?? '',
    path: url.pathname,
    bearer: /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null,
    fields,
  }
}

function grantOf(fields: Readonly<Record<string, string>>): IssuerEndpoint {
  const type = fields['grant_type']
  if (type === 'refresh_token') return 'refresh'
  return type === 'authorization_code' ? 'token' : 'apiKey'
}

/** Codex sends forms to some endpoints and JSON to others. */
function fieldsOf(body: string): Record<string, string> {
  if (!body.startsWith('{')) return Object.fromEntries(new URLSearchParams(body))
  const parsed = JSON.parse(body) as Record<string, unknown>
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}
