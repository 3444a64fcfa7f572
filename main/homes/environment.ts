// Tells which variables of the app's environment matter to Codex, and whether they reach it. What reaches it is decided by
// codex/process/environment.ts alone; this only asks there. No value that may be a secret leaves this file.
import type { EnvironmentReport, EnvironmentVariable, VariableFate, VariableGroup } from '@contract/homes'
import { redact } from '../app/redact'
import { loginEnvironment, passesToCodex, type Environment } from '../codex/process/environment'

export interface EnvironmentParts {
  /** The app's own environment. */
  readonly base: Environment
  readonly platform?: NodeJS.Platform
  /** Names that the app itself sets for some project, from the keychain. */
  readonly given?: readonly string[]
}

/** Told whether they are set or not: each of them changes what Codex does. */
const known: readonly (readonly [name: string, group: VariableGroup])[] = [
  ['CODEX_HOME', 'home'],
  ['OPENAI_API_KEY', 'login'],
  ['CODEX_API_KEY', 'login'],
  ['CODEX_ACCESS_TOKEN', 'login'],
  ['CODEX_CA_CERTIFICATE', 'network'],
  ['SSL_CERT_FILE', 'network'],
  ['HTTPS_PROXY', 'network'],
  ['HTTP_PROXY', 'network'],
  ['ALL_PROXY', 'network'],
  ['NO_PROXY', 'network'],
]

/** Others of Codex's that are told when they are set. */
const ofCodex = /^(?:CODEX|OPENAI)_[A-Z0-9_]{1,80}$/i
const mostOthers = 50
const longestValue = 300
const dots = '••••••••'

const secretName = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|IDENTITY/i
/** Addresses and names that hold one of those words and no secret. */
const plainName = /_(?:URL|ISSUER|CLIENT_ID|FILE|PATH|HOME)(?:_OVERRIDE)?$/i

/** The variables that matter, known ones first. Pure. */
export function describeEnvironment({
  base,
  platform = process.platform,
  given = [],
}: EnvironmentParts): EnvironmentReport {
  const exactly = platform !== 'win32'
  const same = (one: string, other: string): boolean =>
    one === other || ((!exactly || one.toUpperCase().endsWith('_PROXY')) && one.toUpperCase() === other.toUpperCase())
  const set = Object.entries(base).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
  const toAccounts = new Set(Object.keys(loginEnvironment(base)))
  const fateOf = (name: string): VariableFate => {
    if (given.some((one) => same(one, name))) return 'given'
    if (same(name, 'CODEX_HOME')) return 'replaced'
    if (passesToCodex(name, platform)) return 'passed'
    return toAccounts.has(name) ? 'accounts' : 'dropped'
  }
  const tell = (name: string, group: VariableGroup, value: string | null): EnvironmentVariable => ({
    name,
    group,
    value: value === null ? null : shown(name, value),
    fate: fateOf(name),
  })

  const first = known.flatMap(([name, group]) => {
    // A proxy may be set in both spellings, and with different values.
    const found = set.filter((one) => same(one.name, name))
    return found.length === 0 ? [tell(name, group, null)] : found.map((one) => tell(one.name, group, one.value))
  })
  const told = (name: string): boolean => first.some((one) => same(one.name, name))
  const others = set
    .filter(({ name }) => (ofCodex.test(name) || given.some((one) => same(one, name))) && !told(name))
    .map(({ name, value }) => tell(name, 'other', value))
  const added = given
    .filter((name) => !told(name) && !others.some((one) => same(one.name, name)))
    .map((name): EnvironmentVariable => ({ name, group: 'other', value: dots, fate: 'given' }))
  const byName = (one: EnvironmentVariable, other: EnvironmentVariable): number => one.name.localeCompare(other.name)
  return { variables: [...first, ...[...others, ...added].toSorted(byName).slice(0, mostOthers)] }
}

/** A value as it may be shown: nothing of a secret, not even its length. */
function shown(name: string, value: string): string {
  if (value === '') return ''
  if (secretName.test(name) && !plainName.test(name)) return dots
  // user:password@ and token@ of an address; proxies are also written without a scheme, and with a / in the password.
  const user = /_PROXY$/i.test(name) ? /^([a-z][a-z0-9+.-]*:\/\/)?.*@/i : /\b([a-z][a-z0-9+.-]*:\/\/)[^/\s]*@/gi
  const plain = value
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(user, `$1${dots}@`)
    .replace(/([?&][^=&\s]*=)[^&\s]*/g, `$1${dots}`)
  const clean = redact(plain)
  return clean.length > longestValue ? `${clean.slice(0, longestValue)}…` : clean
}
