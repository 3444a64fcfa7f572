// What looks like a secret in a server's definition, and how config names one that is kept in the keychain instead. Pure.
import type { SecretPurpose } from '../../../preload/contract/secrets'

const secretKey =
  /token|secret|passw|api[_-]?key|apikey|auth|credential|private|cookie|session|bearer|(?:^|[_-])(?:key|pat)$/i
/** Beginnings that services give their keys. */
const knownKey =
  /^(?:Bearer\s+|Basic\s+|token\s+)?(?:sk-|sk_|pk_|rk_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|ya29\.|eyJ[\w-]+\.|hf_|npm_|dop_v1_|shpat_|figd_|lin_api_|ntn_|secret_|-----BEGIN )/
const plain = /^(?:true|false|\d{1,6}|https?:\/\/[^@\s]*|[./~][\w./-]*|[a-z]{1,12})$/i

/** Long, of one piece, letters and digits mixed: nobody types such a thing. */
const looksRandom = (value: string): boolean =>
  /^[\w+/=.-]{24,}$/.test(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !/^[\d.]+$/.test(value) &&
  !/^\/|\.\w{2,4}$/.test(value)

/** Whether a value is likely a secret, by its name or by how it looks. An empty one and a mere reference are none. */
export function looksSecret(key: string, value: string): boolean {
  const text = value.trim()
  if (text === '' || /^\$\{?[\w:]+\}?$/.test(text)) return false
  if (knownKey.test(text)) return true
  if (secretKey.test(key) && !/_(?:url|uri|host|port|path|file|dir|id|name|mode|type)$/i.test(key) && !plain.test(text))
    return true
  return looksRandom(text)
}

/** An argument that seems to hold a secret, which every program on the computer can read; null when none does. */
export function secretArgument(args: readonly string[]): string | null {
  for (const [at, arg] of args.entries()) {
    const [flag = '', ...rest] = arg.split('=')
    const value = rest.join('=')
    if (flag.startsWith('-') && value !== '' && looksSecret(flag, value)) return flag
    const before = args[at - 1] ?? ''
    if (
      before.startsWith('-') &&
      !arg.startsWith('-') &&
      secretKey.test(before) &&
      !before.includes('=') &&
      looksSecret(before, arg)
    )
      return before
    if (knownKey.test(arg)) return `argument ${at + 1}`
  }
  return null
}

/** An address that holds a password or a key; codes of a query are named. */
export function secretInUrl(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { password, username, searchParams } = new URL(url)
  if (password !== '' || username !== '') return 'a user name or password'
  for (const [key, value] of searchParams) if (looksSecret(key, value)) return `“${key}”`
  return null
}

/** A secret to be kept before a server is written. */
export interface SecretPlan {
  /** Environment variable. */
  variable: string
  purpose: SecretPurpose
  /** What is kept; empty when the person still has to give it. */
  value: string
  label: string
}

/** A variable's name made of words, such as MCP_GITHUB_AUTHORIZATION; not one of `taken`. */
export function variableFor(words: readonly string[], taken: ReadonlySet<string> = new Set()): string {
  const base = ['MCP', ...words]
    .map((word) =>
      word
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, ''),
    )
    .filter((word) => word !== '')
    .join('_')
    .slice(0, 100)
  let name = base
  for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`
  return name
}

/** The token of an `Authorization: Bearer …` header; null for any other value. */
export function bearerOf(header: string, value: string): string | null {
  if (header.toLowerCase() !== 'authorization') return null
  return /^Bearer\s+(\S+)$/i.exec(value.trim())?.[1] ?? null
}
