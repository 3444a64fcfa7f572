// What main pushes: at most one message a frame and window, each a list of events in the order they happened.
import type { AccountEvent } from './accounts'
import type { ChangeEvent } from './changes'
import type { CheckpointEvent } from './checkpoints'
import type { ConfigEvent } from './config'
import type { HomeEvent } from './homes'
import type { SecretEvent } from './secrets'
import type { SessionEvent } from './sessions'
import type { WorktreeEvent } from './worktrees'
import type { McpEvent } from './mcp'
import type { Notice, PendingRequest, Project, ServerStatus, Settings } from './model'

/** A Codex notification. Text deltas of one item that came within a frame are joined into one. */
export interface CodexNotification {
  method: string
  params: unknown
  /** When Codex said it, Unix ms; of joined deltas the first one. */
  emittedAtMs?: number
}

/** Acts of the application menu and of notifications that the renderer carries out. */
export type MenuCommand =
  | {
      name:
        | 'new-thread'
        | 'add-project'
        | 'palette'
        | 'settings'
        | 'inbox'
        | 'stop-turn'
        | 'toggle-sidebar'
        | 'search'
        | 'find'
        | 'outline'
        | 'inspector'
        | 'changes'
        | 'import'
    }
  | { name: 'show-request'; key: string }

export type PushEvent =
  | { type: 'codex'; projectId: string; notification: CodexNotification }
  /** Threads whose running turn ended with the server: Codex records them as interrupted. */
  | { type: 'turns-interrupted'; projectId: string; turns: { threadId: string; turnId: string }[]; reason: string }
  /** The server is back and these threads are attached again; their state should be read anew. */
  | { type: 'threads-reattached'; projectId: string; threadIds: string[] }
  | { type: 'server'; status: ServerStatus }
  | { type: 'request-added'; request: PendingRequest }
  | { type: 'request-removed'; key: string }
  | { type: 'projects'; projects: Project[] }
  | AccountEvent
  | ChangeEvent
  | CheckpointEvent
  | ConfigEvent
  | HomeEvent
  | McpEvent
  | SecretEvent
  | { type: 'settings'; settings: Settings }
  | { type: 'notice'; notice: Notice }
  | { type: 'command'; command: MenuCommand }
  | SessionEvent
  | WorktreeEvent
