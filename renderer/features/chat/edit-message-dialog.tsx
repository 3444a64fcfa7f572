// Going back to an earlier message: says what is dropped and what is not, and offers a fork instead.
import { useState } from 'react'
import { Button, Dialog } from '../../kit'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import type { ThreadState } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useThreads } from '../../stores/threads/threads'
import { useTurnActs } from '../../stores/threads/turn-acts'
import { useUi } from '../../stores/app/ui'

export function EditMessageDialog({ thread }: { thread: ThreadState }) {
  const edit = useTurnActs((state) => (state.edit?.threadId === thread.id ? state.edit : null))
  const close = () => useTurnActs.getState().askEdit(null)
  const [busy, setBusy] = useState(false)
  if (edit === null) return null
  const { projectId, threadId, turnId, asked } = edit
  const place = thread.turns.findIndex((turn) => turn.id === turnId)
  const after = place < 0 ? 0 : thread.turns.length - place - 1
  const running = thread.runningTurnId !== null
  const legacy = thread.thread?.historyMode === 'legacy'

  /** The message into the composer; a draft that stood there is kept behind the arrow key. */
  const write = (key: string): void => {
    const composer = useComposer.getState()
    const draft = composer.drafts[key] ?? emptyDraft
    if (draft.text.trim() !== '') composer.remember(projectId, draft.text)
    composer.edit(key, { ...asked })
    useUi.getState().focusComposer()
  }
  const goBack = async (): Promise<void> => {
    setBusy(true)
    const result = await useThreads.getState().revert(threadId, turnId)
    setBusy(false)
    if (!result.ok) return tellFailure('The chat did not go back', result.error, projectId)
    close()
    write(threadId)
  }
  const forkInstead = async (): Promise<void> => {
    setBusy(true)
    const result = await useThreads.getState().fork(projectId, threadId, { before: turnId })
    setBusy(false)
    if (!result.ok) return tellFailure('The chat was not forked', result.error, projectId)
    close()
    useProjects.getState().selectThread(projectId, result.value.threadId)
    write(result.value.threadId)
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      testId="edit-message"
      size="md"
      title="Edit this message?"
      description={
        <div className="flex flex-col gap-2">
          {legacy ? (
            <p>
              This chat was made by an older Codex, which cannot go back in it. A fork begins before this message and
              leaves this chat as it is.
            </p>
          ) : (
            <p>
              The chat goes back to before this message: it and{' '}
              {after === 0 ? 'its answer' : `the ${after} ${after === 1 ? 'turn' : 'turns'} after it`} are dropped from
              the chat. The message comes into the composer.
            </p>
          )}
          <p className="font-semibold text-text">Files stay as they are: what Codex changed is not undone.</p>
          {running && !legacy && <p className="text-waiting">The turn that runs is stopped.</p>}
        </div>
      }
      footer={
        <>
          <Button variant="plain" onClick={close}>
            Cancel
          </Button>
          <Button variant={legacy ? 'primary' : undefined} disabled={busy} onClick={() => void forkInstead()}>
            Fork instead
          </Button>
          {!legacy && (
            <Button variant="primary" busy={busy} onClick={() => void goBack()}>
              Go back and edit
            </Button>
          )}
        </>
      }
    >
      <blockquote className="max-h-40 overflow-y-auto border-l-2 border-line pl-3 break-words whitespace-pre-wrap text-muted select-text">
        {asked.text.slice(0, 2000)}
      </blockquote>
    </Dialog>
  )
}
