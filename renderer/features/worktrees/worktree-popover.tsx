// What a worktree holds and what can be done with it: look, set up again, hand back, show, remove.
import { FileDiff, FolderOpen, GitMerge, Import, RotateCw, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Worktree } from '../../../preload/contract/worktrees'
import { Button, CopyButton, Spinner } from '../../kit'
import { stateWords } from '../../stores/changes/worktree-words'
import { useWorktrees } from '../../stores/changes/worktrees'
import { VisibleText } from '../../text'
import { SetupOutput } from './setup-output'

interface WorktreePopoverProps {
  worktree: Worktree
  onShowChanges: () => void
  onAsk: (what: 'merge' | 'apply' | 'remove') => void
}

export function WorktreePopover({ worktree, onShowChanges, onAsk }: WorktreePopoverProps) {
  const { id, branch, base, path, state, problem, setup, dirty, ahead } = worktree
  const runSetup = useWorktrees((known) => known.runSetup)
  const cancel = useWorktrees((known) => known.cancel)
  const reveal = useWorktrees((known) => known.reveal)
  const [refused, setRefused] = useState<string | null>(null)
  const stands = state === 'ready'
  const running = setup?.state === 'running'
  const holdsNothing = dirty === 0 && ahead === 0

  const setUp = async (): Promise<void> => {
    setRefused(null)
    const result = await runSetup(id)
    if (!result.ok) setRefused(result.error.message)
  }
  return (
    <div className="flex flex-col gap-3" data-testid="worktree-popover">
      <div className="flex flex-col gap-0.5">
        <h2 className="font-semibold break-all">
          <VisibleText text={branch} />
        </h2>
        <p className="text-small text-muted">
          A worktree that started from <VisibleText text={base} />
        </p>
        <div className="flex items-start gap-1 text-small text-muted">
          <code className="min-w-0 flex-1 break-all select-text">
            <VisibleText text={path} />
          </code>
          <CopyButton text={path} label="Copy the path" />
        </div>
      </div>
      <p
        className={stands ? (dirty || ahead ? '' : 'text-muted') : 'text-failed'}
        role="status"
        data-testid="worktree-state"
      >
        {running ? <Spinner label="The set-up script runs…" /> : stateWords(worktree)}
      </p>
      {stands && problem !== null && <p className="text-small break-words text-muted select-text">{problem}</p>}
      {state === 'missing' && (
        <p className="text-small text-muted">
          This chat can be read and does no work. Put the folder back, or remove the worktree: then the chat goes on in
          the project’s own folder.
        </p>
      )}
      {setup !== null && (
        <details open={setup.state === 'failed' || undefined}>
          <summary className={setup.state === 'failed' ? 'text-small text-failed' : 'text-small text-muted'}>
            {setup.state === 'running'
              ? 'What the set-up script says'
              : setup.state === 'done'
                ? 'The set-up script was done'
                : setup.exitCode === null
                  ? 'The set-up script was ended'
                  : `The set-up script failed with exit code ${setup.exitCode}`}
          </summary>
          <div className="pt-1">
            <SetupOutput output={setup.output} />
          </div>
        </details>
      )}
      {refused !== null && (
        <p role="alert" className="text-small break-words text-failed">
          {refused}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" icon={FileDiff} disabled={!stands} onClick={onShowChanges}>
          Show changes
        </Button>
        <Button size="sm" icon={FolderOpen} disabled={!stands} onClick={() => void reveal(id)}>
          Show folder
        </Button>
        {running ? (
          <Button size="sm" icon={Square} onClick={() => void cancel(id)}>
            Stop the script
          </Button>
        ) : (
          <Button size="sm" icon={RotateCw} disabled={!stands} onClick={() => void setUp()}>
            {setup === null ? 'Run set-up' : 'Set up again'}
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-1.5 border-t border-line pt-3">
        <span className="text-small text-muted">Hand back</span>
        <Button size="sm" icon={GitMerge} disabled={!stands || running || holdsNothing} onClick={() => onAsk('merge')}>
          Merge…
        </Button>
        <Button size="sm" icon={Import} disabled={!stands || running || holdsNothing} onClick={() => onAsk('apply')}>
          As changes…
        </Button>
        <span className="flex-1" />
        <Button size="sm" variant="danger" icon={Trash2} disabled={running} onClick={() => onAsk('remove')}>
          Remove…
        </Button>
      </div>
    </div>
  )
}
