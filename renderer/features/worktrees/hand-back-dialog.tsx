// Brings a worktree's work into the project's own folder: says how before, and what came of it after.
import { useState } from 'react'
import type { ActReport } from '../../../preload/contract/changes'
import type { DeckError } from '../../../preload/contract/result'
import type { Worktree } from '../../../preload/contract/worktrees'
import { app } from '../../bridge'
import { Button, Dialog } from '../../kit'
import { tellFailure, useNotices } from '../../stores/app/notices'
import { useWorktrees } from '../../stores/changes/worktrees'
import { VisibleText } from '../../text'

interface HandBackDialogProps {
  worktree: Worktree
  how: 'merge' | 'apply'
  onClose: () => void
}

const about = {
  merge: {
    title: 'Merge into the project',
    words:
      'Its commits are merged into the branch that is checked out in the project’s own folder, as git merge does. If it conflicts, the merge is taken back and the files are named. It can be undone until it is pushed or built on.',
    act: 'Merge',
  },
  apply: {
    title: 'Hand back as changes',
    words:
      'Everything that the worktree changed, committed or not, comes into the project’s own folder as uncommitted changes. All of it or nothing; it can be undone.',
    act: 'Hand back',
  },
} as const

export function HandBackDialog({ worktree, how, onClose }: HandBackDialogProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const [conflicts, setConflicts] = useState<ActReport['conflicts'] | null>(null)
  const { title, words, act } = about[how]
  const leavesChanges = how === 'merge' && (worktree.dirty ?? 0) > 0

  const carryOut = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    setConflicts(null)
    const result = await useWorktrees.getState().handBack(worktree.id, how)
    setBusy(false)
    if (!result.ok) return setProblem(result.error.code === 'cancelled' ? null : result.error)
    const report = result.value
    if (report.conflicts.length > 0) return setConflicts(report.conflicts)
    const { undoId } = report
    useNotices.getState().push({
      level: 'info',
      message: report.summary,
      projectId: worktree.projectId,
      ...(undoId === null ? {} : { action: { label: 'Undo', run: () => void undo(worktree.projectId, undoId) } }),
    })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      testId="hand-back"
      title={title}
      description={words}
      footer={
        <>
          {busy ? (
            <Button variant="plain" onClick={() => void useWorktrees.getState().cancel(worktree.id)}>
              Stop
            </Button>
          ) : (
            <Button variant="plain" onClick={onClose}>
              {conflicts === null ? 'Cancel' : 'Close'}
            </Button>
          )}
          <Button variant="primary" busy={busy} disabled={leavesChanges} onClick={() => void carryOut()}>
            {conflicts === null && problem === null ? act : 'Try again'}
          </Button>
        </>
      }
    >
      <p className="break-all">
        <VisibleText text={worktree.branch} />
      </p>
      {leavesChanges && problem === null && (
        <p className="text-waiting">
          {worktree.dirty === 1 ? 'One change in it is' : `${worktree.dirty} changes in it are`} not committed. A merge
          brings commits alone: commit first, or hand back as changes.
        </p>
      )}
      {conflicts !== null && (
        <div role="alert" className="flex flex-col gap-1">
          <p className="text-failed">It does not fit. Nothing was changed.</p>
          <ul className="max-h-40 overflow-y-auto text-small select-text">
            {conflicts.map(({ path, reason }) => (
              <li key={path} className="break-words">
                <code>
                  <VisibleText text={path} />
                </code>
                : {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      {problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
    </Dialog>
  )
}

async function undo(projectId: string, undoId: string): Promise<void> {
  const result = await app('changes/undo', { place: { projectId, worktreeId: null }, undoId })
  if (!result.ok) return tellFailure('It was not undone', result.error, projectId)
  const { done, conflicts, summary } = result.value
  useNotices.getState().push({
    level: done ? 'info' : 'warning',
    message: done ? summary : `It was not undone: ${conflicts.map(({ path }) => path).join(', ')} changed since.`,
    projectId,
  })
}
