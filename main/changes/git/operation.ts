// Tells from a git dir's files what git is in the middle of, and whether another program holds its index. Reads only.
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { GitOperation } from '@contract/changes'

/** What stands in a git dir while an operation waits; a rebase is looked for first, for it picks and merges on its way. */
const signs: readonly (readonly [string, GitOperation])[] = [
  ['rebase-merge', 'rebase'],
  [join('rebase-apply', 'applying'), 'am'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
]

export interface GitDirState {
  readonly operation: GitOperation | null
  readonly locked: boolean
  /** Patterns of a sparse checkout stand there; whether they count is in the config. */
  readonly hasSparsePatterns: boolean
}

export async function gitDirState(gitDir: string): Promise<GitDirState> {
  const [found, locked, hasSparsePatterns] = await Promise.all([
    Promise.all(signs.map(([name]) => isThere(join(gitDir, name)))),
    isThere(join(gitDir, 'index.lock')),
    isThere(join(gitDir, 'info', 'sparse-checkout')),
  ])
  const sign = signs[found.indexOf(true)]
  return { operation: sign?.[1] ?? null, locked, hasSparsePatterns }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
