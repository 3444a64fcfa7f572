// The app's own nouns, those that Codex lacks: project, trust, model source, account summary, pending request, server status.
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import { z } from 'zod'
import type { Account } from './accounts'

/** `unasked` and `restricted` both run read-only and never arm the folder's `.codex/`; only `trusted` may write. */
export const trustSchema = z.enum(['unasked', 'restricted', 'trusted'])
export type Trust = z.infer<typeof trustSchema>

/**
 * Where a project's model answers come from: `unset` asks before the first message; `provider` is the model provider that
 * the project's own config.toml names, which needs no login here.
 */
export const modelSourceSchema = z.enum(['unset', 'account', 'demo', 'provider'])
export type ModelSource = z.infer<typeof modelSourceSchema>

/** A folder that the person opened. `id` is stable for the folder's real path. */
export interface Project {
  id: string
  /** Absolute real path. */
  path: string
  name: string
  trust: Trust
  source: ModelSource
  /** The folder's problem, found when it was last looked at; null when it can be used. */
  problem: 'missing' | 'unreadable' | 'not-a-folder' | null
  /** Git branch read from .git/HEAD, null outside git. */
  branch: string | null
  /** Path of the existing CODEX_HOME that the project uses as it is ("shared with the terminal"); null: a home of its own. */
  sharedHome: string | null
  /** The account chosen for it; null: the default one. */
  accountId: string | null
}

export type ServerState = 'idle' | 'starting' | 'ready' | 'backing-off' | 'failed' | 'stopped'

/** The app-server of one project. `reason` says in words why it is not ready. */
export interface ServerStatus {
  projectId: string
  state: ServerState
  /** Code of the failure behind `reason`, such as `config-invalid`. */
  code: string | null
  reason: string | null
  detail: string | null
  attempt: number
  /** Unix ms of the next automatic start while `backing-off`. */
  retryAtMs: number | null
}

/** A request from a server that waits for the person. `params` are Codex's own, unread. */
export interface PendingRequest {
  /** Unique in this run of the app: project, server generation and wire id. */
  key: string
  projectId: string
  method: string
  params: unknown
  threadId: string | null
  itemId: string | null
  /** The item it is about (file changes carry their diffs here), when the server announced one. */
  item: ThreadItem | null
  receivedAtMs: number
}

export const themeSchema = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof themeSchema>

/** What the person set in this app; Codex's own configuration stays in each home's config.toml. */
export const settingsSchema = z.object({
  theme: themeSchema.default('system'),
  notifications: z.boolean().default(true),
})
export type Settings = z.infer<typeof settingsSchema>

/** A sentence for the person that belongs to no call: a bad home, a reaped orphan, a failed update of a file. */
export interface Notice {
  id: string
  level: 'info' | 'warning' | 'error'
  message: string
  detail: string | null
  projectId: string | null
}

/** Everything the window needs for its first frame. */
export interface Snapshot {
  appVersion: string
  codexVersion: string
  platform: 'linux' | 'darwin' | 'win32'
  homeFolder: string
  settings: Settings
  projects: Project[]
  servers: ServerStatus[]
  accounts: Account[]
  requests: PendingRequest[]
  notices: Notice[]
}
