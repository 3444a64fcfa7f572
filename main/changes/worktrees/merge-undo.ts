// Takes a merge that brought a worktree home back, as long as nothing was built on it: the branch goes to where it was before.
// What is not committed stays, or git refuses.
import { randomUUID } from 'node:crypto'
import type { ActReport } from '@contract/changes'
import { CallError } from '../../app/call-error'
import { readFacts } from '../git/facts'
import type { Git, GitRunOptions } from '../git/run'
import { asInTerminal } from '../publish/as-in-terminal'
import { knownRefusal, saidBy } from '../publish/git-words'
import type { Folder } from '../view-model'

export interface Merge {
  /** The branch that was merged into, and its commits before and after. */
  readonly into: string
  readonly before: string
  readonly after: string
  readonly changed: readonly string[]
  readonly summary: string
}

const undoPrefix = 'merge-'
/** Merges of this run that are remembered. */
const most = 50

/** Whether `changes/undo` of this id is ours. */
export const isMergeUndo = (undoId: string): boolean => undoId.startsWith(undoPrefix)

export class MergeUndos {
  readonly #merges = new Map<string, Merge & { readonly path: string }>()

  /** Answers the id that `takeBack` knows it by. */
  remember(path: string, merge: Merge): string {
    const undoId = `${undoPrefix}${randomUUID()}`
    this.#merges.set(undoId, { ...merge, path })
    const oldest = this.#merges.keys().next().value
    if (this.#merges.size > most && oldest !== undefined) this.#merges.delete(oldest)
    return undoId
  }

  /** Rejects in words: `no-undo`, `changed-since`, `published`, or git's own when files that are not committed are in the way. */
  async takeBack(git: Git, folder: Folder, undoId: string): Promise<ActReport> {
    const merge = this.#merges.get(undoId)
    if (merge?.path !== folder.path) throw new CallError('no-undo', 'This can’t be taken back any more.')
    const { into, before, after, changed, summary } = merge
    const options: GitRunOptions = { cwd: folder.path, trusted: true, env: asInTerminal }
    const [facts, head, remote] = await Promise.all([
      readFacts(git, folder),
      git.run(['rev-parse', '--verify', '--quiet', 'HEAD'], options),
      git.run(['for-each-ref', '--count=1', `--contains=${after}`, 'refs/remotes/'], options),
    ])
    if (facts.branch !== into || facts.operation !== null || head.stdout.toString('latin1').trim() !== after)
      throw new CallError(
        'changed-since',
        `${into} is not where the merge left it any more, so nothing was taken back.`,
      )
    if (remote.stdout.length > 0)
      throw new CallError('published', 'The merge was pushed already. Take it back by a commit: git revert -m 1.')
    // Unlike --hard, it stops where it would write over what is not committed.
    const ended = await git.run(['reset', '--quiet', '--keep', before, '--'], options)
    if (ended.code !== 0) {
      const said = saidBy(ended)
      throw (
        knownRefusal(said) ??
        new CallError(
          'not-taken-back',
          'Git did not take the merge back: files that it changed are not committed now.',
          said,
        )
      )
    }
    this.#merges.delete(undoId)
    return { done: true, changed: [...changed], conflicts: [], undoId: null, summary: `Taken back: ${summary}` }
  }
}
