// A server as a form holds it: made from its table, checked in words, and turned into edits that touch nothing but what changed.
// Pure. Keys that the form has no field for are kept as they are.
import type { ConfigEdit, ConfigValue } from '../../../preload/contract/config'
import { secretNameProblem, secretValueProblem } from '../../../preload/contract/secret-rules'
import { fields, textIn, type Fields } from '../threads/decode'
import { sameValue } from './layers'
import { approvalModes, readDefinition, readOptions } from './mcp-servers'
import { bearerOf, variableFor, type SecretPlan } from './mcp-secrets'

export interface Pair {
  key: string
  value: string
  /** The value goes to the keychain, and only a variable's name into the configuration. */
  secret: boolean
}

export interface McpDraft {
  name: string
  kind: 'stdio' | 'http'
  command: string
  args: string[]
  env: Pair[]
  /** Names of variables of Codex's own environment that it is given. */
  envVars: string[]
  cwd: string
  url: string
  headers: Pair[]
  /** Header → variable. */
  envHeaders: Pair[]
  bearerVariable: string
  /** Seconds as typed; empty leaves it to Codex. */
  startupTimeout: string
  toolTimeout: string
  enabled: boolean
  required: boolean
  scopes: string[]
  /** Empty leaves it to Codex. */
  defaultMode: string
}

/** A draft of nothing, with lists of its own. */
export const emptyDraft = (): McpDraft => ({
  name: '',
  kind: 'stdio',
  command: '',
  args: [],
  env: [],
  envVars: [],
  cwd: '',
  url: '',
  headers: [],
  envHeaders: [],
  bearerVariable: '',
  startupTimeout: '',
  toolTimeout: '',
  enabled: true,
  required: false,
  scopes: [],
  defaultMode: '',
})

const pairs = (values: Record<string, string>): Pair[] =>
  Object.entries(values).map(([key, value]) => ({ key, value, secret: false }))

/** The form of a server that stands in the configuration. */
export function draftOf(name: string, table: Fields): McpDraft {
  const definition = readDefinition(table)
  const options = readOptions(table)
  return {
    name,
    kind: definition.command === null && definition.url !== null ? 'http' : 'stdio',
    command: definition.command ?? '',
    args: [...definition.args],
    env: pairs(definition.env),
    envVars: [...definition.envVars],
    cwd: definition.cwd ?? '',
    url: definition.url ?? '',
    headers: pairs(definition.headers),
    envHeaders: pairs(definition.envHeaders),
    bearerVariable: definition.bearerTokenVariable ?? '',
    startupTimeout: options.startupTimeoutSec === null ? '' : String(options.startupTimeoutSec),
    toolTimeout: options.toolTimeoutSec === null ? '' : String(options.toolTimeoutSec),
    enabled: options.enabled,
    required: options.required,
    scopes: [...options.scopes],
    defaultMode: options.defaultMode ?? '',
  }
}

const namePattern = /^[a-zA-Z0-9_:@/.-]+$/
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const variableName = /^[A-Za-z_]\w*$/

/** Why a server can't have this name, in words; null when it can. */
export function nameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') return 'Give it a name.'
  if (!namePattern.test(name)) return 'Letters, digits and _ : @ / . - only: Codex starts no server with another name.'
  if (name.length > 100) return 'At most 100 characters.'
  return taken.has(name) ? 'There is a server with this name already.' : null
}

export type DraftField =
  | 'name'
  | 'command'
  | 'args'
  | 'env'
  | 'envVars'
  | 'cwd'
  | 'url'
  | 'headers'
  | 'envHeaders'
  | 'bearerVariable'
  | 'startupTimeout'
  | 'toolTimeout'
export type DraftProblems = Partial<Record<DraftField, string>>

function timeoutProblem(text: string): string | null {
  if (text.trim() === '') return null
  const seconds = Number(text)
  if (!Number.isFinite(seconds) || seconds < 0) return 'Give seconds, such as 30.'
  if (seconds === 0) return 'With 0 it would never be waited for.'
  return seconds > 86_400 ? 'At most a day (86400 seconds).' : null
}

