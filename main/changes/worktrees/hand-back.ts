// Brings what was done in a worktree home: its commits by a merge, or its whole difference as uncommitted changes. Either all of it
// comes or nothing does, and the project's checkout is as it was.
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ActReport } from '@contract/changes'
import { CallError } from '../../app/call-error'
import { copyFileExclusive } from '../../codex/files/exclusive-copy'
import { Scratch } from '../acts/scratch'
import { readFacts } from '../git/facts'
import { folderPrefix } from '../git/prefix'
import type { Git, GitRunOptions } from '../git/run'
import { asInTerminal, longestRunMs } from '../publish/as-in-terminal'
import { hookRefused, knownRefusal, ownWords, saidBy } from '../publish/git-words'
import type { Folder } from '../view-model'
import { lookAt } from './look'
import type { MergeUndos } from './merge-undo'
import type { WorktreeRecord } from './records'

export interface HandBackParts {
  git: Git
  /** A folder of the app's own for an index and objects that nobody else sees. */
  scratchFolder: string
  /** Puts a patch, relative to the folder, into it as uncommitted changes: all of it or none, with an undo. */
  applyPatch: (into: Folder, patch: Buffer, words: string) => Promise<ActReport>
}

const none = (summary: string): ActReport => ({ done: false, changed: [], conflicts: [], undoId: null, summary })

const mostPatchBytes = 64_000_000

/** `git merge` of the worktree's branch into what is checked out in the project's folder. Rejects in words where it can't begin. */
export async function mergeHome(
  { git, merges }: Pick<HandBackParts, 'git'> & { merges: MergeUndos },
  record: WorktreeRecord,
  project: Folder,
  signal: AbortSignal,
): Promise<ActReport> {
  const options: GitRunOptions = { cwd: project.path, trusted: true, signal }
  const looked = await lookAt(git, record, true, signal)
  if (!looked.isThere) throw gone(record)
  if (looked.branch === null)
    throw new CallError('detached', 'HEAD of the worktree is on no branch. Commit there on a branch first.')
  if ((looked.dirty ?? 0) > 0)
    throw new CallError(
      'worktree-dirty',
      `${looked.dirty === 1 ? 'A change' : `${looked.dirty} changes`} in the worktree ${looked.dirty === 1 ? 'is' : 'are'} not committed, and a merge would leave ${looked.dirty === 1 ? 'it' : 'them'} behind. Commit there first, or hand back as uncommitted changes.`,
    )
  const into = await requireReady(git, project, signal)
  const before = (await git.read(['rev-parse', 'HEAD'], options)).toString('latin1').trim()
  // By its plain name, as the message will have it, unless a tag has that name too.
  const isTag = (await git.run(['show-ref', '--verify', '--quiet', `refs/tags/${looked.branch}`], options)).code === 0
  const name = isTag ? `refs/heads/${looked.branch}` : looked.branch
  const ended = await git.run(['merge', '--no-edit', '--quiet', '--', name], {
    ...options,
    env: asInTerminal,
    timeoutMs: longestRunMs,
  })
  const after = (await git.read(['rev-parse', 'HEAD'], { ...options, signal: undefined })).toString('latin1').trim()
  if (ended.code === 0) {
    if (after === before) return none(`${into} has everything of ${looked.branch} already.`)
    const names = await git.read(['diff', '--name-only', '-z', '--no-renames', before, after, '--'], options)
    const changed = paths(names)
    const summary = `Merged ${looked.branch} into ${into} (it was at ${before.slice(0, 7)}).`
    const undoId = merges.remember(project.path, { into, before, after, changed, summary })
    return { done: true, changed, conflicts: [], undoId, summary }
  }
  return notMerged(git, { ...options, signal: undefined }, saidBy(ended), looked.branch)
}

/** Takes a merge that stopped back, and says where it stopped. */
async function notMerged(git: Git, options: GitRunOptions, said: string, branch: string): Promise<ActReport> {
  const conflicted = paths(await git.read(['diff', '--name-only', '--diff-filter=U', '-z'], options))
  const isUnderWay = (await git.run(['rev-parse', '--verify', '--quiet', 'MERGE_HEAD'], options)).code === 0
  if (isUnderWay) {
    const aborted = await git.run(['merge', '--abort'], { ...options, env: asInTerminal })
    if (aborted.code !== 0)
      throw new CallError(
        'merge-stuck',
        'The merge stopped, and git could not take it back. Look at the project’s folder in a terminal: git status.',
        `${said}\n${saidBy(aborted)}`,
      )
  }
  const report = (conflicts: ActReport['conflicts']): ActReport => ({
    ...none(`${branch} was not merged, and nothing was changed.`),
    conflicts,
  })
  if (conflicted.length > 0)
    return report(conflicted.map((path) => ({ path, reason: 'It was changed on both sides.' })))
  const inTheWay = [...said.matchAll(/^\t(.+)$/gm)].map(([, path = '']) => path)
  if (/would be overwritten by merge/.test(said) && inTheWay.length > 0)
    return report(inTheWay.map((path) => ({ path, reason: 'A file that git does not know is in the way.' })))
  const refusal = knownRefusal(said)
  if (refusal) throw refusal
  if (isUnderWay) throw hookRefused('merge', said)
  throw new CallError('merge-failed', ownWords(said) ?? 'Git did not merge.', said)
}

