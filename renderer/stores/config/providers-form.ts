// Custom model providers: what stands in config.toml, what a form holds, and the table that is written. What is wrong with a form is
// told in providers-check.ts. Pure.
import type { ConfigEdit, ConfigValue } from '../../../preload/contract/config'
import { deleteKey, setKey } from './edit-words'
import { homeLayer, isTable, valueAt, type Layer } from './layers'

export type ProviderKind = 'custom' | 'azure' | 'bedrock'

export interface Pair {
  name: string
  value: string
}

export interface ProviderForm {
  kind: ProviderKind
  id: string
  name: string
  baseUrl: string
  /** How requests are signed: not, with a key in a variable, or with what a command prints. */
  auth: 'none' | 'key' | 'command'
  envKey: string
  command: string
  args: readonly string[]
  timeoutMs: string
  refreshMs: string
  headers: readonly Pair[]
  envHeaders: readonly Pair[]
  query: readonly Pair[]
  /** Amazon Bedrock. */
  awsProfile: string
  awsRegion: string
  /** What the form has no field for, in the command for the token, in `aws` and in the table; kept as it is. */
  authRest: Readonly<Record<string, ConfigValue>>
  awsRest: Readonly<Record<string, ConfigValue>>
  rest: Readonly<Record<string, ConfigValue>>
}

export interface StoredProvider {
  id: string
  name: string
  baseUrl: string | null
  form: ProviderForm
  table: Readonly<Record<string, unknown>>
}

export const emptyForm: ProviderForm = {
  kind: 'custom',
  id: '',
  name: '',
  baseUrl: '',
  auth: 'key',
  envKey: '',
  command: '',
  args: [],
  timeoutMs: '',
  refreshMs: '',
  headers: [],
  envHeaders: [],
  query: [],
  awsProfile: '',
  awsRegion: '',
  authRest: {},
  awsRest: {},
  rest: {},
}

/** What a template begins with. */
export function templateOf(kind: ProviderKind): ProviderForm {
  switch (kind) {
    case 'custom':
      return emptyForm
    case 'azure':
      return {
        ...emptyForm,
        kind,
        id: 'azure',
        name: 'Azure',
        baseUrl: 'https://YOUR-RESOURCE.openai.azure.com/openai',
        auth: 'none',
        query: [{ name: 'api-version', value: '2025-04-01-preview' }],
        envHeaders: [{ name: 'api-key', value: 'AZURE_OPENAI_API_KEY' }],
      }
    case 'bedrock':
      return { ...emptyForm, kind, id: 'amazon-bedrock', name: bedrockName, auth: 'none' }
    default:
      return kind satisfies never
  }
}

const bedrockName = 'Amazon Bedrock'

const formKeys: ReadonlySet<string> = new Set([
  'name',
  'base_url',
  'env_key',
  'auth',
  'http_headers',
  'env_http_headers',
  'query_params',
  'aws',
  'wire_api',
])

const authKeys: ReadonlySet<string> = new Set(['command', 'args', 'timeout_ms', 'refresh_interval_ms'])
const awsKeys: ReadonlySet<string> = new Set(['profile', 'region'])

/** Off the wire from Codex, which tells JSON and nothing else. */
const restOf = (table: unknown, known: ReadonlySet<string>): Record<string, ConfigValue> =>
  isTable(table)
    ? (Object.fromEntries(Object.entries(table).filter(([key]) => !known.has(key))) as Record<string, ConfigValue>)
    : {}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const pairsOf = (value: unknown): Pair[] =>
  isTable(value) ? Object.entries(value).map(([name, inner]) => ({ name, value: text(inner) })) : []

function formOf(id: string, table: Readonly<Record<string, unknown>>): ProviderForm {
  const auth = table['auth']
  const aws = table['aws']
  const query = pairsOf(table['query_params'])
  const isBedrock = id.startsWith('amazon-bedrock')
  return {
    kind: isBedrock ? 'bedrock' : query.some(({ name }) => name === 'api-version') ? 'azure' : 'custom',
    id,
    name: text(table['name']) || (isBedrock ? bedrockName : ''),
    baseUrl: text(table['base_url']),
    auth: isTable(auth) ? 'command' : text(table['env_key']) === '' ? 'none' : 'key',
    envKey: text(table['env_key']),
    command: isTable(auth) ? text(auth['command']) : '',
    args: isTable(auth) && Array.isArray(auth['args']) ? auth['args'].map(text) : [],
    timeoutMs: isTable(auth) ? text(auth['timeout_ms']) : '',
    refreshMs: isTable(auth) ? text(auth['refresh_interval_ms']) : '',
    headers: pairsOf(table['http_headers']),
    envHeaders: pairsOf(table['env_http_headers']),
    query,
    awsProfile: isTable(aws) ? text(aws['profile']) : '',
    awsRegion: isTable(aws) ? text(aws['region']) : '',
    authRest: restOf(auth, authKeys),
    awsRest: restOf(aws, awsKeys),
    rest: restOf(table, formKeys),
  }
}