function pairsProblem(list: readonly Pair[], what: 'variable' | 'header'): string | null {
  const seen = new Set<string>()
  for (const { key, value, secret } of list) {
    if (key === '') return value === '' ? `A row has no name: fill it in or remove it.` : `Give each ${what} a name.`
    const fits = what === 'header' ? headerName.test(key) : variableName.test(key)
    if (!fits) return what === 'header' ? `“${key}” is no name of a header.` : `“${key}” is no name of a variable.`
    const same = what === 'header' ? key.toLowerCase() : key
    if (seen.has(same)) return `${key} is there twice.`
    seen.add(same)
    if (/\0/.test(value)) return `The value of ${key} holds a character that can’t be sent.`
    if (what === 'header' && /[\r\n]/.test(value)) return `The value of ${key} may have one line only.`
    if (!secret) continue
    if (value.trim() === '') return `Give the value of ${key}.`
    const problem =
      (what === 'variable' ? secretNameProblem(key) : null) ??
      secretValueProblem(value, what === 'variable' ? 'mcp-env' : 'mcp-header')
    if (problem !== null) return `${key} can’t go to the keychain: ${problem}`
  }
  return null
}

/** What is wrong with a draft, by field; empty when it can be written. `taken`: names of the other servers. */
export function draftProblems(draft: McpDraft, taken: ReadonlySet<string>): DraftProblems {
  const found: [DraftField, string | null][] = [
    ['name', nameProblem(draft.name, taken)],
    ['startupTimeout', timeoutProblem(draft.startupTimeout)],
    ['toolTimeout', timeoutProblem(draft.toolTimeout)],
  ]
  if (draft.kind === 'stdio') {
    const bad = draft.envVars.find((name) => !variableName.test(name))
    found.push(
      [
        'command',
        draft.command.trim() === ''
          ? 'Give the program to start.'
          : /\0/.test(draft.command)
            ? 'It holds a character that can’t be used.'
            : null,
      ],
      ['args', draft.args.some((arg) => /\0/.test(arg)) ? 'An argument holds a character that can’t be used.' : null],
      ['env', pairsProblem(draft.env, 'variable')],
      ['envVars', bad === undefined ? null : `“${bad}” is no name of a variable.`],
    )
  } else {
    const url = URL.canParse(draft.url.trim()) ? new URL(draft.url.trim()) : null
    found.push(
      [
        'url',
        draft.url.trim() === ''
          ? 'Give its address.'
          : url === null || !/^https?:$/.test(url.protocol)
            ? 'Give a full address that begins with https:// or http://.'
            : null,
      ],
      ['headers', pairsProblem(draft.headers, 'header')],
      [
        'envHeaders',
        pairsProblem(draft.envHeaders, 'header') ??
          (draft.envHeaders.some(({ value }) => !variableName.test(value))
            ? 'Name the variable that each of these headers is read from.'
            : null),
      ],
      [
        'bearerVariable',
        draft.bearerVariable !== '' && !variableName.test(draft.bearerVariable)
          ? 'Letters, digits and _ only, no digit first.'
          : null,
      ],
    )
  }
  return Object.fromEntries(found.filter((entry): entry is [DraftField, string] => entry[1] !== null))
}

/** A draft without secrets in it, and what has to be kept in the keychain for it. `taken`: variables that are in use. */
export function withoutSecrets(
  draft: McpDraft,
  taken: ReadonlySet<string> = new Set(),
): { draft: McpDraft; secrets: SecretPlan[] } {
  const secrets: SecretPlan[] = []
  const used = new Set(taken)
  const label = `MCP server ${draft.name}`.slice(0, 120)
  if (draft.kind === 'stdio') {
    const kept = draft.env.filter(({ secret }) => secret)
    for (const { key, value } of kept) secrets.push({ variable: key, purpose: 'mcp-env', value, label })
    const names = kept.map(({ key }) => key)
    return {
      draft: {
        ...draft,
        env: draft.env.filter(({ secret }) => !secret),
        envVars: [...draft.envVars, ...names.filter((name) => !draft.envVars.includes(name))],
      },
      secrets,
    }
  }
  const next: McpDraft = { ...draft, headers: [], envHeaders: [...draft.envHeaders] }
  for (const pair of draft.headers) {
    if (!pair.secret) {
      next.headers.push(pair)
      continue
    }
    const bearer = draft.bearerVariable === '' && next.bearerVariable === '' ? bearerOf(pair.key, pair.value) : null
    const variable = variableFor(bearer === null ? [draft.name, pair.key] : [draft.name, 'TOKEN'], used)
    used.add(variable)
    if (bearer === null) {
      secrets.push({ variable, purpose: 'mcp-header', value: pair.value.trim(), label })
      next.envHeaders = [
        ...next.envHeaders.filter(({ key }) => key.toLowerCase() !== pair.key.toLowerCase()),
        { key: pair.key, value: variable, secret: false },
      ]
    } else {
      secrets.push({ variable, purpose: 'mcp-bearer', value: bearer, label })
      next.bearerVariable = variable
    }
  }
  return { draft: next, secrets }
}

const table = (list: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]))

