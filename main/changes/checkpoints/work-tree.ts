// What of a folder's own repository matters for snapshots of it: its root (ignore rules of folders above count), its exclude
// file, what it tracks although it is ignored. A folder without a repository is its own root. Reads only.
import { lstat, readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'
import { rawPath, splitZ, type RawPath } from './raw-path'

export interface WorkTree {
  /** Its root. */
  readonly top: string
  /** The folder within it, ending with a slash; empty when the folder is the root. */
  readonly prefix: RawPath
  readonly format: 'sha1' | 'sha256'
  /** Files of the repository that are looked at again before each snapshot; null without one. */
  readonly repository: { readonly index: string; readonly exclude: string } | null
  /** Settings of the file system and of ignore rules, for the store's config: `core.ignorecase` → `true`. */
  readonly settings: ReadonlyMap<string, string>
  /** Changes when the folder comes into another repository or out of one. */
  readonly mark: string
}

/** Looks at the folder with git. Never rejects for what git says about the repository: then there is none. */
export async function readWorkTree(git: Git, folder: Folder): Promise<WorkTree> {
  const mark = await repositoryMark(folder.path)
  const settings = await settingsOf(git, folder)
  const alone = { top: folder.path, prefix: '', format: 'sha1', repository: null, settings, mark } as const
  if (mark === 'none') return alone
  const ask = async (...args: string[]): Promise<Buffer | null> => {
    const { code, stdout } = await git.run(['rev-parse', ...args], { cwd: folder.path, trusted: folder.trusted })
    return code === 0 ? stdout.subarray(0, -1) : null
  }
  const [top, prefix, format, index, exclude] = await Promise.all([
    ask('--show-toplevel'),
    ask('--show-prefix'),
    ask('--show-object-format'),
    ask('--git-path', 'index'),
    ask('--git-path', 'info/exclude'),
  ])
  if (!top?.length || prefix === null || index === null || exclude === null) return alone
  if (prefix.length > 0) {
    // A home folder that is a repository which ignores everything: its rules would leave nothing of the folder.
    const ignored = await git.run(['check-ignore', '-q', '--', folder.path], {
      cwd: folder.path,
      trusted: folder.trusted,
      env: { GIT_LITERAL_PATHSPECS: '0' },
    })
    if (ignored.code === 0) return alone
  }
  return {
    top: resolve(top.toString('utf8')),
    prefix: rawPath(prefix),
    format: format?.toString() === 'sha256' ? 'sha256' : 'sha1',
    repository: { index: resolve(folder.path, index.toString()), exclude: resolve(folder.path, exclude.toString()) },
    settings,
    mark,
  }
}

/** Which repository the folder is in, seen without running git: where the nearest `.git` is, and which one. */
export async function repositoryMark(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await lstat(join(at, '.git')).catch(() => null)
    if (found) return `${at}:${found.dev}:${found.ino}`
    if (dirname(at) === at) return 'none'
  }
}

/** Changes whenever a file does, as git tells it for its index. */
export async function fileMark(path: string): Promise<string> {
  const found = await lstat(path, { bigint: true }).catch(() => null)
  return found ? `${found.mtimeNs}:${found.size}:${found.ino}` : 'none'
}

/** What the repository tracks within the folder although a rule ignores it, at most 10,000. Such files are part of a snapshot. */
export async function trackedThoughIgnored(git: Git, folder: Folder, prefix: RawPath): Promise<RawPath[]> {
  const { code, stdout } = await git.run(['ls-files', '-z', '-c', '-i', '--exclude-standard'], {
    cwd: folder.path,
    trusted: folder.trusted,
  })
  return code === 0
    ? splitZ(stdout)
        .slice(0, 10_000)
        .map((path) => prefix + path)
    : []
}

/** Lines of the store's exclude file: the repository's own ones, and what never belongs into a snapshot. */
export async function excludeLines(tree: WorkTree, leaveOut: readonly string[]): Promise<string> {
  const own = tree.repository ? await readFile(tree.repository.exclude, 'utf8').catch(() => '') : unasked
  const within = leaveOut.flatMap((path) => {
    const inside = relative(tree.top, path)
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? [] : [`/${escaped(inside)}/`]
  })
  return `${[own.slice(0, 1024 * 1024), ...within].join('\n')}\n`
}

/** Where nobody wrote ignore rules: what programs fetch and make anew. */
const unasked = 'node_modules/\n.venv/\n__pycache__/'

const escaped = (path: string): string =>
  path
    .split(sep)
    .join('/')
    .replaceAll(/[\\*?[\]#! ]/g, String.raw`\$&`)

const wanted = String.raw`^core\.(ignorecase|precomposeunicode|filemode|symlinks|excludesfile)$`

async function settingsOf(git: Git, folder: Folder): Promise<ReadonlyMap<string, string>> {
  // A folder that isn't trusted could name any file, a pipe too, as its list of ignore rules.
  const scope = folder.trusted ? [] : ['--global']
  const { stdout } = await git.run(['config', ...scope, '-z', '--get-regexp', wanted], {
    cwd: folder.path,
    trusted: folder.trusted,
  })
  return new Map(
    splitZ(stdout).flatMap((entry): [string, string][] => {
      const cut = entry.indexOf('\n')
      return cut < 0 ? [] : [[entry.slice(0, cut), Buffer.from(entry.slice(cut + 1), 'latin1').toString('utf8')]]
    }),
  )
}
