// Removes one worktree. What would be lost is looked for first: uncommitted changes are snapshotted before they go, and a branch
// goes only when all of it is elsewhere or the person asked for that.
import { realpath } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { Project } from '@contract/model'
import { CallError } from '../../app/call-error'
import type { Git, GitRunOptions } from '../git/run'
import { branchTip } from '../publish/branch-name'
import { removeCheckout } from './checkout'
import { lookAt } from './look'
import type { WorktreeRecord } from './records'

export interface RemovingParts {
  git: Git
  /** The folder that all worktrees are kept in. */
  home: string
  /** Keeps what it holds, and answers by what it can be had again. Rejects when it could not. */
  setAside: () => Promise<string>
}

/** What a removal took away, as far as it can be brought back: a checkout of a branch. */
export interface Removed {
  readonly record: WorktreeRecord
  /** Where its branch was. */
  readonly tip: string
  /** What was not committed; null when all of it was. */
  readonly asideId: string | null
}

/** Answers what can be brought back; null where there was no checkout of a branch any more. Rejects in words: `worktree-dirty`, `loose-commits`, `not-ours`, `not-removed`, or why it could not be snapshotted. */
export async function removeWorktree(
  { git, home, setAside }: RemovingParts,
  project: Project,
  record: WorktreeRecord,
  { discard, branch }: { discard: boolean; branch: boolean },
  signal: AbortSignal,
): Promise<Removed | null> {
  const trusted = project.trust === 'trusted'
  const root = await requireOurs(home, record)
  const looked = await lookAt(git, record, trusted, signal)
  if (looked.isThere && looked.branch === null && !discard) await requireNoLooseCommits(git, record)
  let asideId: string | null = null
  if (looked.isThere && looked.dirty !== 0) {
    if (!discard) throw dirty(looked.dirty)
    asideId = await setAside()
  }
  const options: GitRunOptions = { cwd: project.path, trusted }
  const tip = await branchTip(git, project.path, record.branch)
  const isElsewhere = tip !== null && (tip === record.baseId || (await isMerged(git, options, tip)))
  const stuck = await removeCheckout(git, project.path, root)
  if (stuck !== null) throw new CallError('not-removed', stuck)
  // One that is checked out elsewhere stays: git refuses.
  if (tip !== null && (isElsewhere || branch)) await git.run(['branch', '-D', '--', record.branch], options)
  return looked.branch === record.branch && tip !== null ? { record, tip, asideId } : null
}

/** The root of a worktree; throws when it isn't where the app keeps them, whatever the file of records says. */
async function requireOurs(home: string, { root }: WorktreeRecord): Promise<string> {
  const way = relative(await realpath(home).catch(() => home), root)
  if (way === '' || way.startsWith('..') || !way.includes(sep))
    throw new CallError('not-ours', `${root} is not where the app keeps worktrees, so it removes nothing there.`)
  return root
}

/** Commits that no branch has would go with the worktree, which alone remembers them. */
async function requireNoLooseCommits(git: Git, { root }: WorktreeRecord): Promise<void> {
  const { stdout } = await git.run(['for-each-ref', '--count=1', '--contains=HEAD'], { cwd: root })
  if (stdout.length === 0)
    throw new CallError(
      'loose-commits',
      'HEAD of the worktree is on commits that no branch has. Make a branch of them first (git switch -c), or they are lost.',
    )
}

/** Whether a commit is reachable from what is checked out in the project's folder, or from a branch of a remote. */
async function isMerged(git: Git, options: GitRunOptions, tip: string): Promise<boolean> {
  if ((await git.run(['merge-base', '--is-ancestor', tip, 'HEAD'], options)).code === 0) return true
  const { stdout } = await git.run(['for-each-ref', '--count=1', `--contains=${tip}`, 'refs/remotes/'], options)
  return stdout.length > 0
}

function dirty(count: number | null): CallError {
  return new CallError(
    'worktree-dirty',
    count === null
      ? 'Git can’t tell whether the worktree has uncommitted changes. Look at it first, or remove it with whatever it holds.'
      : `The worktree has ${count === 1 ? 'a change that is' : `${count} changes that are`} not committed.`,
  )
}
