// Branches and recent commits of a repository, to choose from.
import type { RefList } from '@contract/changes'
import type { Folder } from '../view-model'
import { inWords } from './commit'
import type { Git } from './run'

const maxBranches = 500
const maxCommits = 200

/** Branches (last worked on first) and the newest commits of HEAD. Empty where nothing is committed; rejects with `no-repository`. */
export async function readRefs(git: Git, folder: Folder, signal?: AbortSignal): Promise<RefList> {
  const [branches, commits] = await Promise.all([readBranches(git, folder, signal), readCommits(git, folder, signal)])
  return { branches, commits }
}

async function readBranches(git: Git, folder: Folder, signal: AbortSignal | undefined): Promise<RefList['branches']> {
  const options = { cwd: folder.path, trusted: folder.trusted, signal }
  const args = (sort: string): string[] => [
    'for-each-ref',
    sort,
    `--count=${maxBranches}`,
    '--format=%(refname)%00%(HEAD)%00%(symref)',
    'refs/heads/',
    'refs/remotes/',
  ]
  const byDate = await git.run(args('--sort=-committerdate'), options)
  // One ref that points nowhere spoils the order by date, not the list.
  const ended = byDate.code === 0 ? byDate : await git.run(args('--sort=refname'), options)
  if (ended.code !== 0) throw inWords(args(''), ended)
  return ended.stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.split('\0'))
    .flatMap(([name = '', head, symref]) => {
      // origin/HEAD is another name for a branch that is listed.
      const [, kind, short] = /^refs\/(heads|remotes)\/(.+)$/s.exec(name) ?? []
      return short === undefined || symref ? [] : [{ name: short, remote: kind === 'remotes', current: head === '*' }]
    })
}

async function readCommits(git: Git, folder: Folder, signal: AbortSignal | undefined): Promise<RefList['commits']> {
  const args = [
    'log',
    `--max-count=${maxCommits}`,
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--encoding=UTF-8',
    '-z',
    '--format=%H%x00%h%x00%an%x00%ct%x00%s',
    'HEAD',
    '--',
  ]
  const { stdout } = await git.run(args, { cwd: folder.path, trusted: folder.trusted, signal })
  const words = stdout.toString('utf8').split('\0')
  const commits: RefList['commits'] = []
  for (let at = 0; at + 4 < words.length; at += 5) {
    const [id = '', short = '', author = '', seconds = '', title = ''] = words.slice(at, at + 5)
    commits.push({ id, short, title: title.slice(0, 500), author: author.slice(0, 200), atMs: Number(seconds) * 1000 })
  }
  return commits
}
