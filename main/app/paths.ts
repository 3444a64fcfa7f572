// Where the app keeps its own files under userData. Homes are laid out by main/codex/home.
import { join } from 'node:path'

export interface AppPaths {
  settings: string
  projects: string
  windowState: string
  /** The accounts, and who was signed in last; no secret. */
  accounts: string
  earlierAccount: string
  /** Names of the app's own secrets; their values are in the keyring. */
  secrets: string
  /** Which profile the chats of each project are begun with. */
  profiles: string
  /** Which MCP servers of folders may run, by what they are. */
  folderServers: string
  log: string
  /** One small file per running child, read by the reaper at the next start. */
  ledger: string
  /** File facts of the last full check of the bundle. */
  bundleCheck: string
  /** What was read of session files; can be deleted at any time. */
  sessionIndex: string
}

/** All paths of the app for this userData folder. */
export function appPaths(userData: string): AppPaths {
  return {
    settings: join(userData, 'settings.json'),
    projects: join(userData, 'projects.json'),
    windowState: join(userData, 'window-state.json'),
    accounts: join(userData, 'accounts.json'),
    earlierAccount: join(userData, 'account.json'),
    secrets: join(userData, 'secrets.json'),
    profiles: join(userData, 'profiles.json'),
    folderServers: join(userData, 'folder-servers.json'),
    log: join(userData, 'logs', 'main.log'),
    ledger: join(userData, 'running'),
    bundleCheck: join(userData, 'bundle-check.json'),
    sessionIndex: join(userData, 'session-index'),
  }
}
