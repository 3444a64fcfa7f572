// How a branch can be published: which remote, what a push would send, and the plain commands for doing it by hand. Reads only,
// from what git knows by itself: nothing is fetched.
import type { PublishPlan } from '@contract/git-work'
import { readFacts } from '../git/facts'
import type { Git, GitRunOptions } from '../git/run'
import type { Folder } from '../view-model'
import { shellWords } from './shell-words'

export interface PlanParts {
  git: Git
  /** Path of `gh`, null where it isn't installed. */
  gh: string | null
  platform?: NodeJS.Platform
}

/** What the plan says, and what a push must know besides. */
export interface FullPlan extends PublishPlan {
  /** The branch at the remote is known: something was pushed or fetched. */
  readonly published: boolean
  /** A push should make the remote's branch this one's upstream: it has none yet. */
  readonly setsUpstream: boolean
}

export async function planPublishing(parts: PlanParts, folder: Folder, signal: AbortSignal): Promise<FullPlan> {
  const { git } = parts
  const options: GitRunOptions = { cwd: folder.path, trusted: folder.trusted, signal }
  const facts = await readFacts(git, folder, signal)
  const none = { ...nothing, gh: parts.gh !== null, branch: facts.branch }
  if (facts.state !== 'repository') return { ...none, problem: facts.problem ?? 'This folder is in no git repository.' }
  const remotes = lines(await git.read(['remote'], options))
  const upstream = facts.branch === null ? null : await upstreamOf(git, options, facts.branch)
  const remote =
    facts.branch === null ? null : await chooseRemote(git, options, { branch: facts.branch, upstream, remotes })
  const base = remote === null ? facts.base : ((await mainBranchOf(git, options, remote)) ?? facts.base)
  const known = { ...none, remote, upstream: upstream?.name ?? null, base }
  if (facts.head === null) return { ...known, problem: 'Nothing is committed yet.' }
  if (facts.branch === null) return { ...known, problem: 'HEAD is on no branch. Commit on a new branch, then push it.' }
  if (remote === null)
    return {
      ...known,
      problem:
        remotes.length === 0
          ? 'This repository has no remote. Add one in a terminal: git remote add origin <address>.'
          : `There are ${remotes.length} remotes and none is called origin. Push once in a terminal with --set-upstream to choose one.`,
    }
  const { branch } = facts
  const distance = await distanceTo(git, options, remote, branch)
  const setsUpstream = upstream === null
  const words = ['git', 'push', ...(setsUpstream ? ['--set-upstream'] : []), remote, branch]
  return {
    ...known,
    ...distance,
    setsUpstream,
    pushCommand: shellWords(words, parts.platform),
    pullRequestCommand: shellWords(
      ['gh', 'pr', 'create', ...(base === null ? [] : ['--base', base]), '--head', branch],
      parts.platform,
    ),
    problem: problemOf({ remote, branch, trusted: folder.trusted, ...distance }),
  }
}

const nothing: FullPlan = {
  branch: null,
  remote: null,
  upstream: null,
  ahead: null,
  behind: null,
  pushCommand: null,
  pullRequestCommand: null,
  gh: false,
  base: null,
  problem: null,
  published: false,
  setsUpstream: false,
}

interface Standing {
  remote: string
  branch: string
  trusted: boolean
  ahead: number | null
  behind: number | null
  published: boolean
}

function problemOf({ remote, branch, trusted, ahead, behind, published }: Standing): string | null {
  if (!trusted) return 'This folder is not trusted, so nothing is pushed from it. Trust it, or use the command below.'
  if (published && behind !== null && behind > 0)
    return `${remote}/${branch} has ${behind === 1 ? 'a commit' : `${behind} commits`} that this branch does not have. Pull first: nothing is ever forced.`
  return published && ahead === 0 ? `${remote}/${branch} has everything already.` : null
}

interface Upstream {
  /** As git calls it, "origin/main". */
  readonly name: string
  readonly remote: string
}

async function upstreamOf(git: Git, options: GitRunOptions, branch: string): Promise<Upstream | null> {
  const format = '--format=%(upstream:short)%00%(upstream:remotename)'
  const { stdout } = await git.run(['for-each-ref', format, `refs/heads/${branch}`], options)
  // A pattern matches branches below it too; the branch itself comes first.
  const [name = '', remote = ''] = (lines(stdout)[0] ?? '').split('\0')
  return name === '' || remote === '' || remote === '.' ? null : { name, remote }
}

/** Where a push of this branch goes: where the person's settings say, else its upstream's remote, else origin, else the only one. */
async function chooseRemote(
  git: Git,
  options: GitRunOptions,
  { branch, upstream, remotes }: { branch: string; upstream: Upstream | null; remotes: readonly string[] },
): Promise<string | null> {
  for (const name of [`branch.${branch}.pushRemote`, 'remote.pushDefault']) {
    const [chosen] = lines((await git.run(['config', '--get', name], options)).stdout)
    if (chosen !== undefined && remotes.includes(chosen)) return chosen
  }
  if (upstream !== null && remotes.includes(upstream.remote)) return upstream.remote
  if (remotes.includes('origin')) return 'origin'
  return remotes.length === 1 ? (remotes[0] ?? null) : null
}

/** Commits that a push would send and that are only there, as far as is known here. */
async function distanceTo(
  git: Git,
  options: GitRunOptions,
  remote: string,
  branch: string,
): Promise<Pick<FullPlan, 'ahead' | 'behind' | 'published'>> {
  const theirs = `refs/remotes/${remote}/${branch}`
  const both = await git.run(['rev-list', '--left-right', '--count', `HEAD...${theirs}`, '--'], options)
  if (both.code === 0) {
    const [ahead = NaN, behind = NaN] = both.stdout.toString('latin1').trim().split(/\s+/).map(Number)
    return { ahead, behind, published: true }
  }
  // Never pushed: everything that the remote doesn't have under another name.
  const mine = await git.run(['rev-list', '--count', 'HEAD', '--not', `--remotes=${remote}`], options)
  return { ahead: mine.code === 0 ? Number(mine.stdout.toString('latin1')) : null, behind: null, published: false }
}

/** The branch that work at a remote starts from, by its plain name. */
async function mainBranchOf(git: Git, options: GitRunOptions, remote: string): Promise<string | null> {
  const head = await git.run(['symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`], options)
  const start = `refs/remotes/${remote}/`
  const [target = ''] = lines(head.stdout)
  if (head.code === 0 && target.startsWith(start)) return target.slice(start.length)
  for (const name of ['main', 'master', 'trunk'])
    if ((await git.run(['show-ref', '--verify', '--quiet', `${start}${name}`], options)).code === 0) return name
  return null
}

const lines = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').filter(Boolean)
