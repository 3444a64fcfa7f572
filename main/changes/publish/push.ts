// Pushes the branch that is checked out to a branch of the same name. Never forced; whether it is taken, the remote decides.
import { CallError } from '../../app/call-error'
import type { Folder } from '../view-model'
import { asInTerminal, longestRunMs } from './as-in-terminal'
import { hookRefused, knownRefusal, ownWords, saidBy } from './git-words'
import { planPublishing, type PlanParts } from './plan'

/** Rejects in words: `cannot-push`, `rejected`, `hook-refused`, `no-login`, … */
export async function pushBranch(parts: PlanParts, folder: Folder, signal: AbortSignal): Promise<{ output: string }> {
  const { problem, remote, branch, setsUpstream } = await planPublishing(parts, folder, signal)
  if (problem !== null || remote === null || branch === null)
    throw new CallError('cannot-push', problem ?? 'This branch can’t be pushed from here.')
  const args = [
    'push',
    '--porcelain',
    ...(setsUpstream ? ['--set-upstream'] : []),
    '--',
    remote,
    `HEAD:refs/heads/${branch}`,
  ]
  const ended = await parts.git.run(args, {
    cwd: folder.path,
    trusted: true,
    signal,
    env: asInTerminal,
    timeoutMs: longestRunMs,
    maxBytes: 1024 * 1024,
  })
  const said = saidBy(ended)
  if (ended.code !== 0) throw whyNot(said, remote, branch)
  return { output: said }
}

function whyNot(said: string, remote: string, branch: string): CallError {
  const [, isRemote, reason = ''] = /^!\t[^\t]*\t\[(remote )?rejected\] \((.*)\)$/m.exec(said) ?? []
  if (/fetch first|non-fast-forward|stale info/.test(reason))
    return new CallError(
      'rejected',
      `${remote}/${branch} has commits that this branch does not have. Pull them first (git pull --rebase), then push again. Nothing was forced.`,
      said,
    )
  if (isRemote) {
    const words = [...said.matchAll(/^remote: ?(.*\S)\s*$/gm)].map(([, line = '']) => line)
    return new CallError('rejected', `${remote} refused the push: ${(words[0] ?? reason).slice(0, 300)}`, said)
  }
  const refusal = knownRefusal(said)
  if (refusal) return refusal
  const own = ownWords(said)
  // A hook on this side ends the push before anything is sent, and git adds one line.
  if (own === null && /failed to push some refs/.test(said))
    return hookRefused('push', said.replaceAll(/^error: failed to push some refs.*$/gm, '').trim())
  return new CallError('push-failed', own ?? 'Git did not push.', said)
}
