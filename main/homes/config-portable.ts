// Which settings of a config.toml may go into another home: no secret, no trust, nothing that says where a login or a
// database is kept. Pure; it errs on the side of leaving out.
import { SecretMask } from '../app/redact'

export type Settings = Readonly<Record<string, unknown>>

export interface PortableSettings {
  readonly settings: Settings
  /** What was left out, as dotted keys. */
  readonly left: readonly { readonly name: string; readonly reason: string }[]
}

const trust = 'Trust is given to each home by you.'
const login = 'Where a login is kept is decided for each home.'
const databases = 'Two homes must not write to one place.'

/** Dotted keys that never go along. */
const never: Readonly<Record<string, string>> = {
  projects: trust,
  'hooks.state': trust,
  cli_auth_credentials_store: login,
  mcp_oauth_credentials_store: login,
  sqlite_home: databases,
  log_dir: databases,
  profile: 'This version of Codex does not take it.',
  profiles: 'This version of Codex does not take it.',
}

const secret = 'It may hold a secret.'
/** Tables whose values are what a program or a server is handed, and strings that are secrets by their name. */
const secretKeys = new Set([
  'env',
  'set',
  'headers',
  'http_headers',
  'query_params',
  'bearer_token',
  'experimental_bearer_token',
  'api_key',
])
/** Their values are names of variables. */
const nameKeys = new Set(['env_http_headers', 'env_key', 'bearer_token_env_var', 'env_vars'])

const secretFlag = /^--?[\w-]*(?:key|token|secret|passw\w*|auth\w*|credentials?|headers?|cookie)$/i
const deepest = 24

/** What of these settings may be copied. */
export function portableSettings(settings: Settings): PortableSettings {
  const left: { name: string; reason: string }[] = []
  const table = (from: Settings, path: readonly string[]): Settings =>
    Object.fromEntries(
      Object.entries(from).flatMap(([key, value]): [string, unknown][] => {
        const at = [...path, key]
        const reason =
          key === '__proto__' ? secret : (never[at.join('.')] ?? (isSecret(key, value, at.length) ? secret : null))
        if (reason !== null) {
          left.push({ name: at.join('.'), reason })
          return []
        }
        if (!isTable(value) || nameKeys.has(key)) return [[key, value]]
        const inner = table(value, at)
        return Object.keys(inner).length === 0 && Object.keys(value).length > 0 ? [] : [[key, inner]]
      }),
    )
  return { settings: table(settings, []), left }
}

function isSecret(key: string, value: unknown, depth: number): boolean {
  if (depth > deepest) return true
  if (nameKeys.has(key)) return !isNames(value)
  if (secretKeys.has(key)) return true
  if (typeof value === 'string') return changed(key, value)
  // A list goes whole or not at all: half of a command line is another command.
  return (
    Array.isArray(value) &&
    value.some((item: unknown, index) => inList(item, index > 0 ? value[index - 1] : null, depth))
  )
}

/** A variable's name, or a list or table of them. */
function isNames(value: unknown): boolean {
  if (typeof value === 'string') return /^[A-Za-z_]\w{0,127}$/.test(value) && !changed('', value)
  if (Array.isArray(value)) return value.every(isNames)
  return isTable(value) && Object.values(value).every((inner) => typeof inner === 'string' && isNames(inner))
}

function inList(item: unknown, before: unknown, depth: number): boolean {
  if (typeof item === 'string')
    return changed('', item) || (typeof before === 'string' && secretFlag.test(before) && !item.startsWith('-'))
  if (Array.isArray(item)) return isSecret('', item, depth + 1)
  return (
    isTable(item) &&
    Object.entries(item).some(([key, value]) => isSecret(key, value, depth + 1) || nested(value, depth))
  )
}

function nested(value: unknown, depth: number): boolean {
  return isTable(value) && inList(value, null, depth + 1)
}

function changed(key: string, value: string): boolean {
  return new SecretMask().field(key, value) !== value
}

/** A TOML table; dates are objects too. */
export function isTable(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
