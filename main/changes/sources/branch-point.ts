// Finds where a branch left another: the side that "branch against base" is compared with.
import { CallError } from '../../app/call-error'
import { checkedRevision, findCommit } from '../git/commit'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'

export interface BranchPoint {
  /** A commit. */
  readonly id: string
  readonly label: string
  readonly note: string | null
}

/** The last commit that HEAD and `base` share; `base` itself where they share none or nothing is committed yet. */
export async function branchPoint(git: Git, folder: Folder, base: string, signal?: AbortSignal): Promise<BranchPoint> {
  const options = { cwd: folder.path, trusted: folder.trusted, signal }
  const [commit, shared] = await Promise.all([
    findCommit(git, folder, base, signal),
    git.run(['merge-base', `${checkedRevision(base)}^{commit}`, 'HEAD'], options),
  ])
  const id = shared.stdout.toString('latin1').trim()
  if (shared.code === 0 && /^[0-9a-f]{40,64}$/.test(id))
    return { id, label: `${base} (${id.slice(0, commit.short.length)}) → working tree`, note: null }
  if (shared.code === null) throw new CallError('git-failed', 'Git was ended before it had an answer.')
  return {
    id: commit.id,
    label: `${base} (${commit.short}) → working tree`,
    note: `This branch and ${base} share no commit: all of the difference is shown.`,
  }
}
