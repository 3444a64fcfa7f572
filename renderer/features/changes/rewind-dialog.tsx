// "Rewind to before this…": the files, the chat or both go back to before a turn. Shows what would change first, and names what the
// snapshot doesn't hold.
import { useEffect, useState } from 'react'
import type { Place } from '../../../preload/contract/changes'
import type { Checkpoint } from '../../../preload/contract/checkpoints'
import { Button, Dialog, Spinner } from '../../kit'
import { loadImage, loadLines } from '../../stores/changes/open-view'
import { useRewind, useSnapshots, whyNoFiles, type RewindQuestion } from '../../stores/changes/rewind'
import { useRewindView } from '../../stores/changes/rewind-files'
import { usePlaceOf } from '../../stores/changes/worktrees'
import { useActiveProject } from '../../stores/app/projects'
import type { ThreadState } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'
import { DiffCounts, VisibleText } from '../../text'
import { useRewindActs, type RewindWhat } from './use-rewind-acts'
import { DiffList } from './viewer'
import { count } from './words'

export function RewindDialog() {
  const question = useRewind((state) => state.question)
  const thread = useThreads((state) => (question === null ? null : (state.threads[question.threadId] ?? null)))
  return question && thread ? (
    <Question key={`${question.threadId}/${question.turnId}`} question={question} thread={thread} />
  ) : null
}

const choices: readonly { value: RewindWhat; label: string; hint: string }[] = [
  { value: 'both', label: 'Files and chat', hint: 'Both as they were before this.' },
  { value: 'files', label: 'Files only', hint: 'Codex still knows what was said.' },
  { value: 'chat', label: 'Chat only', hint: 'Files stay as they are.' },
]

function Question({ question, thread }: { question: RewindQuestion; thread: ThreadState }) {
  const { projectId, threadId, turnId } = question
  const snapshots = useSnapshots(threadId)
  const place = usePlaceOf(projectId, threadId)
  const trusted = useActiveProject()?.trust === 'trusted'
  const view = useRewindView((state) => state.view)
  const problem = useRewindView((state) => state.problem)
  const checkpoint = snapshots.checkpoints[turnId] ?? null
  const running = thread.runningTurnId !== null
  const legacy = thread.thread?.historyMode === 'legacy'
  const noFiles = whyNoFiles({ trusted, running, snapshots, turnId })
  const noChat = legacy ? 'This chat was made by an older Codex, which cannot go back in it. Fork it instead.' : null
  const [wanted, setWanted] = useState<RewindWhat>('both')
  const what = possible(wanted, noFiles !== null, noChat !== null)
  const acts = useRewindActs(question)
  useEffect(() => {
    void useRewind.getState().load(projectId, threadId)
  }, [projectId, threadId])
  const hasSnapshot = checkpoint !== null
  useEffect(() => {
    if (hasSnapshot && trusted) useRewindView.getState().show(place, { kind: 'rewind', threadId, turnId }, false)
    return () => useRewindView.getState().close()
  }, [hasSnapshot, trusted, place, threadId, turnId])
  const withFiles = what === 'files' || what === 'both'
  const waits = withFiles && view === null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !acts.busy && useRewind.getState().ask(null)}
      testId="rewind"
      size="lg"
      title="Rewind to before this message?"
      footer={
        <>
          <Button variant="plain" disabled={acts.busy} onClick={() => useRewind.getState().ask(null)}>
            Cancel
          </Button>
          <Button disabled={acts.busy || question.asked === null} onClick={() => void acts.fork(withFiles && !waits)}>
            {withFiles ? 'Rewind files and fork the chat' : 'Fork instead'}
          </Button>
          <Button
            variant="primary"
            busy={acts.busy}
            disabled={what === null || waits || (what === 'files' && view?.files.length === 0)}
            onClick={() => what !== null && void acts.rewind(what)}
          >
            {what === 'files' ? 'Rewind the files' : what === 'chat' ? 'Rewind the chat' : 'Rewind both'}
          </Button>
        </>
      }
    >
      {question.asked && (
        <blockquote className="max-h-20 shrink-0 overflow-y-auto border-l-2 border-line pl-3 break-words whitespace-pre-wrap text-muted select-text">
          {question.asked.text.slice(0, 2000)}
        </blockquote>
      )}
      <fieldset className="grid shrink-0 grid-cols-3 gap-4">
        <legend className="sr-only">What goes back</legend>
        {choices.map(({ value, label, hint }) => {
          const why = (value === 'chat' ? null : noFiles) ?? (value === 'files' ? null : noChat)
          return (
            <label key={value} className="flex items-start gap-2" data-tip={why ?? undefined}>
              <input
                type="radio"
                name="rewind-what"
                className="mt-1"
                checked={what === value}
                disabled={why !== null || acts.busy}
                onChange={() => setWanted(value)}
              />
              <span>
                <span className={why === null ? 'block' : 'block text-faint'}>{label}</span>
                <span className="block text-small text-muted">{hint}</span>
              </span>
            </label>
          )
        })}
      </fieldset>
      <ChatWords thread={thread} turnId={turnId} shown={what === 'chat' || what === 'both'} />
      {noFiles !== null && (
        <p className="text-waiting" data-testid="rewind-no-files">
          {noFiles}
          {running && (
            <Button size="sm" className="ml-2" onClick={() => void useThreads.getState().interrupt(threadId)}>
              Stop the turn
            </Button>
          )}
        </p>
      )}
      {noChat !== null && <p className="text-muted">{noChat}</p>}
      {acts.problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          <VisibleText text={acts.problem} />
        </p>
      )}
      {withFiles && problem !== null && (
        <p role="alert" className="flex items-center gap-2 text-failed">
          <VisibleText text={problem.message} />
          <Button size="sm" onClick={() => useRewindView.getState().refresh()}>
            Try again
          </Button>
        </p>
      )}
      {withFiles && noFiles === null && <Files place={place} checkpoint={checkpoint} />}
    </Dialog>
  )
}

