// Retry (the same message again) and Edit (back into the composer) for a turn that did not complete.
import { Pencil, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import type { TurnState } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { askedIn } from './resend'

interface ResendProps {
  turn: TurnState
  projectId: string
  threadId: string
  /** Whether sending the very same again can help. */
  retry?: boolean
}

/** Both use the composer's present choices (model, preset): they may be what has to change. */
export function ResendActs({ turn, projectId, threadId, retry = true }: ResendProps) {
  const [busy, setBusy] = useState(false)
  const again = async (): Promise<void> => {
    const asked = askedIn(turn)
    if (!asked) return
    setBusy(true)
    const choices = useComposer.getState().drafts[threadId] ?? emptyDraft
    const result = await useThreads.getState().send(projectId, threadId, { ...choices, ...asked })
    setBusy(false)
    if (!result.ok) tellFailure('The message was not sent', result.error, projectId)
  }
  const edit = (): void => {
    const asked = askedIn(turn)
    if (!asked) return
    useComposer.getState().restore(threadId, { ...emptyDraft, ...asked })
    useUi.getState().focusComposer()
  }
  return (
    <span className="inline-flex gap-1">
      {retry && (
        <Button size="sm" icon={RotateCcw} busy={busy} onClick={() => void again()}>
          Retry
        </Button>
      )}
      <Button size="sm" variant="plain" icon={Pencil} onClick={edit}>
        Edit and send
      </Button>
    </span>
  )
}
