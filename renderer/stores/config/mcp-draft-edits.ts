// What is written of a server's draft: its secrets apart, and edits that touch nothing but what changed. Keys that the form has no
// field for are kept as they are. Pure.
import type { ConfigEdit, ConfigValue } from '../../../preload/contract/config'
import { fields, textIn, type Fields } from '../threads/decode'
import { sameValue } from './layers'
import type { McpDraft, Pair } from './mcp-draft'
import { bearerOf, variableFor, type SecretPlan } from './mcp-secrets'
import { approvalModes } from './mcp-servers'

/** Something of it goes to the keychain. */
export const hasSecrets = ({ kind, env, headers }: McpDraft): boolean =>
  (kind === 'stdio' ? env : headers).some(({ secret }) => secret)

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
    for (const { name, value } of kept) secrets.push({ variable: name, purpose: 'mcp-env', value, label })
    const names = kept.map(({ name }) => name)
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
    const bearer = draft.bearerVariable === '' && next.bearerVariable === '' ? bearerOf(pair.name, pair.value) : null
    const variable = variableFor(bearer === null ? [draft.name, pair.name] : [draft.name, 'TOKEN'], used)
    used.add(variable)
    if (bearer === null) {
      secrets.push({ variable, purpose: 'mcp-header', value: pair.value.trim(), label })
      next.envHeaders = [
        ...next.envHeaders.filter(({ name }) => name.toLowerCase() !== pair.name.toLowerCase()),
        { name: pair.name, value: variable, secret: false },
      ]
    } else {
      secrets.push({ variable, purpose: 'mcp-bearer', value: bearer, label })
      next.bearerVariable = variable
    }
  }
  return { draft: next, secrets }
}

const table = (list: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]))

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
