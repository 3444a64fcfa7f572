// Finds the commit that a person's words or a list mean. What they wrote is never handed to git where an option could stand.
import { CallError } from '../../app/call-error'
import type { EndedRun } from '../../codex/process/run'
import type { Folder } from '../view-model'
import { gitFailed, type Git } from './run'

export interface FoundCommit {
  readonly id: string
  readonly short: string
  readonly parents: readonly string[]
  /** First line of its message, bytes that are no UTF-8 replaced. */
  readonly title: string
}

/** The commit that `revision` names. Rejects with `no-such-revision`, `no-repository` or `git-failed`. */
export async function findCommit(
  git: Git,
  folder: Folder,
  revision: string,
  signal?: AbortSignal,
): Promise<FoundCommit> {
  const args = [
    'log',
    '--max-count=1',
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--encoding=UTF-8',
    '--format=%H%x00%P%x00%h%x00%s',
    `${checkedRevision(revision)}^{commit}`,
    '--',
  ]
  const ended = await git.run(args, { cwd: folder.path, trusted: folder.trusted, signal })
  const [id = '', parents = '', short = '', title = ''] = ended.stdout.toString('utf8').replace(/\n$/, '').split('\0')
  if (ended.code === 0 && id !== '') return { id, short, parents: parents.split(' ').filter(Boolean), title }
  if (
    ended.code === 0 ||
    /unknown revision|bad revision|ambiguous argument|bad object|expected .* type/.test(ended.stderr)
  )
    throw noSuchRevision(revision)
  throw inWords(args, ended)
}

/** A name as git may be given it for one commit: no option, no range, no control character. Throws `no-such-revision`. */
export function checkedRevision(revision: string): string {
  // oxlint-disable-next-line no-control-regex -- git takes none of them in names
  if (revision.trim() === '' || /^[-^]|\.\.|[\u0000-\u001f\u007f]/.test(revision)) throw noSuchRevision(revision)
  return revision
}

function noSuchRevision(revision: string): CallError {
  return new CallError('no-such-revision', `There is no commit or branch “${revision.slice(0, 200)}” here.`)
}

/** Git's refusal in words, with a code of its own where the folder is in no repository at all. */
export function inWords(args: readonly string[], ended: EndedRun): CallError {
  if (ended.stderr.includes('not a git repository')) return noRepository(ended.stderr)
  if (ended.stderr.includes('must be run in a work tree'))
    return new CallError('no-repository', 'This repository has no working tree here (it is bare).', ended.stderr)
  return gitFailed(args, ended)
}

/** The folder is in no repository. */
export function noRepository(detail?: string): CallError {
  return new CallError('no-repository', 'This folder is in no git repository.', detail)
}
