// How a folder stands with git: branch, what is changed and staged, what git is in the middle of, why it refuses. Every state that
// git can be in gives facts; only an abort and a git that hangs reject.
import type { GitFacts } from '@contract/changes'
import { CallError } from '../../app/call-error'
import type { Folder } from '../view-model'
import { gitDirState } from './operation'
import { folderPrefix } from './prefix'
import { gitFailed, type Git, type GitRunOptions } from './run'
import { readStatus } from './status'

/** Status of a hundred thousand untracked files. */
const statusBytes = 32 * 1024 * 1024

const nothing = {
  problem: null,
  branch: null,
  head: null,
  upstream: null,
  operation: null,
  staged: 0,
  unstaged: 0,
  untracked: 0,
  conflicted: 0,
  stagedOutside: 0,
  base: null,
  locked: false,
  sparse: false,
} as const

/** The facts of a folder. Counts are of files within it. */
export async function readFacts(git: Git, folder: Folder, signal?: AbortSignal): Promise<GitFacts> {
  try {
    return await factsOf(git, folder, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof CallError)) throw error
    if (error.code === 'no-git') return { ...nothing, state: 'no-git', problem: error.message }
    return { ...nothing, state: 'refused', problem: [error.message, error.detail].filter(Boolean).join('\n') }
  }
}

async function factsOf(git: Git, folder: Folder, signal: AbortSignal | undefined): Promise<GitFacts> {
  const options: GitRunOptions = { cwd: folder.path, trusted: folder.trusted, signal, maxBytes: statusBytes }
  const statusArgs = [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=all',
    ...(folder.trusted ? [] : ['--ignore-submodules=dirty']),
  ]
  const whereArgs = ['rev-parse', '--is-bare-repository', '--is-inside-work-tree', '--absolute-git-dir']
  const [where, prefix, status, base] = await Promise.all([
    git.run(whereArgs, options),
    folderPrefix(git, folder, signal),
    git.run(statusArgs, options),
    likelyBase(git, options),
  ])
  if (where.code !== 0) {
    if (where.stderr.includes('not a git repository')) return { ...nothing, state: 'no-repository' }
    throw gitFailed(whereArgs, where)
  }
  const [isBare, isInside, ...rest] = where.stdout.toString('utf8').replace(/\n$/, '').split('\n')
  if (isInside !== 'true' || prefix === null)
    throw new CallError(
      'refused',
      isBare === 'true'
        ? 'This is a bare repository: it has no working tree.'
        : 'This folder is a repository’s own folder (.git), or outside of its working tree.',
    )
  if (status.code !== 0 && !status.cut) throw gitFailed(statusArgs, status)
  const { head, ...counts } = readStatus(status.stdout, prefix)
  const { operation, locked, hasSparsePatterns } = await gitDirState(rest.join('\n'))
  return {
    ...nothing,
    ...counts,
    state: 'repository',
    head: head === null ? null : head.slice(0, 7),
    operation,
    locked,
    sparse: hasSparsePatterns && (await isSparse(git, options)),
    base,
  }
}

/** In the order of trust: what the remote calls its main branch, then the usual names here, then there. */
const baseRefs = [
  'refs/remotes/origin/HEAD',
  'refs/heads/main',
  'refs/heads/master',
  'refs/heads/trunk',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
]

/** The branch that work usually starts from, as a name for people and for git; null when there is none of the usual ones. */
async function likelyBase(git: Git, options: GitRunOptions): Promise<string | null> {
  const { stdout } = await git.run(['for-each-ref', '--format=%(refname)%00%(symref)', ...baseRefs], options)
  const refs = new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .map((line) => line.split('\0'))
      .map(([name = '', target = '']) => [name, target || name]),
  )
  const found = baseRefs.map((name) => refs.get(name)).find((name) => name !== undefined)
  return found?.replace(/^refs\/(?:heads|remotes)\//, '') ?? null
}

async function isSparse(git: Git, options: GitRunOptions): Promise<boolean> {
  const { stdout } = await git.run(['config', '--type=bool', '--get', 'core.sparseCheckout'], options)
  return stdout.toString('latin1').trim() === 'true'
}
