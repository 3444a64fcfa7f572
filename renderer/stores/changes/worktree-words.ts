// What is said of a worktree wherever it is shown. Pure.
import type { Worktree } from '../../../preload/contract/worktrees'

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`

/** What it holds that is nowhere else, "2 uncommitted changes, 1 commit"; null while that isn't known. */
export function holdsWords({ dirty, ahead, base }: Worktree): string | null {
  if (dirty === null && ahead === null) return null
  const parts = [
    ...(dirty ? [counted(dirty, 'uncommitted change', 'uncommitted changes')] : []),
    ...(ahead ? [`${counted(ahead, 'commit', 'commits')} since ${base}`] : []),
  ]
  return parts.length === 0 ? 'Nothing changed yet' : parts.join(', ')
}

/** Its state in a few words. */
export function stateWords(worktree: Worktree): string {
  switch (worktree.state) {
    case 'creating':
      return 'Being made'
    case 'failed':
      return worktree.problem ?? 'Could not be made'
    case 'missing':
      return 'Its folder is gone'
    case 'ready':
      return worktree.setup?.state === 'running' ? 'Set-up script runs' : (holdsWords(worktree) ?? 'Looking at it…')
    default:
      return worktree.state satisfies never
  }
}

/** For a tooltip or a screen reader. */
export function worktreeTip(worktree: Worktree): string {
  return `Worktree ${worktree.branch}\n${stateWords(worktree)}`
}
