// Makes a worktree's checkout, and takes a half-made one away again: folder, git's own note of it, and the branch while nothing
// was committed on it.
import { realpath, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CallError } from '../../app/call-error'
import { makeFolder } from '../../codex/files/make-folder'
import type { Git } from '../git/run'
import { asInTerminal } from '../publish/as-in-terminal'
import { branchTip } from '../publish/branch-name'
import { knownRefusal, ownWords, saidBy } from '../publish/git-words'

export interface CheckoutWish {
  /** The project's folder. */
  readonly from: string
  /** Where it goes; nothing is there yet. */
  readonly root: string
  readonly branch: string
  /** Where the branch is to begin; null: it is there already, and is checked out as it is. */
  readonly startId: string | null
  /** Where the project's folder is in its repository, "" or with a slash at its end. */
  readonly prefix: string
}

/** A checkout of a very large repository over a network disk. */
const longestMs = 60 * 60_000

/** `git worktree add`; answers the folder that stands for the project's. Rejects in words; `removeCheckout` then cleans up. */
export async function addCheckout(git: Git, wish: CheckoutWish, signal: AbortSignal): Promise<string> {
  const { from, root, branch, startId, prefix } = wish
  await makeFolder(dirname(root))
  // The commit and not the name of the base: the branch is to follow nothing, and a push of it to go nowhere else.
  const what = startId === null ? [root, branch] : ['--no-track', '-b', branch, root, startId]
  const args = ['worktree', 'add', '--quiet', ...what]
  const ended = await git.run(args, { cwd: from, trusted: true, signal, env: asInTerminal, timeoutMs: longestMs })
  if (ended.code !== 0) {
    const said = saidBy(ended)
    throw (
      knownRefusal(said) ??
      new CallError(
        'worktree-failed',
        `Git could not make the worktree: ${ownWords(said) ?? said.split('\n')[0] ?? 'it did not say why'}`,
        said,
      )
    )
  }
  const top = await realpath(root)
  const folder = await realpath(join(root, prefix)).catch(() => null)
  // A link in the commit could lead out of the worktree, and into another checkout.
  const isPlain = folder === (prefix === '' ? top : join(top, prefix.replace(/\/$/, '')))
  if (folder === null || !isPlain || !(await stat(folder)).isDirectory())
    throw new CallError(
      'no-such-folder',
      `The project’s folder ${prefix.replace(/\/$/, '')} does not exist in what the worktree was to start from.`,
    )
  return folder
}

/** Takes the checkout away, whole or half-made. Answers why something of it is still there, null when nothing is. */
export async function removeCheckout(git: Git, from: string, root: string): Promise<string | null> {
  const remove = ['worktree', 'remove', '--force', '--force', root]
  const first = await git.run(remove, { cwd: from, trusted: true, timeoutMs: longestMs })
  try {
    await rm(root, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  } catch (error) {
    return `${root} could not be removed: ${error instanceof Error ? error.message : String(error)}`
  }
  // Git refused while the folder stood (it was half-made, or damaged): without it, only its note is left to go.
  if (first.code !== 0) await git.run(remove, { cwd: from, trusted: true })
  return null
}

/** Removes a branch that is still where it was made. */
export async function removeFreshBranch(git: Git, from: string, branch: string, baseId: string): Promise<void> {
  if ((await branchTip(git, from, branch)) === baseId)
    await git.run(['update-ref', '-d', `refs/heads/${branch}`, baseId], { cwd: from, trusted: true })
}
