// Opens a pull request with GitHub's own program, where it is installed. Its login is its own; nothing is asked for on a terminal.
import { CallError } from '../../app/call-error'
import { runToEnd } from '../../codex/process/run'
import type { Folder } from '../view-model'
import { saidBy } from './git-words'
import { planPublishing, type PlanParts } from './plan'

export interface PullRequestWish {
  readonly title: string
  readonly body: string
  /** The branch to merge into; null leaves it to gh. */
  readonly base: string | null
  readonly draft: boolean
}

export interface PullRequestParts extends PlanParts {
  /** The whole environment of gh. */
  ghEnv: Readonly<Record<string, string>>
}

/** Runs `gh pr create`. Rejects in words: `no-gh`, `not-pushed`, `no-login`, `pull-request-exists`, `pull-request-failed`. */
export async function openPullRequest(
  parts: PullRequestParts,
  folder: Folder,
  { title, body, base, draft }: PullRequestWish,
  signal: AbortSignal,
): Promise<{ url: string | null; output: string }> {
  const { gh, ghEnv } = parts
  if (gh === null)
    throw new CallError(
      'no-gh',
      'GitHub’s program gh is not installed. Use the command shown, or open the pull request on the web.',
    )
  const { branch, remote, published, problem } = await planPublishing(parts, folder, signal)
  if (branch === null || remote === null)
    throw new CallError('cannot-push', problem ?? 'There is no branch to ask for.')
  if (!published)
    throw new CallError('not-pushed', `${branch} is not at ${remote} yet. Push it first, then open the pull request.`)
  // `=`: a title that begins with a dash is a title all the same.
  const args = [
    'pr',
    'create',
    `--title=${title}`,
    '--body-file=-',
    `--head=${branch}`,
    ...(base === null ? [] : [`--base=${base}`]),
    ...(draft ? ['--draft'] : []),
  ]
  const ended = await runToEnd(gh, args, {
    cwd: folder.path,
    env: { ...ghEnv, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1', GIT_TERMINAL_PROMPT: '0' },
    stdin: body,
    signal,
    maxBytes: 256 * 1024,
    timeoutMs: 3 * 60_000,
  })
  const output = saidBy(ended)
  if (ended.code === 0) return { url: lastUrl(ended.stdout.toString('utf8')), output }
  throw whyNot(output)
}

function lastUrl(text: string): string | null {
  return text.match(/https:\/\/\S+/g)?.at(-1) ?? null
}

function whyNot(said: string): CallError {
  const url = lastUrl(said)
  if (/already exists/.test(said))
    return new CallError(
      'pull-request-exists',
      `There is a pull request for this branch already${url ? `: ${url}` : '.'}`,
      said,
    )
  if (/gh auth login|authentication|HTTP 401|Bad credentials/i.test(said))
    return new CallError('no-login', 'gh is not signed in. Run gh auth login once in a terminal, then try again.', said)
  const first = said.split('\n').find((line) => line.trim() !== '')
  return new CallError('pull-request-failed', first?.slice(0, 300) ?? 'gh did not open a pull request.', said)
}