/** The providers in the home's config.toml, by name of their table. */
export function storedProviders(layers: readonly Layer[]): StoredProvider[] {
  const tables = valueAt(homeLayer(layers)?.config, ['model_providers'])
  if (!isTable(tables)) return []
  return Object.entries(tables)
    .flatMap(([id, table]): StoredProvider[] => {
      if (!isTable(table)) return []
      const form = formOf(id, table)
      return [
        {
          id,
          name: form.name === '' ? id : form.name,
          baseUrl: form.baseUrl === '' ? null : form.baseUrl,
          form,
          table,
        },
      ]
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const tableOf = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value.trim()]))

/** The table of a form without problems. */
export function tableOfForm(form: ProviderForm): Record<string, ConfigValue> {
  const { rest, kind } = form
  const headers = tableOf(form.headers)
  const url = form.baseUrl.trim()
  const auth: Record<string, ConfigValue> | null =
    form.auth === 'command'
      ? {
          ...form.authRest,
          command: form.command.trim(),
          ...(form.args.length === 0 ? {} : { args: [...form.args] }),
          ...(form.timeoutMs.trim() === '' ? {} : { timeout_ms: Number(form.timeoutMs) }),
          ...(form.refreshMs.trim() === '' ? {} : { refresh_interval_ms: Number(form.refreshMs) }),
        }
      : null
  if (kind === 'bedrock') {
    const aws = {
      ...form.awsRest,
      ...(form.awsProfile.trim() === '' ? {} : { profile: form.awsProfile.trim() }),
      ...(form.awsRegion.trim() === '' ? {} : { region: form.awsRegion.trim() }),
    }
    // Codex names it itself and takes no other name.
    return {
      ...rest,
      ...(url === '' ? {} : { base_url: url }),
      ...(Object.keys(headers).length === 0 ? {} : { http_headers: headers }),
      ...(Object.keys(aws).length === 0 ? {} : { aws }),
      ...(auth === null ? {} : { auth }),
    }
  }
  const { experimental_bearer_token: bearer, ...plain } = rest
  return {
    ...(form.auth === 'none' && bearer !== undefined ? rest : plain),
    name: form.name.trim(),
    base_url: url,
    wire_api: 'responses',
    ...(form.auth === 'key' ? { env_key: form.envKey.trim() } : {}),
    ...(auth === null ? {} : { auth }),
    ...(Object.keys(headers).length === 0 ? {} : { http_headers: headers }),
    ...(form.envHeaders.length === 0 ? {} : { env_http_headers: tableOf(form.envHeaders) }),
    ...(form.query.length === 0 ? {} : { query_params: tableOf(form.query) }),
  }
}

export const providerEdit = (form: ProviderForm): ConfigEdit =>
  setKey(['model_providers', form.id.trim()], tableOfForm(form))

/**
 * The edits that give the choice back to Codex. A model that its own list (`slugs`) doesn't know was chosen for the provider and
 * goes with it.
 */
export function leaveProvider(layers: readonly Layer[], slugs: readonly string[]): ConfigEdit[] {
  const config = homeLayer(layers)?.config
  const model = valueAt(config, ['model'])
  const isForeign = typeof model === 'string' && slugs.length > 0 && !slugs.includes(model)
  const isLocal = valueAt(config, ['oss_provider']) === valueAt(config, ['model_provider'])
  return [
    deleteKey(['model_provider']),
    ...(isForeign ? [deleteKey(['model'])] : []),
    ...(isLocal ? [deleteKey(['oss_provider'])] : []),
  ]
}

/** The edits that take a provider out. Codex refuses a configuration whose `model_provider` names none, so the choice goes first. */
export function removeProvider(id: string, layers: readonly Layer[], slugs: readonly string[]): ConfigEdit[] {
  const isUsed = valueAt(homeLayer(layers)?.config, ['model_provider']) === id
  return [...(isUsed ? leaveProvider(layers, slugs) : []), deleteKey(['model_providers', id])]
}
