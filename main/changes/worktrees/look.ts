// Looks at a worktree as it is on disk now: is it there, on which branch, how much is uncommitted, how many commits since its base.
import { realpath } from 'node:fs/promises'
import type { Git, GitRunOptions } from '../git/run'
import { branchOfHead } from '../publish/commit'
import type { WorktreeRecord } from './records'

export interface Looked {
  readonly isThere: boolean
  /** Null when HEAD is on none. */
  readonly branch: string | null
  /** Paths that are changed or new and not committed, and commits since the base; null when git doesn't say. */
  readonly dirty: number | null
  readonly ahead: number | null
}

const gone: Looked = { isThere: false, branch: null, dirty: null, ahead: null }

/** Never rejects but with the signal's reason, or without a git program. */
export async function lookAt(
  git: Git,
  { root, path, baseId }: Pick<WorktreeRecord, 'root' | 'path' | 'baseId'>,
  trusted: boolean,
  signal?: AbortSignal,
): Promise<Looked> {
  const [realRoot, realPath] = await Promise.all([realpath(root).catch(() => null), realpath(path).catch(() => null)])
  if (realRoot === null || realPath === null) return gone
  const options: GitRunOptions = { cwd: realRoot, trusted, ...(signal ? { signal } : {}) }
  // Its folder may stand in another repository: only a checkout of its own is the worktree.
  const top = await git.run(['rev-parse', '--show-toplevel'], options)
  const said = top.stdout.toString('utf8').replace(/\n$/, '')
  if (top.code !== 0 || (await realpath(said).catch(() => null)) !== realRoot) return gone
  const [branch, status, ahead] = await Promise.all([
    branchOfHead(git, realRoot),
    git.run(['status', '--porcelain', '-z', '--untracked-files=normal'], { ...options, maxBytes: 16 * 1024 * 1024 }),
    git.run(['rev-list', '--count', `${baseId}..HEAD`, '--'], options),
  ])
  return {
    isThere: true,
    branch,
    dirty: status.code === 0 || status.cut ? countPaths(status.stdout) : null,
    ahead: ahead.code === 0 ? Number(ahead.stdout.toString('latin1')) : null,
  }
}

/** Paths in `git status --porcelain -z`: a renamed one has a second record for its old name. */
export function countPaths(output: Buffer): number {
  let count = 0
  let isOldName = false
  for (const record of output.toString('latin1').split('\0')) {
    if (record !== '' && !isOldName) count += 1
    isOldName = !isOldName && /^(?:[RC].|.[RC]) /s.test(record)
  }
  return count
}
