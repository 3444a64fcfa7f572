// Acts on the definitions of MCP servers: saving from the form or an import, removing, tools one by one, trying a tool, reading a
// resource, starting one alone. Values of secrets pass here on their way to main and are kept nowhere.
import type { ConfigEdit, HomeWrite } from '../../../preload/contract/config'
import type { McpOutput } from '../../../preload/contract/mcp'
import { fail, ok, type Result } from '../../../preload/contract/result'
import type { Secret } from '../../../preload/contract/secrets'
import { app, codex } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { useServers } from '../app/servers'
import { fields, listIn, textIn, type Fields } from '../threads/decode'
import type { JsonValue } from '@protocol/serde_json/JsonValue'
import { useMcp, type McpTarget } from './mcp'
import { inSomeChat } from './mcp-chat'
import type { McpDraft } from './mcp-draft'
import { draftEdits, hasSecrets, withoutSecrets } from './mcp-draft-edits'
import { useFolderServers } from './mcp-folder'
import { outcomeOf, type WriteOutcome } from './mcp-outcome'
import type { SecretPlan } from './mcp-secrets'
import { mcpServers } from './mcp-servers'
import { toolEdits } from './mcp-tools'

export interface SavePlan {
  draft: McpDraft
  /** What stands under `from` in the home's config.toml; null adds. */
  before: Fields | null
  from: string | null
}

export type SaveOutcome = { ok: true; outcome: WriteOutcome } | { ok: false; problem: string; conflict: boolean }

const targetOf = (projectId: string, target: McpTarget) =>
  target === 'all' ? { kind: 'all' as const } : { kind: 'project' as const, projectId }

/**
 * Keeps secrets and answers the ids of those that are new, so that they can be taken back. Without a keyring they are held for this
 * run of the app only, which the person was told beside them.
 */
async function keepSecrets(
  owner: string | null,
  plans: readonly SecretPlan[],
  known: readonly Secret[],
): Promise<Result<string[]>> {
  if (plans.length === 0) return ok([])
  const keyring = await app('secrets/state', { thorough: false })
  const keep = !keyring.ok || keyring.value.state !== 'none'
  const added: string[] = []
  for (const { variable, purpose, value, label } of plans) {
    const twin = known.find(
      ({ projectId, name }) => projectId === owner && name.toUpperCase() === variable.toUpperCase(),
    )
    const result = await app('secrets/set', {
      id: twin?.id ?? null,
      facts: { projectId: owner, name: variable, purpose, label },
      value: value.trim(),
      keep,
    })
    if (!result.ok) {
      await dropSecrets(added)
      return result
    }
    if (!twin) added.push(result.value.id)
  }
  return ok(added)
}

const dropSecrets = async (ids: readonly string[]): Promise<void> => {
  for (const id of ids) await app('secrets/delete', { id })
}

/** Offers to take a write back. */
function tellWritten(projectId: string, message: string, { undoIds, overridden, problem }: WriteOutcome): void {
  useNotices.getState().push({
    level: problem === null && overridden === null ? 'info' : 'warning',
    message,
    detail: [problem, overridden].filter((words) => words !== null).join('\n') || null,
    projectId,
    ...(undoIds.length > 0 ? { action: { label: 'Undo', run: () => void undo(projectId, undoIds) } } : {}),
  })
}

async function undo(projectId: string, undoIds: readonly string[]): Promise<void> {
  const result = await app('config/undo', { undoIds: [...undoIds] })
  if (!result.ok) return tellFailure('The change was not taken back', result.error, projectId)
  const { problem } = outcomeOf(result.value)
  if (problem !== null)
    useNotices.getState().push({ level: 'error', message: 'The change was not taken back', detail: problem, projectId })
  await refresh(projectId)
}

async function refresh(projectId: string): Promise<void> {
  if (useMcp.getState().projectId !== projectId) return
  await useMcp.getState().load()
}

const write = (
  projectId: string,
  target: McpTarget,
  edits: ConfigEdit[],
  expectedVersion: string | null,
): Promise<Result<HomeWrite[]>> => app('config/write', { target: targetOf(projectId, target), edits, expectedVersion })

/**
 * Writes servers in one go, their secrets to the keychain before. What is known of secrets is asked for now: a name that is in use
 * must not be given to another value. `expectedVersion` guards against somebody else's change (null writes over it). When the write fails, secrets that were new
 * are dropped again; a replaced value stays replaced.
 */
export async function saveServers(
  projectId: string,
  target: McpTarget,
  plans: readonly SavePlan[],
  { expectedVersion }: { expectedVersion: string | null },
): Promise<SaveOutcome> {
  const known: Result<readonly Secret[]> = plans.some(({ draft }) => hasSecrets(draft))
    ? await app('secrets/list', {})
    : ok([])
  if (!known.ok)
    return { ok: false, problem: `The secrets could not be looked at: ${known.error.message}`, conflict: false }
  const used = new Set(known.value.map(({ name }) => name))
  const secrets: SecretPlan[] = []
  const edits = plans.flatMap(({ draft, before, from }) => {
    const plain = withoutSecrets(draft, used)
    for (const { variable } of plain.secrets) used.add(variable)
    secrets.push(...plain.secrets)
    return draftEdits(plain.draft, before, from)
  })
  const kept = await keepSecrets(target === 'all' ? null : projectId, secrets, known.value)
  if (!kept.ok)
    return {
      ok: false,
      problem: `A secret was not kept, so nothing was written: ${kept.error.message}`,
      conflict: false,
    }
  const names = plans.map(({ draft }) => draft.name)
  const done = names.length === 1 ? `${names[0]} was saved` : `${names.length} servers were saved`
  if (edits.length > 0) {
    const result = await write(projectId, target, edits, target === 'all' ? null : expectedVersion)
    const outcome = result.ok ? outcomeOf(result.value) : null
    if (outcome === null || !outcome.ok) {
      await dropSecrets(kept.value)
      return {
        ok: false,
        problem: outcome?.problem ?? (result.ok ? 'Nothing was written.' : result.error.message),
        conflict: outcome?.conflict ?? false,
      }
    }
    await refresh(projectId)
    for (const name of names) useMcp.getState().look(name, true)
    tellWritten(projectId, target === 'all' ? `${done} in all projects` : done, outcome)
    tellRestart(projectId, secrets)
    return { ok: true, outcome }
  }
  tellRestart(projectId, secrets)
  return { ok: true, outcome: outcomeOf([]) }
}

