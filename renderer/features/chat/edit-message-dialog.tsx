// Going back to an earlier message: says what is dropped and what is not, offers to take the files back too, and a fork instead.
import { useState } from 'react'
import { Button, Checkbox, Dialog } from '../../kit'
import { emptyDraft, useComposer } from '../../stores/composer/composer'
import type { ThreadState } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useThreads } from '../../stores/threads/threads'
import { useTurnActs } from '../../stores/threads/turn-acts'
import { useUi } from '../../stores/app/ui'
import { VisibleText } from '../../text/visible-text'
import { askRewind } from './rewind-act'
import { useEditFiles, type EditFiles } from './use-edit-files'

export function EditMessageDialog({ thread }: { thread: ThreadState }) {
  const edit = useTurnActs((state) => (state.edit?.threadId === thread.id ? state.edit : null))
  const close = () => useTurnActs.getState().askEdit(null)
  const [busy, setBusy] = useState(false)
  const files = useEditFiles(thread, edit?.turnId ?? null)
  if (edit === null) return null
  const { projectId, threadId, turnId, asked } = edit
  const place = thread.turns.findIndex((turn) => turn.id === turnId)
  const after = place < 0 ? 0 : thread.turns.length - place - 1
  const running = thread.runningTurnId !== null
  const legacy = thread.thread?.historyMode === 'legacy'
  const waits = files.chosen && files.count === null

  /** The message into the composer; a draft that stood there is kept behind the arrow key. */
  const write = (key: string): void => {
    const composer = useComposer.getState()
    const draft = composer.drafts[key] ?? emptyDraft
    if (draft.text.trim() !== '') composer.remember(projectId, draft.text)
    composer.edit(key, { ...asked })
    useUi.getState().focusComposer()
  }
  /** Files first, for they can refuse; the chat then stays as it is. */
  const filesToo = async (): Promise<boolean> => {
    const done = await files.rewind()
    if (!done) setBusy(false)
    return done
  }
  const goBack = async (): Promise<void> => {
    setBusy(true)
    if (files.chosen && !(await filesToo())) return
    const result = await useThreads.getState().revert(threadId, turnId)
    setBusy(false)
    if (!result.ok) return tellFailure('The chat did not go back', result.error, projectId)
    close()
    write(threadId)
  }
  const forkInstead = async (): Promise<void> => {
    setBusy(true)
    if (files.chosen && !(await filesToo())) return
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
          <p className="font-semibold text-text">{filesWords(files)}</p>
          {running && !legacy && <p className="text-waiting">The turn that runs is stopped.</p>}
        </div>
      }
      footer={
        <>
          <Button variant="plain" onClick={close}>
            Cancel
          </Button>
          <Button variant={legacy ? 'primary' : undefined} disabled={busy || waits} onClick={() => void forkInstead()}>
            Fork instead
          </Button>
          {!legacy && (
            <Button variant="primary" busy={busy} disabled={waits} onClick={() => void goBack()}>
              Go back and edit
            </Button>
          )}
        </>
      }
    >
      <blockquote className="max-h-40 overflow-y-auto border-l-2 border-line pl-3 break-words whitespace-pre-wrap text-muted select-text">
        {asked.text.slice(0, 2000)}
      </blockquote>
      <FilesChoice
        files={files}
        busy={busy}
        onLook={() => {
          close()
          askRewind(projectId, threadId, turnId)
        }}
      />
    </Dialog>
  )
}

/** What becomes of the files, as it was chosen. */
function filesWords({ chosen, count }: EditFiles): string {
  if (!chosen) return 'Files stay as they are: what Codex changed is not undone.'
  const which = count === null ? 'The files that changed since' : `${count} ${count === 1 ? 'file' : 'files'}`
  return `${which} ${count === 1 ? 'goes' : 'go'} back to what ${count === 1 ? 'it was' : 'they were'} before this message.`
}

interface FilesChoiceProps {
  files: EditFiles
  busy: boolean
  /** Closes this question and shows the lines. */
  onLook: () => void
}

function FilesChoice({ files, busy, onLook }: FilesChoiceProps) {
  const { why, count, paths, left, chosen, problem } = files
  return (
    <div className="flex flex-col gap-1">
      <Checkbox
        label="Also rewind the files"
        checked={chosen}
        disabled={busy || why !== null || count === 0}
        onChange={files.choose}
        hint={why ?? (count === null ? 'Looking at what would change…' : count === 0 ? 'No file would change.' : null)}
      />
      {why === null && count !== null && count > 0 && (
        <div className="ml-[22px] text-small text-muted">
          <p className="break-words">
            {paths.slice(0, 4).map((path, at) => (
              <span key={path}>
                {at > 0 && ', '}
                <VisibleText text={path} />
              </span>
            ))}
            {count > 4 && ` and ${count - 4} more`}
          </p>
          {left > 0 && <p className="text-waiting">{left} left out of the snapshot: they stay as they are.</p>}
          <button type="button" disabled={busy} onClick={onLook} className="text-accent hover:underline">
            Look at the changes…
          </button>
        </div>
      )}
      {problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          The files did not go back, and nothing else was done: <VisibleText text={problem} />
        </p>
      )}
    </div>
  )
}
