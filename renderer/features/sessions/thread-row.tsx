// One thread in the sidebar: its mark, title and age; renamed in place, archived from its menu.
import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { ContextMenu, cx, fieldSurface, shortAge, StatusDot, type DotState, type MenuEntry } from '../../kit'
import type { ThreadSummary } from '../../stores/model'
import { tellFailure, useNotices } from '../../stores/notices'
import { useThreads } from '../../stores/threads'

interface ThreadRowProps {
  projectId: string
  summary: ThreadSummary
  mark: DotState
  active: boolean
  archived: boolean
  nowMs: number
  onOpen: (threadId: string) => void
}

export const ThreadRow = memo(function ThreadRow(props: ThreadRowProps) {
  const { projectId, summary, mark, active, archived, nowMs, onOpen } = props
  const [renaming, setRenaming] = useState(false)
  const title = summary.title || summary.preview || 'Untitled chat'

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
  const entries = (): MenuEntry[] => [
    { kind: 'item', label: 'Rename…', icon: Pencil, onSelect: () => setRenaming(true) },
    archived
      ? { kind: 'item', label: 'Bring back', icon: ArchiveRestore, onSelect: () => void setArchived(false) }
      : { kind: 'item', label: 'Archive', icon: Archive, onSelect: () => void setArchived(true) },
  ]

  if (renaming)
    return <RenameField projectId={projectId} summary={summary} title={title} onDone={() => setRenaming(false)} />
  return (
    <ContextMenu entries={entries}>
      <button
        type="button"
        data-testid="thread-row"
        data-thread-id={summary.id}
        data-nav-row="thread"
        aria-current={active || undefined}
        onClick={() => onOpen(summary.id)}
        onKeyDown={(event) => {
          if (event.key !== 'F2') return
          event.preventDefault()
          setRenaming(true)
        }}
        className={cx(
          'flex h-7 w-full items-center gap-1.5 rounded-md pr-2 pl-6 text-left',
          active ? 'bg-selected' : 'hover:bg-hover',
        )}
      >
        <StatusDot state={mark} />
        <span className={cx('min-w-0 flex-1 truncate', mark === 'unread' && 'font-semibold')}>{title}</span>
        {summary.demo && <span className="shrink-0 text-small text-faint">demo</span>}
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
