// Asks before a worktree goes, by its name, and says what would be lost with it and what would not.
import { useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import type { Worktree } from '../../../preload/contract/worktrees'
import { Button, Checkbox, Dialog } from '../../kit'
import { useNotices } from '../../stores/app/notices'
import { useWorktrees } from '../../stores/changes/worktrees'

interface RemoveWorktreeDialogProps {
  worktree: Worktree
  onClose: () => void
}

export function RemoveWorktreeDialog({ worktree, onClose }: RemoveWorktreeDialogProps) {
  const { id, branch, dirty, ahead, threadIds, state } = worktree
  const [discard, setDiscard] = useState(false)
  const [dropBranch, setDropBranch] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const stands = state === 'ready'
  // What was not looked at yet, and what main found that the window didn't know of.
  const holdsChanges =
    (stands && dirty !== 0) || problem?.code === 'worktree-dirty' || problem?.code === 'loose-commits'

  const remove = async (): Promise<void> => {
    setBusy(true)
    const result = await useWorktrees.getState().remove(id, { discard, branch: dropBranch })
    setBusy(false)
    if (!result.ok) return setProblem(result.error)
    onClose()
    const undo = { label: 'Undo', run: () => void useWorktrees.getState().bringBack(worktree) }
    useNotices.getState().push({
      level: 'info',
      message: `The worktree ${branch} was removed.`,
      projectId: worktree.projectId,
      ...(result.value.canUndo ? { action: undo } : {}),
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      testId="remove-worktree"
      title={`Remove the worktree ${branch}?`}
      description={
        <>
          {state === 'missing'
            ? 'Its folder is gone already; the app forgets it.'
            : 'Its folder is deleted, with files that git ignores, such as node_modules.'}{' '}
          {threadIds.length === 1 ? 'Its chat stays and goes on' : `Its ${threadIds.length} chats stay and go on`} in
          the project’s own folder.
        </>
      }
      footer={
        <>
          <Button variant="plain" disabled={busy} onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" busy={busy} disabled={holdsChanges && !discard} onClick={() => void remove()}>
            Remove {branch.length > 30 ? 'it' : branch}
          </Button>
        </>
      }
    >
      {holdsChanges && (
        <Checkbox
          label={
            dirty === null
              ? 'Throw away what is not committed'
              : `Throw away ${dirty === 1 ? 'the change that is' : `the ${dirty} changes that are`} not committed`
          }
          hint="Undo brings them back right after if HEAD is on a branch, without files that git ignores."
          checked={discard}
          onChange={setDiscard}
        />
      )}
      {(ahead ?? 0) > 0 && (
        <Checkbox
          label={`Delete the branch too, with ${ahead === 1 ? 'its commit' : `its ${ahead} commits`}`}
          hint={
            dropBranch
              ? 'Commits that were merged or pushed nowhere are lost, unless you take this back right after.'
              : 'Otherwise it goes only if all of it is merged or pushed.'
          }
          checked={dropBranch}
          onChange={setDropBranch}
        />
      )}
      {ahead === 0 && dirty === 0 && <p className="text-muted">Nothing in it is new, so nothing is lost.</p>}
      {problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
    </Dialog>
  )
}
