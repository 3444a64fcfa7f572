// Asks about going back to before a turn; the dialog is put over the window by app.tsx.
import { useRewind } from '../../stores/changes/rewind'
import { useThreads } from '../../stores/threads/threads'
import { askedIn } from './resend'

export function askRewind(projectId: string, threadId: string, turnId: string): void {
  const turn = useThreads.getState().threads[threadId]?.turns.find(({ id }) => id === turnId)
  useRewind.getState().ask({ projectId, threadId, turnId, asked: turn === undefined ? null : askedIn(turn) })
}
