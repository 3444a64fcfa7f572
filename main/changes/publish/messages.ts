// What a commit message is written from: the last commit's own words, and what is staged as a diff.
import type { Git, GitRunOptions } from '../git/run'
import type { Folder } from '../view-model'

const longestDraft = 60_000

/** The message of HEAD's commit without its end of line; null before the first commit. */
export async function lastMessage(git: Git, folder: Folder, signal: AbortSignal): Promise<string | null> {
  const args = [
    'log',
    '--max-count=1',
    '--no-show-signature',
    '--no-color',
    '--encoding=UTF-8',
    '--format=%B',
    'HEAD',
    '--',
  ]
  const { code, stdout } = await git.run(args, { ...reading(folder, signal), maxBytes: 400_000 })
  return code === 0 ? stdout.toString('utf8').trimEnd() : null
}

/**
 * What a commit would hold, as a diff of at most 60,000 characters that ends with a whole line. `amend`: what the last commit
 * has is part of it.
 */
export async function draftDiff(
  git: Git,
  folder: Folder,
  amend: boolean,
  signal: AbortSignal,
): Promise<{ diff: string; cut: boolean }> {
  const options = reading(folder, signal)
  const against = amend ? [await beforeHead(git, options)] : []
  const args = ['diff', '--cached', '--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', ...against, '--']
  // Four bytes a character at most.
  const ended = await git.run(args, { ...options, maxBytes: longestDraft * 4 })
  const text = ended.stdout.toString('utf8')
  if (!ended.cut && text.length <= longestDraft) return { diff: text, cut: false }
  const part = text.slice(0, longestDraft)
  return { diff: part.slice(0, part.lastIndexOf('\n') + 1), cut: true }
}

/** The tree before the last commit: its first parent's, or the empty one. */
async function beforeHead(git: Git, options: GitRunOptions): Promise<string> {
  const parent = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^1'], options)
  if (parent.code === 0) return parent.stdout.toString('latin1').trim()
  // Every repository knows the empty tree; its name depends on the kind of hash.
  return (await git.read(['hash-object', '-t', 'tree', '--stdin'], { ...options, stdin: '' })).toString('latin1').trim()
}

const reading = ({ path, trusted }: Folder, signal: AbortSignal): GitRunOptions => ({ cwd: path, trusted, signal })
