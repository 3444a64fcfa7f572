// The four permission presets of the composer, as data that both sides of the border read: the renderer to draw and send
// them, the policy in main to recognise and check them. And Codex's finer choice of what may be asked at all.
import type { AskForApproval } from '@protocol/v2/AskForApproval'
import type { SandboxMode } from '@protocol/v2/SandboxMode'
import type { SandboxPolicy } from '@protocol/v2/SandboxPolicy'

export type PresetId = 'read-only' | 'ask' | 'auto' | 'full-access'

export interface Preset {
  id: PresetId
  label: string
  /** One sentence: what Codex may do without asking. */
  description: string
  sandbox: SandboxMode
  sandboxPolicy: SandboxPolicy
  approvalPolicy: AskForApproval
}

const readOnly: SandboxPolicy = { type: 'readOnly', networkAccess: false }

export const presets: readonly Preset[] = [
  {
    id: 'read-only',
    label: 'Read only',
    description: 'Codex reads the folder and answers. It changes nothing and never asks to.',
    sandbox: 'read-only',
    sandboxPolicy: readOnly,
    approvalPolicy: 'never',
  },
  {
    id: 'ask',
    label: 'Ask',
    description: 'Codex reads freely and asks before every edit and every command that writes.',
    sandbox: 'read-only',
    sandboxPolicy: readOnly,
    approvalPolicy: 'on-request',
  },
  {
    id: 'auto',
    label: 'Auto in folder',
    description:
      'Codex edits and runs commands inside the folder, without network unless you allowed it in Permissions, and asks to go further.',
    sandbox: 'workspace-write',
    sandboxPolicy: {
      type: 'workspaceWrite',
      writableRoots: [],
      networkAccess: false,
      excludeTmpdirEnvVar: false,
      excludeSlashTmp: false,
    },
    approvalPolicy: 'on-request',
  },
  {
    id: 'full-access',
    label: 'Full access',
    description: 'No sandbox and no questions: commands can change anything you can.',
    sandbox: 'danger-full-access',
    sandboxPolicy: { type: 'dangerFullAccess' },
    approvalPolicy: 'never',
  },
]

export const defaultPreset: PresetId = 'ask'

/** The preset with this id. */
export function presetOf(id: PresetId): Preset {
  const preset = presets.find((candidate) => candidate.id === id)
  if (!preset) throw new RangeError(`No preset is called ${String(id)}`)
  return preset
}

/** Kinds of questions of Codex (`approval_policy = { granular = { … } }`): what is false is refused without asking. */
export interface GranularApproval {
  sandbox_approval: boolean
  rules: boolean
  skill_approval: boolean
  request_permissions: boolean
  mcp_elicitations: boolean
}

/** The finer choice in a value of `approval_policy`, read as Codex does: null when it is none. */
export function granularOf(policy: unknown): GranularApproval | null {
  const table: unknown = typeof policy === 'object' && policy !== null ? Reflect.get(policy, 'granular') : undefined
  if (typeof table !== 'object' || table === null) return null
  const is = (key: keyof GranularApproval): boolean => Reflect.get(table, key) === true
  return {
    sandbox_approval: is('sandbox_approval'),
    rules: is('rules'),
    skill_approval: is('skill_approval'),
    request_permissions: is('request_permissions'),
    mcp_elicitations: is('mcp_elicitations'),
  }
}
