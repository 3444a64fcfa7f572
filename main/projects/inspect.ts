// Looks at a project's folder: can it be used, what is it called, which branch is checked out. Reads only; runs nothing.
import { constants } from 'node:fs'
import { access, readFile, realpath, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { isAbsolute, join, resolve } from 'node:path'
import type { Project } from '@contract/model'

/** The id of a project: 16 hex digits from its real path, so the same folder is always the same project. */
export function projectIdOf(realPath: string): string {
  return createHash('sha256').update(realPath).digest('hex').slice(0, 16)
}

/** What keeps the folder from being used, or null. */
export async function folderProblem(path: string): Promise<Project['problem']> {
  try {
    if (!(await stat(path)).isDirectory()) return 'not-a-folder'
    await access(path, constants.R_OK | constants.X_OK)
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable'
  }
}

/** The folder's own path with links resolved; the path as given when it isn't there. */
export async function realFolder(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

/** Branch name, or the short commit of a detached head, from .git without running git; null outside a repository. */
export async function branchOf(path: string): Promise<string | null> {
  try {
    let gitDir = join(path, '.git')
    if (!(await stat(gitDir)).isDirectory()) {
      // A worktree or submodule: a file that points at the real folder.
      const pointer = /^gitdir: (.+)$/m.exec(await readFile(gitDir, 'utf8'))?.[1]?.trim()
      if (!pointer) return null
      gitDir = isAbsolute(pointer) ? pointer : join(path, pointer)
    }
    const head = (await readFile(join(gitDir, 'HEAD'), 'utf8')).trim()
    return /^ref: refs\/heads\/(.+)$/.exec(head)?.[1] ?? (/^[0-9a-f]{40,}$/.test(head) ? head.slice(0, 7) : null)
  } catch {
    return null
  }
}