/** What the worktree has over the point where it left, commits and uncommitted changes and new files, as uncommitted changes. */
export async function applyHome(
  parts: HandBackParts,
  record: WorktreeRecord,
  { worktree, project }: { worktree: Folder; project: Folder },
  signal: AbortSignal,
): Promise<ActReport> {
  const { git, applyPatch } = parts
  if (!(await lookAt(git, record, true, signal)).isThere) throw gone(record)
  const facts = await readFacts(git, project, signal)
  if (facts.operation !== null) throw underWay(facts.operation)
  const scratch = new Scratch(parts.scratchFolder)
  try {
    const { patch, outside } = await differenceOf(git, { record, worktree, project }, scratch, signal)
    if (outside.length > 0)
      throw new CallError(
        'outside',
        `${outside.length === 1 ? 'A changed file lies' : `${outside.length} changed files lie`} outside of the project’s folder (${outside.slice(0, 3).join(', ')}). Merge the branch instead.`,
      )
    if (patch.length === 0) return none('The worktree has no changes to hand back.')
    return await applyPatch(project, patch, `Handed back ${record.branch}`)
  } finally {
    await scratch.dispose()
  }
}

interface Both {
  record: WorktreeRecord
  worktree: Folder
  project: Folder
}

async function differenceOf(
  git: Git,
  { record, worktree, project }: Both,
  scratch: Scratch,
  signal: AbortSignal,
): Promise<{ patch: Buffer; outside: string[] }> {
  const root = await realpath(record.root)
  const options: GitRunOptions = { cwd: root, trusted: true, signal }
  const inGit = await git.read(['rev-parse', '--git-path', 'objects', '--git-path', 'index'], options)
  const [objects = '', index = ''] = inGit.toString('utf8').split('\n')
  const folder = await scratch.folder()
  // A copy of its index knows which files are unchanged, so that they aren't read again.
  await copyFileExclusive(resolve(root, index), join(folder, 'index')).catch(() => false)
  const env = {
    GIT_INDEX_FILE: join(folder, 'index'),
    // What is only hashed for this difference stays out of the person's repository.
    GIT_OBJECT_DIRECTORY: await scratch.inner('objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, objects),
  }
  const own = { ...options, env }
  await git.read(['add', '--all', '--', '.'], { ...own, timeoutMs: 10 * 60_000 })
  const tree = (await git.read(['write-tree'], own)).toString('latin1').trim()
  const from = await leftAt(git, record, project, options)
  const prefix = (await folderPrefix(git, worktree, signal)) ?? Buffer.of()
  const names = paths(await git.read(['diff', '--name-only', '-z', '--no-renames', from, tree, '--'], own))
  const outside = names.filter((name) => !name.startsWith(prefix.toString('utf8')))
  const args = [
    'diff',
    '--binary',
    '--full-index',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    ...(prefix.length > 0 ? [`--relative=${prefix.toString('utf8')}`] : []),
    from,
    tree,
    '--',
  ]
  const ended = await git.run(args, { ...own, maxBytes: mostPatchBytes })
  if (ended.cut)
    throw new CallError(
      'too-large',
      'The changes are too large to hand back like this. Commit them in the worktree and merge.',
    )
  if (ended.code !== 0)
    throw new CallError('git-failed', 'Git could not read the changes of the worktree.', ended.stderr)
  return { patch: ended.stdout, outside }
}

/** Where the worktree and the project's checkout parted: the base, unless the one has taken in commits of the other since. */
async function leftAt(git: Git, record: WorktreeRecord, project: Folder, options: GitRunOptions): Promise<string> {
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { ...options, cwd: project.path })
  if (head.code !== 0) return record.baseId
  const both = await git.run(['merge-base', 'HEAD', head.stdout.toString('latin1').trim()], options)
  return both.code === 0 ? (both.stdout.toString('latin1').split('\n')[0] ?? record.baseId) : record.baseId
}

/** The branch to merge into, once the project's checkout can take a merge. */
async function requireReady(git: Git, project: Folder, signal: AbortSignal): Promise<string> {
  const facts = await readFacts(git, project, signal)
  if (facts.operation !== null) throw underWay(facts.operation)
  if (facts.branch === null)
    throw new CallError(
      'detached',
      'The project’s folder is on no branch, so a merge would be lost. Switch to one first.',
    )
  // Of the whole repository: a merge touches all of it.
  const status = await git.read(['status', '--porcelain', '-z', '--untracked-files=no'], {
    cwd: project.path,
    trusted: true,
    signal,
  })
  if (status.length > 0)
    throw new CallError(
      'dirty',
      'The project’s folder has uncommitted changes. Commit or stash them first, or hand back as uncommitted changes.',
    )
  return facts.branch
}

function underWay(operation: string): CallError {
  return new CallError(
    'operation',
    `Git is in the middle of a ${operation} in the project’s folder. Finish or abort it first.`,
  )
}

function gone({ path }: WorktreeRecord): CallError {
  return new CallError('worktree-missing', `${path} is not there any more.`)
}

function paths(output: Buffer): string[] {
  return output.toString('utf8').split('\0').filter(Boolean)
}
