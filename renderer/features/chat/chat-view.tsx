// The chat of one thread, or the empty one of a new thread: title bar, transcript, and the places where the app puts the
// request cards and the composer. Knows neither of those two.
import { lazy, Suspense, useCallback, type ReactNode } from 'react'
import { Button, EmptyState, Spinner } from '../../kit'
import { newThreadKey, type ThreadState } from '../../stores/threads/model'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'
import { useThreadIn, useThreads } from '../../stores/threads/threads'
import { useWorktreeOf } from '../../stores/changes/worktrees'
import { useTurnActs } from '../../stores/threads/turn-acts'
import { FindBar } from './find-bar'
import { OriginLine } from './origin-line'
import { SideQuestion } from './side-question'
import { Suggestions } from './suggestions'
import { TitleBar } from './title-bar'
import { Transcript } from './transcript'
import { useFindBar } from './use-find-bar'
import { useFollow } from './use-follow'
import { useOpenThread } from './use-open-thread'

const EditMessageDialog = lazy(() =>
  import('./edit-message-dialog').then((module) => ({ default: module.EditMessageDialog })),
)

export interface ChatViewProps {
  projectId: string
  /** Null shows a new chat. */
  threadId: string | null
  /** Cards of requests that wait for the person, drawn above the composer. */
  requests?: ReactNode
  composer?: ReactNode
  /** Stands for the branch in the title bar where the chat works in a worktree. */
  place?: ReactNode
  /** At the left and right ends of the title bar. */
  headerStart?: ReactNode
  headerEnd?: ReactNode
  /** A server, config or folder problem, under the title bar. */
  banner?: ReactNode
  /** Stands in for the empty chat's words: the choice of a model source. */
  empty?: ReactNode
}

export function ChatView(props: ChatViewProps) {
  const { projectId, threadId, requests, composer, place, headerStart, headerEnd, banner, empty } = props
  useOpenThread(projectId, threadId)
  useFollow(projectId, threadId)
  const find = useFindBar(threadId)
  const key = threadId ?? newThreadKey(projectId)
  const thread = useThreadIn(projectId, key)
  const project = useProjects((state) => state.projects.find((known) => known.id === projectId) ?? null)
  const worktree = useWorktreeOf(projectId, threadId)
  const root = worktree?.path ?? project?.path ?? null
  const editing = useTurnActs((state) => state.edit !== null)
  const waiting = useRequests((state) =>
    state.requests.some(
      (request) => request.projectId === projectId && threadId !== null && request.threadId === threadId,
    ),
  )
  return (
    <section
      aria-label="Chat"
      data-testid="transcript-pane"
      className="relative flex h-full min-h-0 min-w-0 flex-col bg-bg"
    >
      <TitleBar
        projectId={projectId}
        threadId={threadId}
        thread={thread}
        branch={worktree === null ? (project?.branch ?? null) : null}
        place={worktree === null ? null : place}
        waiting={waiting}
        start={headerStart}
        end={headerEnd}
      />
      {banner}
      {thread && <OriginLine thread={thread} />}
      {find.open && thread && (
        <FindBar key={thread.id} thread={thread} words={find.words} onWords={find.setWords} onClose={find.close} />
      )}
      <Body
        projectId={projectId}
        threadId={threadId}
        thread={thread}
        root={root}
        name={project?.name ?? ''}
        waiting={waiting}
        empty={empty}
        demo={project?.source === 'demo'}
        marked={find.open ? find.words : ''}
      />
      <div className="mx-auto flex max-h-[75%] min-h-0 w-full max-w-[880px] shrink-0 flex-col gap-2 px-5 pt-1 pb-3">
        {/* A long diff scrolls inside its card's place; the composer under it stays in view. */}
        {requests && <div className="flex min-h-0 flex-col gap-2 overflow-y-auto">{requests}</div>}
        <div className="shrink-0">{composer}</div>
      </div>
      {thread && editing && (
        <Suspense>
          <EditMessageDialog thread={thread} />
        </Suspense>
      )}
      {threadId !== null && <SideQuestion parentId={threadId} root={root} />}
    </section>
  )
}

interface BodyProps {
  projectId: string
  threadId: string | null
  thread: ThreadState | null
  root: string | null
  name: string
  waiting: boolean
  empty: ReactNode
  /** Answers come from the scripted demo. */
  demo: boolean
  /** Words that are looked for. */
  marked: string
}

function Body({ projectId, threadId, thread, root, name, waiting, empty, demo, marked }: BodyProps) {
  // Keeps its identity per project, so that rows stay memoised.
  const onOpenThread = useCallback((id: string) => useProjects.getState().selectThread(projectId, id), [projectId])
  const gone = thread?.problem?.code === 'thread.gone'
  // Opens by itself.
  const waits = thread?.problem?.code === 'thread.elsewhere'
  if (thread && !gone && (thread.turns.length > 0 || thread.notices.length > 0)) {
    return (
      <Transcript
        key={thread.id}
        thread={thread}
        root={root}
        waiting={waiting}
        onOpenThread={onOpenThread}
        marked={marked}
      />
    )
  }
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center overflow-y-auto">
      {thread?.loading === 'failed' ? (
        <EmptyState
          testId="thread-problem"
          title={gone ? 'This chat is gone' : waits ? 'This chat is busy' : 'This chat could not be opened'}
          action={
            <span className="inline-flex gap-2">
              {threadId !== null && !gone && !waits && (
                <Button onClick={() => void useThreads.getState().openThread(projectId, threadId)}>Try again</Button>
              )}
              <Button variant="plain" onClick={() => useProjects.getState().selectThread(projectId, null)}>
                New chat
              </Button>
            </span>
          }
        >
          <span className="break-words select-text">
            {thread.problem?.message}
            {thread.problem?.detail && (
              <span className="mt-1 block text-small text-faint">{thread.problem.detail}</span>
            )}
          </span>
        </EmptyState>
      ) : threadId !== null && (thread === null || thread.loading === 'opening') ? (
        <Spinner label="Reading the chat…" />
      ) : empty ? (
        empty
      ) : (
        <EmptyState title={name === '' ? 'New chat' : `New chat in ${name}`}>
          Ask for a change, a review or an explanation. Use @ for files, $ for skills and / for commands.
          <Suggestions projectId={projectId} demo={demo} />
        </EmptyState>
      )}
    </div>
  )
}
