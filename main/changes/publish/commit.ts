// Commits what is staged, as `git commit` in a terminal does: with the person's hooks and signing. What was staged stays staged
// when it fails, and a branch that was made for it goes again.
import type { CommitReport } from '@contract/git-work'
import { CallError } from '../../app/call-error'
import { findCommit } from '../git/commit'
import { readFacts } from '../git/facts'
import type { Git, GitRunOptions } from '../git/run'
import type { Folder } from '../view-model'
import { asInTerminal, longestRunMs } from './as-in-terminal'
import { branchTip, requireBranchName } from './branch-name'
import { hookRefused, knownRefusal, ownWords, saidBy } from './git-words'

export interface CommitWish {
  readonly message: string
  readonly amend: boolean
  /** Made and switched to first; null commits where HEAD is. */
  readonly branch: string | null
}

/** Rejects in words: `nothing-staged`, `conflicted`, `hook-refused`, `not-signed`, `bad-branch`, `branch-exists`, … */
export async function commitStaged(
  git: Git,
  folder: Folder,
  wish: CommitWish,
  signal: AbortSignal,
): Promise<CommitReport> {
  const options: GitRunOptions = { cwd: folder.path, trusted: true, signal }
  if (wish.message.trim() === '') throw new CallError('no-message', 'Write a message for the commit.')
  const facts = await readFacts(git, folder, signal)
  if (facts.state !== 'repository')
    throw new CallError(facts.state, facts.problem ?? 'This folder is in no git repository.')
  if (wish.amend && facts.head === null) throw new CallError('no-commit', 'There is no commit to amend yet.')
  await requireNoConflicts(git, options)
  const isMerge = facts.operation === 'merge'
  if (!wish.amend && !isMerge && !(await hasStaged(git, options)))
    throw new CallError('nothing-staged', 'Nothing is staged. Stage what the commit is to hold, then commit.')
  const leaveBranch =
    wish.branch === null ? null : await onNewBranch(git, options, wish.branch, facts.operation !== null)
  try {
    await runCommit(git, options, wish)
  } catch (error) {
    await leaveBranch?.()
    throw error
  }
  const { id, short, title } = await findCommit(git, folder, 'HEAD')
  return { id, short, title, branch: await branchOfHead(git, options.cwd) }
}

/** The branch that is checked out, null when HEAD is detached. */
export async function branchOfHead(git: Git, cwd: string): Promise<string | null> {
  const { code, stdout } = await git.run(['symbolic-ref', '--quiet', 'HEAD'], { cwd })
  return code === 0
    ? stdout
        .toString('utf8')
        .trim()
        .replace(/^refs\/heads\//, '')
    : null
}

async function runCommit(git: Git, options: GitRunOptions, { message, amend }: CommitWish): Promise<void> {
  const args = ['commit', '--quiet', '--file=-', ...(amend ? ['--amend'] : [])]
  const ended = await git.run(args, {
    ...options,
    stdin: message.endsWith('\n') ? message : `${message}\n`,
    env: asInTerminal,
    timeoutMs: longestRunMs,
    maxBytes: 1024 * 1024,
  })
  if (ended.code === 0) return
  const said = saidBy(ended)
  const refusal = knownRefusal(said)
  if (refusal) throw refusal
  // Git ends with 128 where it refuses by itself and says so.
  if (ended.code === 1 && !/^(?:error|fatal): /m.test(said)) throw hookRefused('commit', said)
  throw new CallError('commit-failed', ownWords(said) ?? 'Git did not make the commit.', said)
}

async function requireNoConflicts(git: Git, options: GitRunOptions): Promise<void> {
  const unmerged = await git.read(['diff', '--name-only', '--diff-filter=U', '-z'], options)
  const paths = unmerged.toString('utf8').split('\0').filter(Boolean)
  if (paths.length > 0)
    throw new CallError(
      'conflicted',
      `${paths.length === 1 ? 'A file still has' : `${paths.length} files still have`} conflicts: ${paths.slice(0, 5).join(', ')}. Solve and stage them first.`,
    )
}

async function hasStaged(git: Git, options: GitRunOptions): Promise<boolean> {
  return (await git.run(['diff', '--cached', '--quiet'], options)).code === 1
}

/** Makes the branch and switches to it; answers how to go back to where HEAD was. No file changes by either. */
async function onNewBranch(
  git: Git,
  options: GitRunOptions,
  name: string,
  isUnderWay: boolean,
): Promise<() => Promise<void>> {
  const { cwd } = options
  await requireBranchName(git, cwd, name)
  if (isUnderWay)
    throw new CallError(
      'operation',
      'Git is in the middle of a merge or rebase here. Finish it on its own branch first.',
    )
  if ((await branchTip(git, cwd, name)) !== null)
    throw new CallError(
      'branch-exists',
      `There is a branch “${name}” already. Choose another name, or switch to it first.`,
    )
  const before = await git.run(['symbolic-ref', '--quiet', 'HEAD'], { cwd })
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd })
  await git.read(['switch', '--quiet', '--no-track', '-c', name], { ...options, env: asInTerminal })
  // Also when the commit was cancelled, so without its signal.
  return async () => {
    const ref = before.stdout.toString('utf8').trim()
    const id = head.stdout.toString('latin1').trim()
    if (ref !== '') await git.run(['symbolic-ref', 'HEAD', ref], { cwd, trusted: true })
    else await git.run(['switch', '--quiet', '--detach', id], { cwd, trusted: true, env: asInTerminal })
    if (id !== '') await git.run(['update-ref', '-d', `refs/heads/${name}`, id], { cwd, trusted: true })
  }
}