/** A variable reaches Codex with its next start only. */
function tellRestart(projectId: string, secrets: readonly SecretPlan[]): void {
  if (secrets.length === 0) return
  useNotices.getState().push({
    level: 'info',
    message:
      secrets.length === 1
        ? 'Codex gets the new secret when it is started anew, by itself once nothing runs.'
        : 'Codex gets the new secrets when it is started anew, by itself once nothing runs.',
    projectId,
    action: { label: 'Restart now', run: () => void useServers.getState().restart(projectId) },
  })
}

/** Takes a server out of the home's config.toml (or of every home's), with an undo. Its secrets stay in the keychain. */
export async function removeServer(projectId: string, name: string, target: McpTarget): Promise<boolean> {
  const result = await write(projectId, target, [{ path: ['mcp_servers', name], value: null, merge: 'replace' }], null)
  if (!result.ok) {
    tellFailure(`${name} was not removed`, result.error, projectId)
    return false
  }
  const outcome = outcomeOf(result.value)
  if (!outcome.ok) {
    useNotices
      .getState()
      .push({ level: 'error', message: `${name} was not removed: ${outcome.problem ?? ''}`, projectId })
    return false
  }
  await refresh(projectId)
  tellWritten(projectId, target === 'all' ? `${name} was removed from all projects` : `${name} was removed`, outcome)
  return true
}

/** Edits of a server's tools: shown once they are in effect. */
export async function editTools(projectId: string, name: string, edits: ConfigEdit[]): Promise<boolean> {
  const result = await write(projectId, 'project', edits, null)
  const problem = result.ok ? outcomeOf(result.value).problem : result.error.message
  if (problem !== null) {
    useNotices
      .getState()
      .push({ level: 'error', message: `The tools of ${name} were not changed: ${problem}`, projectId })
    return false
  }
  await refresh(projectId)
  useMcp.getState().look(name, true)
  return true
}

/** Switches of tools that are being written, by project and server. */
const switching = new Map<string, Promise<boolean>>()

/** Switches tools of a server on or off. One after the other: each starts from the lists that the one before has left. */
export function switchTools(projectId: string, name: string, tools: readonly string[], on: boolean): Promise<boolean> {
  const key = JSON.stringify([projectId, name])
  const write = async (): Promise<boolean> => {
    const { projectId: shown, layers } = useMcp.getState()
    if (shown !== projectId || layers === null) return false
    const folder = useFolderServers.getState().byProject[projectId] ?? []
    const server = mcpServers(layers, folder).find((one) => one.name === name)
    return server !== undefined && editTools(projectId, name, toolEdits(name, server.options, tools, on))
  }
  const done = (switching.get(key) ?? Promise.resolve(true)).then(write)
  switching.set(key, done)
  void done.finally(() => switching.get(key) === done && switching.delete(key))
  return done
}

/** Starts a server alone and answers what it said. */
export function outputOf(projectId: string, server: string): Promise<Result<McpOutput>> {
  return app('mcp/output', { projectId, server })
}

export interface ToolAnswer {
  content: unknown[]
  structured: unknown
  isError: boolean
  tookMs: number
}

/** Calls a tool in a loaded chat of the project, or in a throw-away one. Nobody is asked: pressing the button is the word. */
export async function callTool(
  projectId: string,
  server: string,
  tool: string,
  given: JsonValue,
): Promise<Result<ToolAnswer>> {
  let from = performance.now()
  const result = await inSomeChat(projectId, (threadId) => {
    from = performance.now()
    return codex(projectId, 'mcpServer/tool/call', { threadId, server, tool, arguments: given })
  })
  if (!result.ok) return result
  const read = fields(result.value)
  return ok({
    content: listIn(read, 'content'),
    structured: read['structuredContent'] ?? null,
    isError: read['isError'] === true,
    tookMs: Math.round(performance.now() - from),
  })
}

export interface ResourcePart {
  uri: string
  mimeType: string | null
  text: string | null
  /** Base64. */
  blob: string | null
}

/** Reads a resource of a server. */
export async function readResourceOf(projectId: string, server: string, uri: string): Promise<Result<ResourcePart[]>> {
  if (uri.trim() === '') return fail('mcp.uri', 'Give an address.')
  const result = await inSomeChat(projectId, (threadId) =>
    codex(projectId, 'mcpServer/resource/read', { threadId, server, uri }),
  )
  if (!result.ok) return result
  return ok(
    listIn(fields(result.value), 'contents').map((value) => {
      const read = fields(value)
      return {
        uri: textIn(read, 'uri') ?? uri,
        mimeType: textIn(read, 'mimeType'),
        text: textIn(read, 'text'),
        blob: textIn(read, 'blob'),
      }
    }),
  )
}
