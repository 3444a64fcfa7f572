// What the servers of the projects are made of: the rooms that they ask, and those that are told of what happens.
import type { PushEvent } from '@contract/events'
import type { Notice } from '@contract/model'
import type { AccountKeys } from '../accounts/account-keys'
import type { Accounts } from '../accounts/accounts'
import type { Log } from '../app/log'
import type { AppPaths } from '../app/paths'
import type { CodexNotification } from '../codex/server/methods'
import type { RequestInbox } from '../requests/inbox'
import type { Secrets } from '../secrets/secrets'
import type { CallGuard } from './call-guard'
import type { WorkFolder } from './folder-trust'
import type { ProjectRegistry } from './registry'

export interface ProjectServersOptions {
  userData: string
  codexBin: string
  paths: AppPaths
  clientVersion: string
  registry: ProjectRegistry
  inbox: RequestInbox
  accounts: () => Accounts
  secrets: Pick<Secrets, 'envFor' | 'overridesFor'>
  accountKeys: AccountKeys
  /** Stands between the app and each project's Codex. */
  guard?: CallGuard
  /** Folders of the project's worktrees: where its threads may work besides its own. */
  workFolders?: (projectId: string) => readonly WorkFolder[]
  /** Folders besides its own whose sessions are the project's, those of worktrees that are gone too. */
  sessionFolders?: (projectId: string) => readonly string[]
  /** Every notification of a project's server, before the window has it. Must be quick. */
  onNotification?: (projectId: string, notification: CodexNotification) => void
  /** The server of a project answers now, or it ended and its turns with it. */
  onReadiness?: (projectId: string, ready: boolean) => void
  /** A project's server told what its account has used of its limits. */
  onLimits: (projectId: string, params: unknown) => void
  push: (event: PushEvent) => void
  notice: (level: Notice['level'], message: string, detail?: string | null, projectId?: string | null) => void
  log: Log
}
