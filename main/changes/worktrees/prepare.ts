// What must be so before a worktree is made: a repository with commits, a base that exists, a branch that is free. Nothing is
// changed here.
import type { Project } from '@contract/model'
import { CallError } from '../../app/call-error'
import { findCommit } from '../git/commit'
import { readFacts } from '../git/facts'
import { folderPrefix } from '../git/prefix'
import type { Git } from '../git/run'
import { branchTip, requireBranchName } from '../publish/branch-name'
import type { Folder } from '../view-model'

export interface Prepared {
  readonly baseId: string
  /** Where the project's folder is in its repository, "" or with a slash at its end. */
  readonly prefix: string
  /** The project's folder is the main checkout of its repository. */
  readonly inherits: boolean
  /** Files that the checkout will have; null when it could not be counted. */
  readonly fileCount: number | null
  readonly hasSubmodules: boolean
}

/** The folder of a project itself. */
export function projectFolder(project: Project): Folder {
  return {
    place: { projectId: project.id, worktreeId: null },
    path: project.path,
    trusted: project.trust === 'trusted',
  }
}

/** Rejects in words: `not-trusted`, `no-repository`, `no-commit`, `no-such-revision`, `bad-branch`, `branch-exists`. */
export async function prepareWorktree(
  git: Git,
  project: Project,
  { base, branch }: { base: string; branch: string },
): Promise<Prepared> {
  const folder = projectFolder(project)
  const { path: cwd, trusted } = folder
  if (!trusted)
    throw new CallError('not-trusted', 'Trust this folder first: making a worktree runs what its repository names.')
  const facts = await readFacts(git, folder)
  if (facts.state !== 'repository')
    throw new CallError(
      facts.state,
      facts.problem ?? 'A worktree needs a git repository, and this folder is in none. Nothing was made.',
    )
  if (facts.head === null)
    throw new CallError(
      'no-commit',
      'Nothing is committed here yet, and a worktree starts from a commit. Make one first.',
    )
  const { id: baseId } = await findCommit(git, folder, base)
  await requireBranchName(git, cwd, branch)
  if ((await branchTip(git, cwd, branch)) !== null) throw await branchTaken(git, cwd, branch)
  const prefix = await folderPrefix(git, folder)
  if (prefix === null) throw new CallError('no-repository', 'This folder is in no git repository.')
  const [files, submodules, main] = await Promise.all([
    git.run(['ls-tree', '-r', '-z', '--name-only', '--full-tree', baseId], { cwd }),
    git.run(['ls-tree', '--full-tree', '--name-only', baseId, '--', '.gitmodules'], { cwd }),
    checkouts(git, cwd),
  ])
  return {
    baseId,
    prefix: prefix.toString('utf8'),
    inherits: main[0]?.path === project.path,
    fileCount: files.code === 0 && !files.cut ? countNul(files.stdout) : null,
    hasSubmodules: submodules.stdout.length > 0,
  }
}

async function branchTaken(git: Git, cwd: string, branch: string): Promise<CallError> {
  const where = (await checkouts(git, cwd)).find((one) => one.branch === branch)
  return new CallError(
    'branch-exists',
    where
      ? `The branch “${branch}” is checked out in ${where.path}. Choose another name.`
      : `There is a branch “${branch}” already. Choose another name.`,
  )
}

export interface Checkout {
  readonly path: string
  /** Null when its HEAD is on none. */
  readonly branch: string | null
}

/** All checkouts of the repository that `cwd` is in, the main one first. */
export async function checkouts(git: Git, cwd: string): Promise<Checkout[]> {
  const { stdout } = await git.run(['worktree', 'list', '--porcelain'], { cwd })
  return stdout
    .toString('utf8')
    .split('\n\n')
    .flatMap((part) => {
      const path = /^worktree (.+)$/m.exec(part)?.[1]
      return path === undefined ? [] : [{ path, branch: /^branch refs\/heads\/(.+)$/m.exec(part)?.[1] ?? null }]
    })
}

function countNul(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte === 0) count += 1
  return count
}
