// Copies untracked files along into a new worktree, by patterns as in .gitignore: what a build needs and a checkout hasn't. Git
// itself says which files a pattern means. Links are not followed out of the project, and nothing that is there is replaced.
import { lstat, realpath, stat } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import { CallError } from '../../app/call-error'
import { copyFileExclusive } from '../../codex/files/exclusive-copy'
import { makeFolder } from '../../codex/files/make-folder'
import type { Git } from '../git/run'

export interface CopyWish {
  /** The project's folder. */
  readonly from: string
  /** The worktree's. Both real paths. */
  readonly to: string
  readonly patterns: readonly string[]
}

export interface CopyReport {
  readonly copied: number
  /** Files that were left out, with the reason; at most 50 are named. */
  readonly left: readonly { readonly path: string; readonly reason: string }[]
}

const mostFiles = 5000
const mostBytes = 1024 ** 3

/** Rejects with `too-much-to-copy` before anything is copied, with the system's error when the disk refuses. */
export async function copyUntracked(git: Git, wish: CopyWish, signal: AbortSignal): Promise<CopyReport> {
  const { from, to } = wish
  const patterns = wish.patterns.filter((pattern) => pattern.trim() !== '')
  if (patterns.length === 0) return { copied: 0, left: [] }
  const left: { path: string; reason: string }[] = []
  const wanted: { path: string; source: string; mode: number }[] = []
  let bytes = 0
  for (const raw of await untracked(git, from, patterns, signal)) {
    signal.throwIfAborted()
    const path = raw.toString('utf8')
    const found = await sourceOf(from, path, raw)
    if ('reason' in found) {
      left.push({ path, reason: found.reason })
      continue
    }
    wanted.push({ path, ...found })
    bytes += found.size
    if (wanted.length > mostFiles || bytes > mostBytes) throw tooMuch(patterns)
  }
  let copied = 0
  for (const { path, source, mode } of wanted) {
    signal.throwIfAborted()
    const reason = await copyInto(to, path, source, mode)
    if (reason === null) copied += 1
    else left.push({ path, reason })
  }
  return { copied, left: left.slice(0, 50) }
}

async function untracked(git: Git, cwd: string, patterns: readonly string[], signal: AbortSignal): Promise<Buffer[]> {
  const args = ['ls-files', '-z', '--others', '--ignored', ...patterns.map((pattern) => `--exclude=${pattern}`)]
  const ended = await git.run(args, { cwd, signal, trusted: true, maxBytes: 8 * 1024 * 1024, timeoutMs: 10 * 60_000 })
  if (ended.cut) throw tooMuch(patterns)
  if (ended.code !== 0) throw new CallError('git-failed', 'Git could not look for the files to copy.', ended.stderr)
  const paths: Buffer[] = []
  for (let start = 0, end = ended.stdout.indexOf(0); end !== -1; start = end + 1, end = ended.stdout.indexOf(0, start))
    paths.push(ended.stdout.subarray(start, end))
  return paths
}

type Source = { source: string; mode: number; size: number } | { reason: string }

async function sourceOf(from: string, path: string, raw: Buffer): Promise<Source> {
  if (!Buffer.from(path).equals(raw)) return { reason: 'its name is no UTF-8' }
  if (path.endsWith('/')) return { reason: 'it is a repository of its own' }
  try {
    const source = await realpath(join(from, path))
    if (!source.startsWith(from.endsWith(sep) ? from : from + sep)) return { reason: 'it is a link out of the project' }
    const found = await stat(source)
    if (!found.isFile()) return { reason: 'it is no plain file' }
    return { source, mode: found.mode & 0o777, size: found.size }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

/** Copies one file; answers why not. The folders above it must be plain ones: a checkout may bring links that lead anywhere. */
async function copyInto(to: string, path: string, source: string, mode: number): Promise<string | null> {
  let folder = to
  for (const name of posix.dirname(path).split('/')) {
    folder = join(folder, name)
    const found = await lstat(folder).catch(() => null)
    if (found === null) break
    if (!found.isDirectory()) return 'a folder of its way is a link or a file in the worktree'
  }
  await makeFolder(join(to, posix.dirname(path)))
  return (await copyFileExclusive(source, join(to, path), mode)) ? null : 'the worktree has a file of this name'
}

function tooMuch(patterns: readonly string[]): CallError {
  return new CallError(
    'too-much-to-copy',
    `The patterns of files to copy (${patterns.join(', ').slice(0, 200)}) mean more than ${mostFiles.toLocaleString('en')} files or one gigabyte. Narrow them in the project’s settings.`,
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
