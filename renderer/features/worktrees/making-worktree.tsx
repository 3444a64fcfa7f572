// A worktree on its way: what is being done, what its set-up says, and the choice when that failed. It can't be closed unseen.
import { useState } from 'react'
import type { DeckError } from '../../../preload/contract/result'
import type { Worktree } from '../../../preload/contract/worktrees'
import { Button, Dialog, Spinner } from '../../kit'
import { useWorktrees } from '../../stores/changes/worktrees'
import { SetupOutput } from './setup-output'

interface MakingWorktreeProps {
  projectId: string
  branch: string
  /** Set once it stands and something is to be said of it. */
  made: Worktree | null
  onBegin: (made: Worktree) => void
  onRemoved: () => void
  onClose: () => void
}

export function MakingWorktree({ projectId, branch, made, onBegin, onRemoved, onClose }: MakingWorktreeProps) {
  const worktree =
    useWorktrees((state) => state.byProject[projectId]?.findLast((one) => one.branch === branch) ?? null) ?? made
  const words = useWorktrees((state) => (worktree === null ? null : (state.progress[worktree.id] ?? null)))
  const [problem, setProblem] = useState<DeckError | null>(null)
  const [busy, setBusy] = useState(false)
  const runSetup = useWorktrees((state) => state.runSetup)
  const cancel = useWorktrees((state) => state.cancel)
  const remove = useWorktrees((state) => state.remove)
  const setup = worktree?.setup ?? null
  const running = setup?.state === 'running'
  const failed = setup?.state === 'failed'

  const tryAgain = async (): Promise<void> => {
    if (worktree === null) return
    setProblem(null)
    const result = await runSetup(worktree.id)
    if (!result.ok) setProblem(result.error)
  }
  const takeAway = async (): Promise<void> => {
    if (worktree === null) return
    setBusy(true)
    const result = await remove(worktree.id, { discard: true, branch: true })
    setBusy(false)
    if (result.ok) onRemoved()
    else setProblem(result.error)
  }
  const settled = made !== null && worktree !== null && !running
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      testId="making-worktree"
      size="md"
      title={settled && failed ? 'The set-up script failed' : settled ? 'The worktree is made' : 'Making the worktree'}
      description={
        settled && failed
          ? `The worktree ${branch} stands, but its set-up did not finish. Nothing in the project’s own folder was touched.`
          : branch
      }
      footer={
        settled ? (
          <>
            <Button variant="danger" busy={busy} onClick={() => void takeAway()}>
              Remove it
            </Button>
            {failed && <Button onClick={() => void tryAgain()}>Run again</Button>}
            <Button variant="plain" onClick={onClose}>
              Close
            </Button>
            <Button variant="primary" onClick={() => onBegin(worktree)}>
              {failed ? 'Start the chat anyway' : 'Start the chat'}
            </Button>
          </>
        ) : (
          <Button disabled={worktree === null} onClick={() => worktree && void cancel(worktree.id)}>
            {running ? 'Stop the script' : 'Cancel'}
          </Button>
        )
      }
    >
      {!settled && <Spinner label={running ? 'The set-up script runs…' : `${words ?? 'Looking at the repository'}…`} />}
      {settled && failed && (
        <p className="text-failed" role="alert">
          {setup.exitCode === null ? 'It was ended before it was done.' : `It ended with exit code ${setup.exitCode}.`}
        </p>
      )}
      {settled && worktree.problem !== null && <p className="break-words text-muted select-text">{worktree.problem}</p>}
      {setup !== null && <SetupOutput output={setup.output} />}
      {problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
    </Dialog>
  )
}
