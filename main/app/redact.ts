// Knows what secrets look like, and takes them out of text: before it reaches a log or the window (`redact`, which errs on the
// side of taking out too much), and before a session is exported (`SecretMask`, which names and counts what it took and
// leaves plain code and prose alone). Pure; it knows shapes, no secret.

/** What a masked secret is called to a person. */
export type SecretKind =
  | 'Private key'
  | 'Password in a URL'
  | 'JSON Web Token'
  | 'API key'
  | 'GitHub token'
  | 'GitLab token'
  | 'AWS key'
  | 'Google key'
  | 'Slack token'
  | 'Package registry token'
  | 'Authorization header'
  | 'Cookie'
  | 'Secret value'

interface SecretShape {
  readonly kind: SecretKind
  /** Global. What its first group took stays in the text. */
  readonly pattern: RegExp
  /** `log`: too eager for text that a person wants to keep. */
  readonly use: 'everywhere' | 'log'
}

/** Names whose value is a secret, as they are written in code, JSON, YAML and headers. */
const secretName = String.raw`(?:api|access|secret|private|signing|encryption|account|service)[_-]?key|(?:auth|access|refresh|bearer|session|id)[_-]?token|token|(?:client[_-]?)?secret|password|passwd|passphrase|credentials?`

/** A value that is a placeholder, a reference or a mask of ours is none. */
const notMasked = String.raw`(?!\[(?:masked|redacted)|[$<{*(%]|process\.|os\.|env\.)`

/** In order: what is matched first keeps its name, and is text no more for those behind it. */
const secretShapes: readonly SecretShape[] = [
  shape(
    'Private key',
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  ),
  shape(
    'Password in a URL',
    /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>\\]{0,256}:)(?![$<{*]|\[masked)[^\s/@"'<>\\]{1,256}(?=@)/gi,
  ),
  shape('JSON Web Token', /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g),
  shape('API key', /\bsk-[A-Za-z0-9_-]{8,}/g),
  shape(
    'API key',
    /\b(?:[sr]k_(?:live|test)_|whsec_|xai-|gsk_|pplx-|hf_|r8_|dop_v1_|shpat_|lin_api_)[A-Za-z0-9_-]{12,}/g,
  ),
  shape('API key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g),
  shape('GitHub token', /\b(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g),
  shape('GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-[A-Za-z0-9_.-]{16,}/g),
  shape('AWS key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g),
  shape('Google key', /\bAIza[A-Za-z0-9_-]{35}|\bya29\.[A-Za-z0-9_-]{20,}|\bGOCSPX-[A-Za-z0-9_-]{20,}/g),
  shape('Slack token', /\bxox[abceoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/g),
  shape('Slack token', /(\bhooks\.slack\.com\/services\/)[A-Za-z0-9_/-]{16,}/g),
  shape('Package registry token', /\bnpm_[A-Za-z0-9]{30,}|\bpypi-[A-Za-z0-9_-]{30,}|\bdckr_pat_[A-Za-z0-9_-]{20,}/g),
  shape(
    'Authorization header',
    /(\bauthorization\\?["']?\s*[:=]\s*\\?["']?(?:basic|token|digest|negotiate|apikey)\s+)(?![$<{*]|\[masked)[A-Za-z0-9._~+/=-]{6,}/gi,
  ),
  shape('Authorization header', /(\bBearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi),
  shape(
    'Authorization header',
    /(\bx-(?:api-key|auth-token|goog-api-key)\\?["']?\s*:\s*\\?["']?)(?![$<{*]|\[masked)[A-Za-z0-9._~+/=-]{6,}/gi,
  ),
  shape(
    'Cookie',
    /(\b(?:set-)?cookie\\?["']?\s*:\s*\\?["']?)(?!\[masked)[\w.-]{1,64}=[^\s"'\\;]{6,}(?:;[^\r\n"'\\]*)?/gi,
  ),
  // An assignment in an environment: TOKEN=…, AWS_SECRET_ACCESS_KEY=…
  shape(
    'Secret value',
    new RegExp(
      String.raw`(\b(?:[A-Z0-9]{1,40}_){0,8}(?:(?:API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|ACCOUNT|SERVICE|AUTH|MASTER)_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)\s*=\s*\\?["']?)${notMasked}[^\s"'\x60,;})\\]{6,}`,
      'g',
    ),
  ),
  // A quoted value: "password": "…", api_key = '…'
  shape(
    'Secret value',
    new RegExp(String.raw`((?:${secretName})\\?["']?\s*[:=]\s*\\?["'])${notMasked}[^\s"'\\]{6,}(?=\\?["'])`, 'gi'),
  ),
  // A bare value only where it looks like no word and no code: letters and digits together, nothing called or read of it.
  shape(
    'Secret value',
    new RegExp(
      String.raw`((?:${secretName})\s*[:=]\s*)${notMasked}(?=[A-Za-z0-9+/=_~-]{0,512}\d)(?=[A-Za-z0-9+/=_~-]{0,512}[A-Za-z])[A-Za-z0-9+/=_~-]{8,512}(?![\w(.[])`,
      'gi',
    ),
  ),
  {
    kind: 'Secret value',
    pattern: /((?:api[_-]?key|token|secret|password|authorization)["']?\s*[:=]\s*["']?)[^\s"',;}]{6,}/gi,
    use: 'log',
  },
]

function shape(kind: SecretKind, pattern: RegExp): SecretShape {
  return { kind, pattern, use: 'everywhere' }
}

/** The same text with API keys, JWTs, bearer tokens and values of secret-looking keys replaced by `[redacted]`. */
export function redact(text: string): string {
  return secretShapes.reduce(
    (clean, { pattern }) => clean.replace(pattern, (_match, kept: unknown) => `${keptPart(kept)}[redacted]`),
    text,
  )
}

/** Names of fields whose string value is a secret whatever it looks like. */
const secretField = new RegExp(`(?:^|[._-]|[a-z](?=[A-Z]))(?:${secretName}|authorization)$`, 'i')

/** Masks secrets in text and keeps count of what it masked, over as many texts as it is given. */
export class SecretMask {
  readonly #counts = new Map<SecretKind, number>()

  /** The text with each secret replaced by `[masked: <kind>]`. */
  text(text: string): string {
    // Nothing shorter is a secret, and most texts of a session are ids and words.
    if (text.length < 8) return text
    return secretShapes.reduce((clean, { kind, pattern, use }) => {
      if (use === 'log') return clean
      return clean.replace(pattern, (_match, kept: unknown) => `${keptPart(kept)}${this.#masked(kind)}`)
    }, text)
  }

  /** The value of a named field, as in JSON: masked whole if its name says that it is a secret, else as text. */
  field(name: string, value: string): string {
    const clean = this.text(value)
    if (clean !== value || value.length < 6 || /[\s$<{[]/.test(value) || !secretField.test(name)) return clean
    return this.#masked('Secret value')
  }

  /** How many of each kind were masked, most first. */
  report(): { kind: SecretKind; count: number }[] {
    return [...this.#counts]
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
  }

  #masked(kind: SecretKind): string {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
    return `[masked: ${kind}]`
  }
}

/** A replacer's first argument after the match is the group, or the offset when the pattern has none. */
function keptPart(group: unknown): string {
  return typeof group === 'string' ? group : ''
}
