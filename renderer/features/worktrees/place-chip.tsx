// In the title of a chat that works in a worktree: its branch and state, and behind it what can be done with it.
import { FolderGit2, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { cx, Popover, Spinner } from '../../kit'
import { worktreeTip } from '../../stores/changes/worktree-words'
import { useWorktreeOf, useWorktrees } from '../../stores/changes/worktrees'

const HandBackDialog = lazy(() => import('./hand-back-dialog').then((module) => ({ default: module.HandBackDialog })))
const RemoveWorktreeDialog = lazy(() =>
  import('./remove-worktree-dialog').then((module) => ({ default: module.RemoveWorktreeDialog })),
)
const WorktreePopover = lazy(() => import('./worktree-popover').then((module) => ({ default: module.WorktreePopover })))

interface PlaceChipProps {
  projectId: string
  /** Null: a new chat, whose place is chosen in the composer. */
  threadId: string | null
  onShowChanges: () => void
}

export function PlaceChip({ projectId, threadId, onShowChanges }: PlaceChipProps) {
  const worktree = useWorktreeOf(projectId, threadId)
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState<'merge' | 'apply' | 'remove' | null>(null)
  useEffect(() => void useWorktrees.getState().load(projectId), [projectId])
  if (worktree === null || threadId === null) return null
  const isBad = worktree.state === 'missing' || worktree.state === 'failed'
  const ask = (what: 'merge' | 'apply' | 'remove'): void => {
    setOpen(false)
    setAsking(what)
  }
  return (
    <>
      <Popover
        label={`Worktree ${worktree.branch}`}
        className="w-[27rem] max-w-[calc(100vw-16px)]"
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (next) void useWorktrees.getState().refresh(projectId)
        }}
        trigger={
          <button
            type="button"
            data-testid="place-chip"
            aria-label={worktreeTip(worktree).replace('\n', ': ')}
            data-tip={worktreeTip(worktree)}
            className={cx(
              'flex h-6 min-w-0 shrink items-center gap-1 rounded-sm px-1.5 text-small hover:bg-hover',
              isBad ? 'text-failed' : 'text-accent',
            )}
          >
            {isBad ? (
              <TriangleAlert size={12} aria-hidden className="shrink-0" />
            ) : (
              <FolderGit2 size={12} aria-hidden className="shrink-0" />
            )}
            <span className="max-w-40 truncate @max-lg:max-w-20">{worktree.branch}</span>
            {(worktree.dirty ?? 0) > 0 && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />}
          </button>
        }
      >
        <Suspense fallback={<Spinner label="Opening…" />}>
          <WorktreePopover
            worktree={worktree}
            onAsk={ask}
            onShowChanges={() => {
              setOpen(false)
              onShowChanges()
            }}
          />
        </Suspense>
      </Popover>
      {(asking === 'merge' || asking === 'apply') && (
        <Suspense>
          <HandBackDialog worktree={worktree} how={asking} onClose={() => setAsking(null)} />
        </Suspense>
      )}
      {asking === 'remove' && (
        <Suspense>
          <RemoveWorktreeDialog worktree={worktree} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </>
  )
}