/** What can be chosen of what is wanted; null when nothing can. Pure. */
export function possible(wanted: RewindWhat, noFiles: boolean, noChat: boolean): RewindWhat | null {
  if (noFiles && noChat) return null
  if (noFiles) return 'chat'
  return noChat ? 'files' : wanted
}

function ChatWords({ thread, turnId, shown }: { thread: ThreadState; turnId: string; shown: boolean }) {
  const at = thread.turns.findIndex(({ id }) => id === turnId)
  const after = at < 0 ? 0 : thread.turns.length - at - 1
  return (
    shown && (
      <p className="shrink-0 text-muted">
        This message and {after === 0 ? 'its answer' : `the ${count(after, 'turn')} after it`} are dropped from the
        chat. The message comes into the composer.
        {thread.runningTurnId !== null && ' The turn that runs is stopped.'}
      </p>
    )
  )
}

const need = (fileIds: readonly string[]): void => useRewindView.getState().need(fileIds)
const viewIdNow = (): string => useRewindView.getState().view?.viewId ?? ''

function Files({ place, checkpoint }: { place: Place; checkpoint: Checkpoint | null }) {
  const view = useRewindView((state) => state.view)
  const patches = useRewindView((state) => state.patches)
  const reading = useRewindView((state) => state.reading)
  if (view === null) return reading === 'no' ? null : <Spinner label="Looking at what would change…" />
  return (
    <div className="flex min-h-0 flex-col gap-2" data-testid="rewind-files" data-place={place.worktreeId ?? ''}>
      <p className="flex items-center gap-2 text-muted">
        {view.files.length === 0
          ? 'No file would change.'
          : `${count(view.fileCount, 'file')} would change. What is there now can be brought back by Undo.`}
        {view.files.length > 0 && <DiffCounts added={view.added} removed={view.removed} />}
      </p>
      {checkpoint?.state === 'partial' && <Left checkpoint={checkpoint} />}
      {view.note !== null && <p className="text-waiting">{view.note}</p>}
      {view.files.length > 0 && (
        <div className="overflow-hidden rounded-md border border-line">
          <DiffList
            label="What going back would change"
            files={view.files}
            patches={patches}
            onNeedPatches={need}
            mode="unified"
            wrap={false}
            height={300}
            loadLines={(fileId, side, from, to) => loadLines(viewIdNow(), fileId, side, from, to)}
            loadImage={(fileId, side) => loadImage(viewIdNow(), fileId, side)}
          />
        </div>
      )}
    </div>
  )
}

/** What the snapshot doesn't hold, by name. */
function Left({ checkpoint }: { checkpoint: Checkpoint }) {
  const more = checkpoint.leftCount - checkpoint.left.length
  return (
    <div className="text-waiting" data-testid="rewind-left">
      Not in the snapshot, so left as they are:
      <ul className="max-h-24 overflow-y-auto text-small select-text">
        {checkpoint.left.map(({ path, reason }) => (
          <li key={path}>
            <code className="text-code">
              <VisibleText text={path} />
            </code>{' '}
            <span className="text-muted">
              <VisibleText text={reason} />
            </span>
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  )
}
