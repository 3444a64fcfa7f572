// Where things are: the homes under the app's data folder, and the files inside one CODEX_HOME. Pure path arithmetic; it
// touches no disk. The names inside a home are Codex's own.
import { createHash } from 'node:crypto'
import { basename, join, posix, win32 } from 'node:path'

/** The home of the first account; no project runs in it. */
export function authHomePath(userData: string): string {
  return join(userData, 'homes', 'auth')
}

/** The home of one account. The first one is where the only one was before there could be several. */
export function accountHomePath(userData: string, accountId: string): string {
  return accountId === 'main' ? authHomePath(userData) : join(userData, 'homes', 'accounts', accountId)
}

/** The folder that holds the homes of all projects. */
export function projectHomesPath(userData: string): string {
  return join(userData, 'homes', 'projects')
}

/**
 * The home of the project at `realPath` (symlinks already resolved, so that one folder has one home). The readable part
 * helps people who look into the folder; the hash keeps two folders of one name apart.
 */
export function projectHomePath(userData: string, realPath: string): string {
  const digest = createHash('sha256').update(realPath).digest('hex').slice(0, 8)
  return join(projectHomesPath(userData), `${slugOf(realPath)}-${digest}`)
}

/** A short, safe folder name from the last part of a path: ASCII letters, digits and single dashes, at most 32 long. */
export function slugOf(path: string): string {
  const name = path.includes('\\') ? win32.basename(path) : path.includes('/') ? posix.basename(path) : basename(path)
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'project' : slug
}

export interface HomeLayout {
  readonly home: string
  readonly config: string
  readonly auth: string
  readonly mcpCredentials: string
  readonly sessions: string
  readonly archivedSessions: string
  readonly sessionIndex: string
  readonly history: string
  readonly skills: string
  readonly rules: string
  readonly defaultRules: string
  readonly hooks: string
  readonly instructions: string
  readonly worktrees: string
  readonly log: string
}

/** The files and folders of one home, whether they exist or not. */
export function homeLayout(home: string): HomeLayout {
  return {
    home,
    config: join(home, 'config.toml'),
    auth: join(home, 'auth.json'),
    mcpCredentials: join(home, '.credentials.json'),
    sessions: join(home, 'sessions'),
    archivedSessions: join(home, 'archived_sessions'),
    sessionIndex: join(home, 'session_index.jsonl'),
    history: join(home, 'history.jsonl'),
    skills: join(home, 'skills'),
    rules: join(home, 'rules'),
    defaultRules: join(home, 'rules', 'default.rules'),
    hooks: join(home, 'hooks.json'),
    instructions: join(home, 'AGENTS.md'),
    worktrees: join(home, 'worktrees'),
    log: join(home, 'log'),
  }
}
