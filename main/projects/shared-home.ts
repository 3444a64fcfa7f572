// The rules for a home that a project shares with the terminal: which folder may be one, and that a project sees in it only
// what ran in its own folder. Such a home is the person's: nothing in here writes to it.
import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CodexError, systemErrorCode } from '../codex/errors'
import { isBelow } from '../sessions/homes'

/**
 * The real path of a home that may be shared. Rejects with `home-unwritable` in words when it can't be: missing, no folder,
 * not writable (Codex keeps its databases there), or one of the app's own homes, which another server runs on.
 */
export async function requireSharedHome(userData: string, path: string): Promise<string> {
  const refuse = (message: string, cause?: unknown): CodexError =>
    new CodexError('home-unwritable', message, { cause, data: { path } })
  let real: string
  try {
    real = await realpath(path)
    if (!(await stat(real)).isDirectory()) throw refuse(`${path} is a file. Choose a folder.`)
    await access(real, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof CodexError) throw error
    throw refuse(reasonOf(path, error), error)
  }
  const homes = await realpath(join(userData, 'homes')).catch(() => join(userData, 'homes'))
  if (real === homes || isBelow(homes, real) || isBelow(real, homes))
    throw refuse(`${path} belongs to Codex Deck itself and can't be shared. Import its sessions instead.`)
  return real
}

function reasonOf(path: string, error: unknown): string {
  switch (systemErrorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${path} is not there. Put it back, or give the project a home of its own.`
    case 'EROFS':
      return `${path} is on a disk that can only be read, and Codex must write to its home. Import its sessions instead.`
    case 'EACCES':
    case 'EPERM':
      return `You have no right to read and write ${path}. Make it yours (chown, chmod u+rwx), or give the project a home of its own.`
    default:
      return `${path} can't be used: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Params for a shared home: lists show what ran in these folders, the project's and its worktrees', and nothing else. */
export function confinedToFolders(folders: readonly string[], method: string, params: unknown): unknown {
  if (method !== 'thread/list') return params
  const [own, ...others] = folders
  return { ...(typeof params === 'object' ? params : {}), cwd: others.length === 0 ? own : folders }
}
