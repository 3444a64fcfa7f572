// What the person's own config.toml of a home lets the chats of this app do beyond their preset: folders besides the project's own
// ("--add-dir"), network, who answers questions, which questions may be asked. Main's own reading, so that neither the page nor
// the folder's own .codex/ can add to it.
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Project } from '@contract/model'
import { granularOf, type GranularApproval } from '@contract/presets'
import { readBytes } from '../config/file-bytes'
import { isTable, valueAt, type Table } from '../config/key-path'
import { homeLayout } from '../codex/home/layout'

export interface HomePermissions {
  /** Absolute paths that "Auto in folder" may write to, in their order. */
  readonly writableRoots: readonly string[]
  /** Whether commands of "Auto in folder" may use the network. */
  readonly networkAccess: boolean
  /** Codex's names of who answers its questions. */
  readonly reviewer: 'user' | 'auto_review'
  /** The permission profile that new chats run "Auto in folder" under; null for the preset's plain sandbox. */
  readonly profile: ChatProfile | null
  /** Kinds of questions that may be asked where a chat asks at all; null for every kind. What it leaves out is refused unasked. */
  readonly granular: GranularApproval | null
}

export interface ChatProfile {
  /** A name that nobody outside of this run of the app knows, so that no folder's .codex/ can add to the profile. */
  readonly id: string
  /** Settings of a thread that hold it. Never `[permissions]` alone: Codex wants a default beside it. */
  readonly config: Readonly<Record<string, unknown>>
}

/** A home that says nothing. */
export const plainPermissions: HomePermissions = {
  writableRoots: [],
  networkAccess: false,
  reviewer: 'user',
  granular: null,
  profile: null,
}

/** More are no choice of a person's. */
const mostRoots = 50
const keys = ['writable_roots', 'network_access', 'approvals_reviewer', 'granular', 'default_permissions']

export class HomePermissionsReader {
  readonly #homeOf: (project: Project) => string
  readonly #prefix = `app-${randomBytes(8).toString('hex')}-`
  /** By config.toml: read again only when the file is another one. */
  readonly #known = new Map<string, { state: string; permissions: HomePermissions }>()

  constructor(homeOf: (project: Project) => string) {
    this.#homeOf = homeOf
  }

  /** The plain ones when the file is missing or broken: Codex then knows of none either. Never rejects. */
  async of(project: Project): Promise<HomePermissions> {
    const { config } = homeLayout(this.#homeOf(project))
    const found = await stat(config).catch(() => null)
    if (found === null) return plainPermissions
    const state = `${found.ino} ${found.size} ${found.mtimeMs}`
    const known = this.#known.get(config)
    if (known?.state === state) return known.permissions
    const permissions = await read(config, this.#prefix).catch(() => plainPermissions)
    this.#known.set(config, { state, permissions })
    return permissions
  }
}

async function read(path: string, prefix: string): Promise<HomePermissions> {
  const bytes = await readBytes(path)
  if (bytes === null || !keys.some((key) => bytes.includes(key))) return plainPermissions
  const { parse } = await import('smol-toml')
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const config: unknown = parse(text, { integersAsBigInt: 'asNeeded' })
  const reviewer = valueAt(config, ['approvals_reviewer'])
  return {
    writableRoots: rootsIn(valueAt(config, ['sandbox_workspace_write', 'writable_roots'])),
    networkAccess: valueAt(config, ['sandbox_workspace_write', 'network_access']) === true,
    // The second is Codex's older name of it.
    reviewer: reviewer === 'auto_review' || reviewer === 'guardian_subagent' ? 'auto_review' : 'user',
    granular: isTable(config) ? granularOf(config['approval_policy']) : null,
    profile: isTable(config) ? profileIn(config, prefix) : null,
  }
}

function rootsIn(list: unknown): string[] {
  if (!Array.isArray(list)) return []
  return list.filter((root) => typeof root === 'string' && isAbsolute(root) && !root.includes('\0')).slice(0, mostRoots)
}

/**
 * The profile that `default_permissions` names, beside all others of the home: a chat that was begun with another one keeps it.
 * Codex's own ones are none: what they mean the presets say, and full access is chosen in a chat, so that a profile that comes down
 * to it isn't used either.
 */
function profileIn(config: Table, prefix: string): ChatProfile | null {
  const chosen = config['default_permissions']
  const all = config['permissions']
  if (typeof chosen !== 'string' || !isTable(all) || !isSafe(chosen, all)) return null
  const renamed = Object.entries(all).flatMap(([name, table]): [string, Table][] => {
    if (!isTable(table) || !isSafe(name, all)) return []
    const base = table['extends']
    const isOwn = typeof base === 'string' && !base.startsWith(':')
    return [[prefix + name, isOwn ? { ...table, extends: prefix + base } : table]]
  })
  // As it crosses to Codex; what JSON has no form for throws, and the home says nothing then.
  const permissions: unknown = JSON.parse(JSON.stringify(Object.fromEntries(renamed)))
  return { id: prefix + chosen, config: { permissions, default_permissions: ':workspace' } }
}

/** Whether an own profile stands on own ones and comes down to something less than full access. */
function isSafe(name: string, all: Table): boolean {
  const seen = new Set<string>()
  let current: unknown = name
  while (typeof current === 'string' && !current.startsWith(':')) {
    const table = Object.hasOwn(all, current) ? all[current] : undefined
    if (!isTable(table) || seen.has(current)) return false
    seen.add(current)
    current = table['extends']
  }
  return seen.size > 0 && (current === undefined || current === ':workspace' || current === ':read-only')
}
