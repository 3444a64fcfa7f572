// Whether a name can be a branch's. Git decides; what could be taken for an option or a shorthand is refused before.
import { CallError } from '../../app/call-error'
import type { Git } from '../git/run'

/** Rejects with `bad-branch` in words when git takes no branch of this name. */
export async function requireBranchName(git: Git, cwd: string, name: string): Promise<void> {
  const bad = (): CallError =>
    new CallError('bad-branch', `“${name}” can't be a branch's name. Use letters, digits, dots, dashes and slashes.`)
  if (name.startsWith('-') || name === 'HEAD' || name === '@' || name.startsWith('refs/')) throw bad()
  const { code } = await git.run(['check-ref-format', `refs/heads/${name}`], { cwd })
  if (code !== 0) throw bad()
}

/** The commit that a branch is at, null when there is none of this name. */
export async function branchTip(git: Git, cwd: string, name: string): Promise<string | null> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', `refs/heads/${name}^{commit}`], { cwd })
  return code === 0 ? stdout.toString('latin1').trim() : null
}
