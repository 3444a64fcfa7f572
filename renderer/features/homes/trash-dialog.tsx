// Asks by name before a home goes to the trash, and says what goes with it.
import { useState } from 'react'
import type { HomeEntry, HomeSize } from '../../../preload/contract/homes'
import type { DeckError } from '../../../preload/contract/result'
import { Button, Dialog } from '../../kit'
import { useHomes } from '../../stores/accounts/homes'
import { VisibleText } from '../../text/visible-text'
import { bytesWords } from './home-words'

interface TrashDialogProps {
  home: HomeEntry
  size: HomeSize | undefined
  onClose: () => void
}

export function TrashDialog({ home, size, onClose }: TrashDialogProps) {
  const trash = useHomes((state) => state.trash)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const { allowed } = home.trash
  const act = async (): Promise<void> => {
    setBusy(true)
    const result = await trash(home.id)
    setBusy(false)
    if (result.ok) onClose()
    else setProblem(result.error)
  }
  const sessions = size?.sessions ?? 0
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      testId="trash-home"
      title={
        home.kind === 'terminal' ? 'Move your own home to the trash?' : `Move the home of ${home.label} to the trash?`
      }
      description={
        <code className="break-all">
          <VisibleText text={home.path} />
        </code>
      }
      footer={
        <>
          <Button variant="plain" disabled={busy} onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" busy={busy} disabled={!allowed} onClick={() => void act()}>
            Move to trash
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-4">
        <li>
          {size
            ? `${sessions.toLocaleString('en-US')} ${sessions === 1 ? 'session' : 'sessions'} and all settings go with it, ${bytesWords(size.bytes)}.`
            : 'Its sessions and all settings go with it.'}
        </li>
        {home.trash.allowed && home.trash.ask.map((words) => <li key={words}>{words}</li>)}
      </ul>
      <p className="text-muted">You can put it back from the trash, to the same place.</p>
      {!home.trash.allowed && (
        <p role="alert" className="text-failed">
          {home.trash.reason}
        </p>
      )}
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
    </Dialog>
  )
}