/** Names as `env_vars` holds them; what was written as a table with a source stays one. */
function variables(names: readonly string[], before: unknown): ConfigValue[] {
  const old = new Map(
    (Array.isArray(before) ? before : []).flatMap((entry): [string, ConfigValue][] => {
      const name = textIn(fields(entry), 'name')
      // It came out of a JSON answer: a parsed boundary.
      return name === null ? [] : [[name, entry as ConfigValue]]
    }),
  )
  return names.map((name) => old.get(name) ?? name)
}

const stdioKeys = ['command', 'args', 'env', 'env_vars', 'cwd']
const httpKeys = [
  'url',
  'http_headers',
  'env_http_headers',
  'bearer_token_env_var',
  'http_headers_helper',
  'scopes',
  'oauth_resource',
  'oauth',
  'auth',
]

/** What the form says of each of its keys; null for those that are left out. Expects a draft without problems and secrets. */
function keysOf(draft: McpDraft, before: Fields): [string, ConfigValue][] {
  const text = (value: string): string | null => (value.trim() === '' ? null : value.trim())
  const seconds = (value: string): number | null => (value.trim() === '' ? null : Number(value))
  const list = (values: readonly ConfigValue[]): ConfigValue => (values.length === 0 ? null : [...values])
  const map = (values: readonly Pair[]): ConfigValue => (values.length === 0 ? null : table(values))
  const mode = approvalModes.find((one) => one === draft.defaultMode) ?? text(draft.defaultMode)
  const own: [string, ConfigValue][] =
    draft.kind === 'stdio'
      ? [
          ['command', draft.command.trim()],
          ['args', list(draft.args)],
          ['env', map(draft.env)],
          ['env_vars', list(variables(draft.envVars, before['env_vars']))],
          ['cwd', text(draft.cwd)],
        ]
      : [
          ['url', draft.url.trim()],
          ['http_headers', map(draft.headers)],
          ['env_http_headers', map(draft.envHeaders)],
          ['bearer_token_env_var', text(draft.bearerVariable)],
          ['scopes', list(draft.scopes)],
        ]
  // What the other kind of server has would be refused beside it.
  const foreign = (draft.kind === 'stdio' ? httpKeys : stdioKeys).map((key): [string, ConfigValue] => [key, null])
  return [
    ...own,
    ...foreign,
    // The older key in milliseconds would contradict it.
    ['startup_timeout_sec', seconds(draft.startupTimeout)],
    ...('startup_timeout_ms' in before ? [['startup_timeout_ms', null] satisfies [string, ConfigValue]] : []),
    ['tool_timeout_sec', seconds(draft.toolTimeout)],
    ['enabled', draft.enabled ? null : false],
    ['required', draft.required ? true : null],
    ['default_tools_approval_mode', mode],
  ]
}

const isDefault = (key: string, value: unknown): boolean =>
  (key === 'enabled' && value === true) ||
  (key === 'required' && value === false) ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/**
 * The edits that make a server what the draft says. `before`: what stands in the home's config.toml, null for a new one; `from`:
 * its name there. A changed key is one edit; a new name moves the whole table, with the keys that the form doesn't know.
 */
export function draftEdits(draft: McpDraft, before: Fields | null, from: string | null): ConfigEdit[] {
  const old = before ?? {}
  const keys = keysOf(draft, old)
  if (before !== null && from === draft.name) {
    return keys.flatMap(([key, value]): ConfigEdit[] => {
      const now = Object.hasOwn(old, key) ? old[key] : null
      if (sameValue(now ?? null, value) || (value === null && isDefault(key, now))) return []
      // Milliseconds that say the same already.
      if (key === 'startup_timeout_sec' && value !== null && old['startup_timeout_ms'] === Number(value) * 1000)
        return []
      if (
        key === 'startup_timeout_ms' &&
        draft.startupTimeout !== '' &&
        old[key] === Number(draft.startupTimeout) * 1000
      )
        return []
      return [{ path: ['mcp_servers', draft.name, key], value, merge: 'replace' }]
    })
  }
  const named = new Set(keys.map(([key]) => key))
  const kept = Object.entries(old).filter(([key]) => !named.has(key))
  // Values of a configuration are JSON as they came from Codex: a parsed boundary.
  const whole = Object.fromEntries([...keys.filter(([, value]) => value !== null), ...kept]) as ConfigValue
  const add: ConfigEdit = { path: ['mcp_servers', draft.name], value: whole, merge: 'replace' }
  return from === null ? [add] : [{ path: ['mcp_servers', from], value: null, merge: 'replace' }, add]
}

/** A name that is free: the given one, or with a number behind it. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const stem = name.replace(/-\d+$/, '')
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}
