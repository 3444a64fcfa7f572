// What Codex may do, as config.toml says it: the keys with a sentence for each value, the folders that chats may write to, and the
// permission profiles as Codex lists them.
import { create } from 'zustand'
import type { ConfigEdit } from '../../../preload/contract/config'
import type { GranularApproval, PresetId } from '../../../preload/contract/presets'
import type { DeckError } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import { fields, listIn, textIn } from '../threads/decode'
import { deleteKey, setKey } from './edit-words'
import { isTable, type Layer, homeLayer, valueAt } from './layers'

/** Not set: Codex decides. */
export const unset = ''

export interface ValueWords {
  value: string
  label: string
  about: string
  danger?: boolean
}

export const sandboxPath = ['sandbox_mode'] as const
export const sandboxModes: readonly ValueWords[] = [
  {
    value: unset,
    label: 'Not set',
    about: 'Codex decides: it writes in a folder that you trust, and only reads elsewhere.',
  },
  { value: 'read-only', label: 'Read only', about: 'Commands can read files and change none.' },
  {
    value: 'workspace-write',
    label: 'Write in the folder',
    about: 'Commands can change files in the project’s folder and in the folders named above.',
  },
  {
    value: 'danger-full-access',
    label: 'Full access',
    about:
      'No sandbox: every command can change and delete anything you can, and use the network. Never a default of this app.',
    danger: true,
  },
]

export const networkPath = ['sandbox_workspace_write', 'network_access'] as const
export const rootsPath = ['sandbox_workspace_write', 'writable_roots'] as const

export const approvalPath = ['approval_policy'] as const
export const approvals: readonly ValueWords[] = [
  {
    value: unset,
    label: 'Not set',
    about: 'Codex decides: in a folder that you trust it asks when it wants to go further.',
  },
  {
    value: 'on-request',
    label: 'Ask to go further',
    about: 'Codex asks before it runs something outside of the sandbox.',
  },
  {
    value: 'never',
    label: 'Never ask',
    about: 'What the sandbox refuses just fails; Codex is told so and goes on.',
  },
  {
    value: 'granular',
    label: 'Ask about some things',
    about: 'Only the kinds of questions that are ticked above; what would need another is refused.',
  },
  {
    value: 'on-failure',
    label: 'Ask after a failure',
    about: 'An old value: a command runs in the sandbox first, and Codex asks when it failed.',
  },
]

/** Kinds of questions, by Codex's names. */
export const questions: readonly { key: keyof GranularApproval; label: string; about: string }[] = [
  {
    key: 'sandbox_approval',
    label: 'Leaving the sandbox',
    about: 'A command or an edit wants more than its sandbox gives.',
  },
  { key: 'rules', label: 'Commands that a rule says to ask about', about: 'See Rules.' },
  {
    key: 'request_permissions',
    label: 'More permissions',
    about: 'The model asks for folders or network for a while.',
  },
  { key: 'skill_approval', label: 'Skills', about: 'A skill wants to run a script of its own.' },
  { key: 'mcp_elicitations', label: 'MCP servers', about: 'A server wants an answer or a form filled in.' },
]

/** Everything may be asked. */
export const allQuestions: GranularApproval = {
  sandbox_approval: true,
  rules: true,
  skill_approval: true,
  request_permissions: true,
  mcp_elicitations: true,
}

/**
 * The preset that new chats of the app begin with, so that they do what these two keys say; null where they leave it open. Full access
 * is none: it is chosen in a chat.
 */
export function presetFor(sandbox: unknown, approval: unknown): PresetId | null {
  switch (sandbox) {
    case 'read-only':
      return approval === 'never' ? 'read-only' : 'ask'
    case 'workspace-write':
      return 'auto'
    default:
      return null
  }
}

export const reviewerPath = ['approvals_reviewer'] as const
export const reviewers: readonly ValueWords[] = [
  { value: unset, label: 'Not set', about: 'You are asked.' },
  { value: 'user', label: 'You', about: 'Every question comes to you.' },
  {
    value: 'auto_review',
    label: 'Another model',
    about: 'A model looks at each question and may answer it in your place, which costs tokens and can be wrong.',
  },
]

/** The folders of a value of writable_roots; what is no text is left out. */
export function rootsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((root) => typeof root === 'string') : []
}

export type Platform = 'linux' | 'darwin' | 'win32'

/** Why a folder can't be named, in words; null when it can. */
export function rootProblem(path: string, taken: readonly string[], platform: Platform): string | null {
  const trimmed = path.trim()
  if (trimmed === '') return 'Give the path of a folder.'
  if (/\p{Cc}/u.test(trimmed)) return 'A path can’t hold such signs.'
  const isAbsolute = platform === 'win32' ? /^(?:[A-Za-z]:[\\/]|\\\\[^\\/])/.test(trimmed) : trimmed.startsWith('/')
  if (!isAbsolute)
    return platform === 'win32' ? 'Give the whole path, from the drive on (C:\\…).' : 'Give the whole path, from / on.'
  if (taken.includes(trimmed)) return 'This folder is named already.'
  return null
}

