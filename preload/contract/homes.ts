// Homes: the CODEX_HOME folders that the app knows, what may be done with each, and which environment variables reach Codex.
// The page names homes by id; it never names a path. No secret in here.
import { z } from 'zod'
import { projectIdSchema } from './ids'

/** `project`: made for a project. `account`: owns a login. `terminal`: the person's own. `shared`: another one that a project shares. */
export type HomeKind = 'project' | 'account' | 'terminal' | 'shared'

/** Whether a server of this app runs in it: `idle` can be ended, `busy` has work under way. */
export type HomeUse = 'no' | 'idle' | 'busy'

/** Whether it may go to the trash; `reason` and `ask` are sentences for the person. */
export type TrashVerdict = { allowed: true; ask: string[] } | { allowed: false; reason: string }

export interface HomeEntry {
  id: string
  /** Absolute real path, to be read. */
  path: string
  kind: HomeKind
  label: string
  /** The project that it was made for; null when nobody knows any more, and for other kinds. */
  owner: { projectId: string | null; name: string; path: string; inList: boolean } | null
  /** Projects in the list whose Codex runs in it now. */
  users: { projectId: string; name: string }[]
  /** The account that it keeps the login of, or that its project uses. */
  account: { id: string; name: string } | null
  use: HomeUse
  hasConfig: boolean
  /** What is wrong with its config.toml, in words; null when nothing is. */
  configProblem: string | null
  /** An auth.json lies in it. */
  hasLoginFile: boolean
  /** Where a Codex in the terminal looks for the login: the config's own word, `file` when it says nothing. */
  loginStore: string
  trash: TrashVerdict
}

/** An account whose login can be copied. */
export interface HomeAccount {
  id: string
  name: string
  signedIn: boolean
  /** The login is one that is renewed, and each renewal makes the copy before it worthless. */
  rotates: boolean
}

export interface HomesOverview {
  homes: HomeEntry[]
  accounts: HomeAccount[]
}

/** What lies in a home. Comes in after the list, several times while it is counted. */
export interface HomeSize {
  homeId: string
  /** What it takes on disk, hard links counted once, links not followed. */
  bytes: number
  files: number
  /** Sessions by their files, archived ones too. */
  sessions: number
  /** `partial`: a bound was hit or a folder could not be read, so there is more. */
  state: 'counting' | 'whole' | 'partial'
}

export const templatePartSchema = z.enum(['config', 'instructions', 'rules', 'skills'])
export type TemplatePart = z.infer<typeof templatePartSchema>

export interface TemplateReport {
  /** Files that are new in the home, by their path in it. */
  copied: string[]
  /** Settings that are new in its config.toml. */
  settings: string[]
  /** What was left as it was or not taken, and why. At most 200; `leftCount` has all. */
  left: { name: string; reason: string }[]
  leftCount: number
}

export interface TerminalReport {
  copied: ('auth.json' | '.credentials.json')[]
  missing: ('auth.json' | '.credentials.json')[]
  /** What `cli_auth_credentials_store` said before it was set to "file"; null when it stayed as it was. */
  storeBefore: string | null
  /** The line for a shell that starts Codex in this home. */
  command: string
}

export type VariableGroup = 'home' | 'login' | 'network' | 'other'

/**
 * `passed` to every Codex, `accounts`: only to those that hold a login, `replaced` by the app's own value, `given`: the app
 * sets it from the keychain for projects that name it, `dropped`.
 */
export type VariableFate = 'passed' | 'accounts' | 'replaced' | 'given' | 'dropped'

export interface EnvironmentVariable {
  name: string
  group: VariableGroup
  /** As it may be shown: secrets are dots, passwords in addresses too. Null when it is not set. */
  value: string | null
  fate: VariableFate
}

export interface EnvironmentReport {
  variables: EnvironmentVariable[]
}

const homeId = z.string().regex(/^[0-9a-f]{16}$/)
const accountId = z.string().regex(/^[0-9a-z-]{1,40}$/)
const nothing = z.object({}).strict()

/** Parameters of the app calls about homes; spread into `appCalls`. */
export const homeCalls = {
  /** Every home, without sizes: those follow as `home-size` until `homes/leave`, or the next list. */
  'homes/list': nothing,
  /** Nobody looks any more: counting ends. */
  'homes/leave': nothing,
  /** Shows the folder in the file manager. */
  'homes/reveal': z.object({ homeId }).strict(),
  /** Copies parts of a home into the project's own. What is there stays. */
  'homes/createFromTemplate': z
    .object({ projectId: projectIdSchema, templateId: homeId, parts: z.array(templatePartSchema).min(1).max(4) })
    .strict(),
  /** Copies an account's login into the home, for a Codex in the terminal. */
  'homes/makeTerminalReady': z
    .object({
      homeId,
      accountId,
      auth: z.enum(['require', 'skip-missing']),
      mcpCredentials: z.enum(['require', 'skip-missing', 'leave-out']),
      /** Replace login files that are there already. */
      replace: z.boolean(),
    })
    .strict(),
  /** Moves the home to the trash. For the person's own, main asks natively once more. */
  'homes/trash': z.object({ homeId }).strict(),
  'homes/environment': nothing,
} as const

/** What each of them answers with; merged into `AppResults`. */
export interface HomeResults {
  'homes/list': HomesOverview
  'homes/leave': null
  'homes/reveal': null
  'homes/createFromTemplate': TemplateReport
  'homes/makeTerminalReady': TerminalReport
  /** False when the native question was answered with no. */
  'homes/trash': boolean
  'homes/environment': EnvironmentReport
}

/** Events about homes; part of `PushEvent`. */
export type HomeEvent = { type: 'home-size'; size: HomeSize }
