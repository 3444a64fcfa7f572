// Accounts: the logins that the app keeps, one auth home each. What the window may see of them and ask for; no secret in here
// but a key on its way to main.
import { z } from 'zod'

/** How an account came to be. `bedrock` pays by Amazon Bedrock. */
export type AccountKind = 'chatgpt' | 'apiKey' | 'accessToken' | 'bedrock'

/** A login under way: what the person must do. */
export type PendingLogin =
  | { kind: 'browser'; url: string }
  /** The code is typed on the page behind `url`. */
  | { kind: 'deviceCode'; url: string; code: string }

/** One login as its auth home reports it. */
export interface Account {
  id: string
  /** Given by the person; null shows the address. */
  name: string | null
  /** Projects that chose none use this one. */
  isDefault: boolean
  state: 'signed-out' | 'signing-in' | 'signed-in'
  kind: AccountKind | null
  email: string | null
  plan: string | null
  /** The ChatGPT workspace, when Codex knows it. */
  workspace: string | null
  /** Where the login is kept: the system's keyring, a file that only the person can read, or nowhere but in this run. */
  store: 'keyring' | 'file' | 'run' | null
  /** AWS region of a Bedrock account. */
  region: string | null
  login: PendingLogin | null
  /** What went wrong last, in words; null when nothing did. */
  problem: string | null
}

/** A window of a rate limit. */
export interface LimitWindow {
  /** 0 to 100; more when it was overrun. */
  usedPercent: number
  /** Length of the window in minutes; null when Codex doesn't say. */
  windowMinutes: number | null
  /** Unix ms; null when Codex doesn't say. */
  resetsAtMs: number | null
}

/** One metered limit, such as Codex's own. */
export interface Limit {
  id: string
  name: string | null
  primary: LimitWindow | null
  secondary: LimitWindow | null
  /** Credits left, in Codex's words; null when there are none to speak of. */
  credits: string | null
  reached: boolean
}

export interface AccountLimits {
  accountId: string
  limits: Limit[]
  readAtMs: number
}

/** Tokens of an account over all machines, from Codex's backend. */
export interface AccountUsage {
  lifetimeTokens: number | null
  peakDailyTokens: number | null
  /** 'YYYY-MM-DD', oldest first. */
  days: { day: string; tokens: number }[]
}

export const accountId = z.string().regex(/^[0-9a-z-]{1,40}$/)
const secret = z.string().trim().min(8).max(16_384)

export const loginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chatgpt') }).strict(),
  z.object({ kind: z.literal('deviceCode') }).strict(),
  z.object({ kind: z.literal('apiKey'), apiKey: secret }).strict(),
  z.object({ kind: z.literal('accessToken'), accessToken: secret }).strict(),
  z
    .object({
      kind: z.literal('bedrock'),
      apiKey: secret,
      region: z
        .string()
        .trim()
        .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/),
    })
    .strict(),
])
export type LoginParams = z.input<typeof loginSchema>

/** Parameters of the app calls about accounts; spread into `appCalls`. */
export const accountCalls = {
  /** Logs in to an account; without an id to a new one. `chatgpt` opens the browser, keys end at once. */
  'accounts/login': z.object({ accountId: accountId.nullable(), login: loginSchema }).strict(),
  /** Ends the login under way; a new account that it was for is forgotten. */
  'accounts/cancelLogin': z.object({ accountId }).strict(),
  'accounts/rename': z.object({ accountId, name: z.string().trim().max(80).nullable() }).strict(),
  'accounts/setDefault': z.object({ accountId }).strict(),
  /** Revokes, clears the store and every running server. The account stays in the list, signed out. */
  'accounts/signOut': z.object({ accountId }).strict(),
  /** Signs out and forgets the account; its projects use the default one. */
  'accounts/remove': z.object({ accountId }).strict(),
  'accounts/limits': z.object({ accountId, fresh: z.boolean() }).strict(),
  'accounts/usage': z.object({ accountId }).strict(),
  /** Login methods that managed requirements allow; null when there are none. */
  'accounts/allowed': z.object({}).strict(),
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface AccountResults {
  'accounts/login': Account
  'accounts/cancelLogin': null
  'accounts/rename': null
  'accounts/setDefault': null
  'accounts/signOut': null
  'accounts/remove': null
  /** Null when this kind of account has none. */
  'accounts/limits': AccountLimits | null
  'accounts/usage': AccountUsage | null
  'accounts/allowed': ('chatgpt' | 'api')[] | null
}

/** Events about accounts; part of `PushEvent`. */
export type AccountEvent = { type: 'accounts'; accounts: Account[] } | { type: 'account-limits'; limits: AccountLimits }