/** What a folder of so much power means; null for an ordinary one. */
export function rootWarning(path: string, homeFolder: string): string | null {
  const bare = path.replace(/[\\/]+$/, '')
  const isSame = (other: string): boolean => bare.toLowerCase() === other.replace(/[\\/]+$/, '').toLowerCase()
  if (bare === '' || /^[A-Za-z]:$/.test(bare)) return 'This is the whole disk: nearly the same as full access.'
  if (isSame(homeFolder)) return 'This is your home folder, with your keys and the settings of your programs.'
  const above =
    homeFolder.toLowerCase().startsWith(`${bare.toLowerCase()}/`) ||
    homeFolder.toLowerCase().startsWith(`${bare.toLowerCase()}\\`)
  if (above) return 'Your home folder lies in it, with your keys and the settings of your programs.'
  return null
}

export interface PermissionProfile {
  id: string
  about: string | null
  /** An administrator lets it be used. */
  allowed: boolean
  /** Codex's own; the others stand in config.toml. */
  builtIn: boolean
}

const builtInWords: Readonly<Record<string, string>> = {
  ':read-only': 'Reads files and changes none.',
  ':workspace': 'Writes in the project’s folder, without network.',
  ':danger-full-access': 'No sandbox at all.',
}

/** Reads the answer of permissionProfile/list. */
export function readPermissionProfiles(answer: unknown): PermissionProfile[] {
  return listIn(fields(answer), 'data').flatMap((entry) => {
    const read = fields(entry)
    const id = textIn(read, 'id')
    if (id === null || id === '') return []
    return [
      {
        id,
        about: textIn(read, 'description') ?? builtInWords[id] ?? null,
        allowed: read['allowed'] !== false,
        builtIn: id.startsWith(':'),
      },
    ]
  })
}

/** Names of the profiles that the home's config.toml holds. */
export function ownPermissionProfiles(layers: readonly Layer[]): string[] {
  const table = valueAt(homeLayer(layers)?.config, ['permissions'])
  return isTable(table) ? Object.keys(table) : []
}

export interface PathAccess {
  path: string
  access: 'read' | 'write' | 'deny'
}

export interface NewPermissionProfile {
  id: string
  about: string
  extends: string
  paths: readonly PathAccess[]
  network: boolean
}

/** Why a profile can't be written like this; null when it can. */
export function permissionProfileProblem(
  profile: NewPermissionProfile,
  taken: readonly string[],
  platform: Platform,
): string | null {
  const id = profile.id.trim()
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return 'Name it with letters, digits, _ and -.'
  if (taken.includes(id)) return 'A profile of this name is there already.'
  for (const { path } of profile.paths) {
    const trimmed = path.trim()
    if (trimmed.startsWith('~/') || /^:[a-z_]+$/.test(trimmed)) continue
    const problem = rootProblem(trimmed, [], platform)
    if (problem !== null) return `${trimmed === '' ? 'A path is empty' : trimmed}: ${problem}`
  }
  return null
}

/**
 * The edits that add it. A configuration with `[permissions.…]` and without `default_permissions` is refused by Codex as a
 * whole, so both are written at once.
 */
export function addPermissionProfile(profile: NewPermissionProfile, layers: readonly Layer[]): ConfigEdit[] {
  const filesystem = Object.fromEntries(profile.paths.map(({ path, access }) => [path.trim(), access]))
  const table = {
    ...(profile.about.trim() === '' ? {} : { description: profile.about.trim() }),
    extends: profile.extends,
    ...(profile.paths.length === 0 ? {} : { filesystem }),
    ...(profile.network ? { network: { enabled: true } } : {}),
  }
  const hasDefault = valueAt(homeLayer(layers)?.config, ['default_permissions']) !== undefined
  return [
    ...(hasDefault ? [] : [setKey(['default_permissions'], ':workspace')]),
    setKey(['permissions', profile.id.trim()], table),
  ]
}

/** The edits that take it out, and the default with it where it was that. */
export function removePermissionProfile(id: string, layers: readonly Layer[]): ConfigEdit[] {
  const config = homeLayer(layers)?.config
  const isLast = ownPermissionProfiles(layers).every((name) => name === id)
  const wasDefault = valueAt(config, ['default_permissions']) === id
  return [
    deleteKey(isLast ? ['permissions'] : ['permissions', id]),
    ...(wasDefault
      ? [isLast ? deleteKey(['default_permissions']) : setKey(['default_permissions'], ':workspace')]
      : []),
  ]
}

interface PermissionsStore {
  byProject: Readonly<Record<string, { profiles: readonly PermissionProfile[]; problem: DeckError | null }>>
  load(projectId: string): Promise<void>
}

export const usePermissions = create<PermissionsStore>()((set) => ({
  byProject: {},
  async load(projectId) {
    const result = await codex(projectId, 'permissionProfile/list', {})
    set(({ byProject }) => ({
      byProject: {
        ...byProject,
        [projectId]: result.ok
          ? { profiles: readPermissionProfiles(result.value), problem: null }
          : { profiles: byProject[projectId]?.profiles ?? [], problem: result.error },
      },
    }))
  },
}))
