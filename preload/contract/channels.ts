// The app's own calls: what each takes (checked in main with these schemas) and what it answers with.
import { z } from 'zod'
import { accountCalls, accountId, type AccountResults } from './accounts'
import { changeCalls, type ChangeResults } from './changes'
import { checkpointCalls, type CheckpointResults } from './checkpoints'
import { configCalls, type ConfigResults } from './config'
import { gitWorkCalls, type GitWorkResults } from './git-work'
import { extensionCalls, type ExtensionResults } from './extensions'
import { homeCalls, type HomeResults } from './homes'
import { projectIdSchema as projectId } from './ids'
import { mcpCalls, type McpResults } from './mcp'
import { modelSourceSchema, settingsSchema, trustSchema, type Project, type Snapshot } from './model'
import { secretCalls, type SecretResults } from './secrets'
import { sessionCalls, type SessionResults } from './sessions'
import { taskCalls, type TaskResults } from './tasks'
import { workingCalls, type WorkingResults } from './workings'
import { worktreeCalls, type WorktreeResults } from './worktrees'

const nothing = z.object({}).strict()

/** Parameters of every app call. Strict: an unknown key is an error. */
export const appCalls = {
  /** The first frame's state. Starts no process. */
  'app/snapshot': nothing,
  /** The composer can be typed in: the end of start-up. The first one starts the active project's server. */
  'app/usable': z.object({ projectId: projectId.nullable() }).strict(),
  'settings/set': settingsSchema.partial().strict(),
  /** Opens the native folder dialog. Answers null when it was closed. */
  'projects/pick': nothing,
  /** Adds a folder that was dropped on the window or typed. */
  'projects/add': z.object({ path: z.string().min(1).max(4096) }).strict(),
  'projects/remove': z.object({ projectId }).strict(),
  'projects/reorder': z.object({ projectIds: z.array(projectId).max(1000) }).strict(),
  'projects/trust': z.object({ projectId, trust: trustSchema }).strict(),
  'projects/source': z.object({ projectId, source: modelSourceSchema }).strict(),
  /** Shows the folder, or the project's CODEX_HOME, in the file manager. */
  'projects/reveal': z.object({ projectId, what: z.enum(['folder', 'home', 'config']) }).strict(),
  /** Starts the server again after it gave up, or after a file was mended. */
  'server/restart': z.object({ projectId }).strict(),
  /** Which account a project uses; null the default one. */
  'projects/account': z.object({ projectId, accountId: accountId.nullable() }).strict(),
  /** Answers a waiting server request; the response is checked against Codex's own schema for its method. */
  'requests/answer': z.object({ key: z.string().max(512), response: z.unknown() }).strict(),
  /** Refuses a request that the app has no form for. */
  'requests/refuse': z.object({ key: z.string().max(512), message: z.string().max(2000) }).strict(),
  /** Opens an https or mailto link outside, after the policy in window/links. */
  'links/open': z.object({ url: z.string().max(8192) }).strict(),
  /** A call of an allowed Codex method on the project's own server. */
  'codex/request': z.object({ projectId, method: z.string().max(128), params: z.unknown() }).strict(),
  ...accountCalls,
  ...changeCalls,
  ...checkpointCalls,
  ...configCalls,
  ...extensionCalls,
  ...gitWorkCalls,
  ...homeCalls,
  ...mcpCalls,
  ...secretCalls,
  ...sessionCalls,
  ...taskCalls,
  ...workingCalls,
  ...worktreeCalls,
} as const

export type AppCall = keyof typeof appCalls
export type AppParams<C extends AppCall> = z.input<(typeof appCalls)[C]>

/** What each app call answers with. */
export interface AppResults
  extends
    AccountResults,
    ChangeResults,
    CheckpointResults,
    ConfigResults,
    ExtensionResults,
    GitWorkResults,
    HomeResults,
    McpResults,
    SecretResults,
    SessionResults,
    TaskResults,
    WorkingResults,
    WorktreeResults {
  'app/snapshot': Snapshot
  'app/usable': null
  'settings/set': null
  'projects/pick': Project | null
  'projects/add': Project
  'projects/remove': null
  'projects/reorder': null
  'projects/trust': null
  'projects/source': null
  'projects/reveal': null
  'server/restart': null
  'projects/account': null
  'requests/answer': null
  'requests/refuse': null
  'links/open': null
  'codex/request': unknown
}
