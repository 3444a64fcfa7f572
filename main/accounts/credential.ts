// What a project's server is handed in place of a login of its own. Lives in memory only.

export type Credential =
  | { kind: 'apiKey'; apiKey: string }
  | { kind: 'chatgpt'; accessToken: string; accountId: string; plan: string | null }

/** The claims of ours in a ChatGPT access token: a JWT whose signature Codex's backend checks, not we. */
export interface TokenClaims {
  accountId: string
  plan: string | null
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Reads account and plan from an access token; null when it is no JWT with them. */
export function readClaims(accessToken: string): TokenClaims | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const auth = isRecord(payload) ? payload['https://api.openai.com/auth'] : null
    if (!isRecord(auth) || typeof auth['chatgpt_account_id'] !== 'string') return null
    const plan = auth['chatgpt_plan_type']
    return { accountId: auth['chatgpt_account_id'], plan: typeof plan === 'string' ? plan : null }
  } catch {
    return null
  }
}
