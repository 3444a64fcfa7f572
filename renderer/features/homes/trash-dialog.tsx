// Asks by name before a home goes to the trash, and says what goes with it.
import type { HomeEntry, HomeSize } from '../../../preload/contract/homes'
import { useHomes } from '../../stores/accounts/homes'
import { VisibleText } from '../../text/visible-text'
import { ActDialog } from './act-dialog'
import { bytesWords } from './home-words'

interface TrashDialogProps {
  home: HomeEntry
  size: HomeSize | undefined
  onClose: () => void
}

export function TrashDialog({ home, size, onClose }: TrashDialogProps) {
  const trash = useHomes((state) => state.trash)
  const sessions = size?.sessions ?? 0
  return (
    <ActDialog
      testId="trash-home"
      title={
        home.kind === 'terminal' ? 'Move your own home to the trash?' : `Move the home of ${home.label} to the trash?`
      }
      description={
        <code className="break-all">
          <VisibleText text={home.path} />
        </code>
      }
      actLabel="Move to trash"
      keepLabel="Keep it"
      danger
      act={home.trash.allowed ? () => trash(home.id) : null}
      onClose={onClose}
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
    </ActDialog>
  )
}
