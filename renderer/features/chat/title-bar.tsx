// The line over the transcript: title, branch, model, what is going on, token usage.
import { FileDiff, GitBranch, ScanSearch, Search } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import { IconButton, StatusDot, tip } from '../../kit'
import { changedFiles } from './file-changes'
import { DiffCounts } from '../../text/diff'
import type { ThreadState } from '../../stores/threads/model'
import { useUi } from '../../stores/app/ui'
import { GoalChip } from './goal-chip'
import { LiveClock } from './live-clock'
import { OutlineButton } from './outline'
import { ThreadTitle } from './thread-title'
import { UsageMeter } from './usage-meter'

interface TitleBarProps {
  projectId: string
  threadId: string | null
  thread: ThreadState | null
  /** The project's branch now, from .git/HEAD. */
  branch: string | null
  waiting: boolean
  /** Where the chat works, in place of the branch. */
  place?: ReactNode
  /** Parts of other features at both ends. */
  start?: ReactNode
  end?: ReactNode
}

export function TitleBar({ projectId, threadId, thread, branch, waiting, place, start, end }: TitleBarProps) {
  const model = [thread?.model, thread?.effort].filter(Boolean).join(' ')
  const gitBranch = branch ?? thread?.thread?.gitInfo?.branch ?? null
  return (
    <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-4">
      {start}
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <ThreadTitle projectId={projectId} threadId={threadId} title={thread?.title ?? ''} />
        {place}
        {!place && gitBranch && (
          <span
            className="flex min-w-0 shrink items-center gap-1 text-small text-muted @max-2xl:hidden"
            data-tip="Git branch"
          >
            <GitBranch size={12} aria-hidden className="shrink-0" />
            <span className="max-w-40 truncate select-text">{gitBranch}</span>
          </span>
        )}
        {model !== '' && <span className="shrink-0 text-small text-muted select-text @max-2xl:hidden">{model}</span>}
        {thread && threadId !== null && <GoalChip threadId={thread.id} goal={thread.goal} />}
      </div>
      <RunState thread={thread} waiting={waiting} />
      {thread?.usage && <UsageMeter usage={thread.usage} projectId={projectId} threadId={thread.id} />}
      <ChangesButton thread={thread} />
      {thread && threadId !== null && <ViewButtons thread={thread} />}
      {end}
    </header>
  )
}

function ViewButtons({ thread }: { thread: ThreadState }) {
  const panel = useUi((state) => state.panel)
  const setPanel = useUi((state) => state.setPanel)
  const askFind = useUi((state) => state.askFind)
  return (
    <span className="flex shrink-0 items-center">
      <OutlineButton thread={thread} />
      <IconButton
        label="Find in this chat"
        shortcut="Mod+F"
        icon={Search}
        onClick={askFind}
        className="@max-lg:hidden"
      />
      <IconButton
        label="Inspector"
        shortcut="Mod+Shift+D"
        icon={ScanSearch}
        aria-pressed={panel === 'inspector'}
        onClick={() => setPanel(panel === 'inspector' ? null : 'inspector')}
      />
    </span>
  )
}

/** Opens the changes; says what the last turn did to files, as far as it is known here. */
function ChangesButton({ thread }: { thread: ThreadState | null }) {
  const panel = useUi((state) => state.panel)
  const setPanel = useUi((state) => state.setPanel)
  const items = thread?.turns.at(-1)?.items
  const { added, removed } = useMemo(() => {
    const files = items === undefined ? [] : changedFiles(items)
    return {
      added: files.reduce((sum, file) => sum + file.added, 0),
      removed: files.reduce((sum, file) => sum + file.removed, 0),
    }
  }, [items])
  return (
    <button
      type="button"
      data-testid="changes-button"
      aria-label="Changes"
      aria-pressed={panel === 'changes'}
      onClick={() => setPanel(panel === 'changes' ? null : 'changes')}
      className="-mr-2 flex h-7 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-small text-muted hover:bg-hover hover:text-text"
      {...tip('Changes', 'Mod+Shift+G')}
    >
      <FileDiff aria-hidden size={16} />
      {added + removed > 0 && <DiffCounts added={added} removed={removed} />}
    </button>
  )
}

function RunState({ thread, waiting }: { thread: ThreadState | null; waiting: boolean }) {
  const running = thread?.turns.find((turn) => turn.id === thread.runningTurnId)
  if (!running) return null
  return (
    <span
      className={`flex shrink-0 items-center gap-1.5 text-small ${waiting ? 'text-waiting' : 'text-running'}`}
      data-testid="run-state"
    >
      <StatusDot state={waiting ? 'waiting' : 'running'} />
      <span aria-hidden className="@max-lg:hidden">
        {waiting ? 'Waiting for you' : 'Running'}
      </span>
      <LiveClock sinceMs={running.startedAtMs} />
    </span>
  )
}
