// One thread in the sidebar: its mark, title, branch and age; renamed in place, everything else from its menu.
import { ChevronRight } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { ContextMenu, cx, fieldSurface, shortAge, StatusDot, type DotState } from '../../kit'
import type { ThreadSection, ThreadSummary } from '../../stores/threads/model'
import { tellFailure, useNotices } from '../../stores/app/notices'
import { worktreeTip } from '../../stores/changes/worktree-words'
import { useWorktreeOf } from '../../stores/changes/worktrees'
import { deleteThread } from '../../stores/lists/thread-rows'
import { useThreads } from '../../stores/threads/threads'
import { threadMenu } from './thread-menu'
import { WorktreeMark } from './worktree-mark'

interface ThreadRowProps {
  projectId: string
  summary: ThreadSummary
  sections: readonly ThreadSection[]
  /** The branch that the project's folder is on now. */
  branch: string | null
  mark: DotState
  /** Whether chats with the scripted demo are told from others: not where all are. */
  marksDemo: boolean
  active: boolean
  archived: boolean
  /** A sub-agent, under its parent. */
  child: boolean
  /** How many sub-agents it is known to have. */
  agents: number
  unfolded: boolean
  nowMs: number
  onOpen: (threadId: string) => void
  onFold: (threadId: string) => void
  onNewSection: (threadId: string) => void
}

export const ThreadRow = memo(function ThreadRow(props: ThreadRowProps) {
  const { projectId, summary, mark, active, archived, child, nowMs, onOpen, onFold } = props
  const [renaming, setRenaming] = useState(false)
  const title = summary.title || summary.preview || 'Untitled chat'
  // A branch that is checked out now says nothing about this chat.
  const branch = summary.branch !== null && summary.branch !== props.branch ? summary.branch : null

  const worktree = useWorktreeOf(projectId, summary.id)

  const agents = props.agents === 1 ? '1 sub-agent' : `${props.agents} sub-agents`

  const setArchived = async (on: boolean) => {
    const { archive, unarchive } = useThreads.getState()
    const result = await (on ? archive(projectId, summary.id) : unarchive(projectId, summary.id))
    if (!result.ok)
      return tellFailure(on ? 'The chat was not archived' : 'The chat was not brought back', result.error, projectId)
    if (!on) return
    useNotices.getState().push({
      level: 'info',
      message: `“${title}” was archived.`,
      action: { label: 'Undo', run: () => void setArchived(false) },
    })
  }
  const entries = () =>
    threadMenu({
      projectId,
      summary,
      archived,
      sections: props.sections,
      open: () => onOpen(summary.id),
      rename: () => setRenaming(true),
      newSection: () => props.onNewSection(summary.id),
      setArchived: (on) => void setArchived(on),
      showSubAgents: () => onFold(summary.id),
    })

  if (renaming)
    return <RenameField projectId={projectId} summary={summary} title={title} onDone={() => setRenaming(false)} />
  return (
    <ContextMenu entries={entries}>
      <button
        type="button"
        data-testid="thread-row"
        data-thread-id={summary.id}
        data-nav-row="thread"
        data-child={child || undefined}
        aria-current={active || undefined}
        onClick={() => onOpen(summary.id)}
        onKeyDown={(event) => {
          if (event.key === 'F2') {
            event.preventDefault()
            setRenaming(true)
          } else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
            event.preventDefault()
            void deleteThread(projectId, summary.id)
          }
        }}
        className={cx(
          'flex h-7 w-full items-center gap-1.5 rounded-md pr-2 text-left',
          child ? 'pl-10' : 'pl-6',
          active ? 'bg-selected' : 'hover:bg-hover',
        )}
      >
        <StatusDot state={mark} />
        <span
          className={cx('min-w-0 shrink grow truncate', mark === 'unread' && 'font-semibold')}
          data-tip={
            worktree !== null
              ? `${title}\n${worktreeTip(worktree)}`
              : summary.branch === null
                ? title
                : `${title}\nBranch ${summary.branch}`
          }
        >
          {title}
        </span>
        {worktree !== null && <WorktreeMark worktree={worktree} />}
        {props.agents > 0 && (
          <span
            aria-label={agents}
            data-tip={agents}
            onClick={(event) => {
              event.stopPropagation()
              onFold(summary.id)
            }}
            className="flex shrink-0 items-center rounded-sm text-small text-faint hover:text-text"
          >
            <ChevronRight aria-hidden size={12} className={cx('transition-transform', props.unfolded && 'rotate-90')} />
            {props.agents}
          </span>
        )}
        {branch && worktree === null && (
          // In a narrow sidebar the title needs the room; its tooltip names the branch.
          <span className="hidden max-w-28 shrink-0 truncate text-small text-faint @min-[320px]:inline">{branch}</span>
        )}
        {props.marksDemo && summary.demo && <span className="shrink-0 text-small text-faint">demo</span>}
        <span className="shrink-0 text-small text-faint tabular-nums">{shortAge(summary.updatedAtMs, nowMs)}</span>
      </button>
    </ContextMenu>
  )
})

interface RenameFieldProps {
  projectId: string
  summary: ThreadSummary
  title: string
  onDone: () => void
}

function RenameField({ projectId, summary, title, onDone }: RenameFieldProps) {
  const [name, setName] = useState(title)
  const field = useRef<HTMLInputElement>(null)
  // A frame later: the menu that this came from gives the focus back to its row first.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])
  const save = async () => {
    onDone()
    const wanted = name.trim()
    if (wanted === '' || wanted === title) return
    const result = await useThreads.getState().rename(projectId, summary.id, wanted)
    if (!result.ok) tellFailure('The chat was not renamed', result.error, projectId)
  }
  return (
    <input
      ref={field}
      aria-label="Title of the chat"
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') void save()
        if (event.key === 'Escape') onDone()
      }}
      className={cx(fieldSurface, 'ml-6 h-7 w-[calc(100%-24px)]')}
    />
  )
}
