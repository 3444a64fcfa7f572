// In the row of a chat that works in a worktree: that it does, and whether it holds changes or is gone.
import { FolderGit2, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { Worktree } from '../../../preload/contract/worktrees'
import { worktreeTip } from '../../stores/changes/worktree-words'

export function WorktreeMark({ worktree }: { worktree: Worktree }) {
  const words = worktreeTip(worktree)
  const label = words.replace('\n', ': ')
  const isBad = worktree.state === 'missing' || worktree.state === 'failed'
  const isBusy = worktree.state === 'creating' || worktree.setup?.state === 'running'
  const holds = (worktree.dirty ?? 0) + (worktree.ahead ?? 0) > 0
  return (
    <span
      role="img"
      aria-label={label}
      data-tip={words}
      data-testid="worktree-mark"
      className="flex shrink-0 items-center"
    >
      {isBad ? (
        <TriangleAlert size={12} className="text-failed" />
      ) : isBusy ? (
        <LoaderCircle size={12} className="animate-turning text-running" />
      ) : (
        <FolderGit2 size={12} className={holds ? 'text-accent' : 'text-faint'} />
      )}
    </span>
  )
}
