// One project in the sidebar: name, branch, trust, its menu, and its chats while it is open. Can be dragged to reorder.
import {
  Archive,
  ArrowDown,
  ArrowUp,
  ChevronRight,
  Ellipsis,
  FolderGit2,
  FolderOpen,
  House,
  MessageSquarePlus,
  Shield,
  Trash2,
  TriangleAlert,
} from 'lucide-react'
import { useEffect, useState, type DragEvent, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { ContextMenu, cx, IconButton, Menu, type MenuEntry } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useOpenRows } from './open-rows'
import { movedBy } from './order'

/** Marks a drag as one of ours, so that a folder dropped from outside is not taken for it. */
const dragType = 'application/x-codex-deck-project'

const problems: Record<NonNullable<Project['problem']>, string> = {
  missing: 'This folder is gone. Put it back, or remove the project.',
  unreadable: 'This folder can’t be read. Check its permissions.',
  'not-a-folder': 'There is a file where this folder was.',
}

interface ProjectRowProps {
  project: Project
  active: boolean
  ids: readonly string[]
  mark: ReactNode
  children: ReactNode
  onNewChat: () => void
  onNewWorktree: () => void
  onTrust: () => void
  onArchived: () => void
  onRemove: () => void
  dragged: boolean
  onDragStart: () => void
  onDragEnd: () => void
  onDropOn: () => void
}

export function ProjectRow(props: ProjectRowProps) {
  const { project, active, ids, mark, children } = props
  const select = useProjects((state) => state.select)
  const reorder = useProjects((state) => state.reorder)
  const reveal = useProjects((state) => state.reveal)
  const open = useOpenRows((state) => state.open[project.id] ?? active)
  const setOpen = useOpenRows((state) => state.setOpen)
  const [over, setOver] = useState(false)
  const unsaid = useOpenRows((state) => state.open[project.id] === undefined)
  useEffect(() => {
    // A project that was in view stays open when another one comes into view.
    if (active && unsaid) setOpen(project.id, true)
  }, [active, unsaid, project.id, setOpen])

  const move = (step: -1 | 1) => {
    const next = movedBy(ids, project.id, step)
    if (next !== ids) void reorder(next)
  }
  const entries = (): MenuEntry[] => [
    { kind: 'item', label: 'New chat', icon: MessageSquarePlus, onSelect: props.onNewChat },
    {
      kind: 'item',
      label: 'New chat in a worktree…',
      icon: FolderGit2,
      // Only a repository has worktrees, and making one runs what the repository names.
      disabled: project.branch === null || project.trust !== 'trusted',
      onSelect: props.onNewWorktree,
    },
    { kind: 'item', label: 'Archived chats', icon: Archive, onSelect: props.onArchived },
    { kind: 'item', label: 'Trust…', icon: Shield, onSelect: props.onTrust },
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Show in file manager',
      icon: FolderOpen,
      onSelect: () => void reveal(project.id, 'folder'),
    },
    { kind: 'item', label: 'Open CODEX_HOME', icon: House, onSelect: () => void reveal(project.id, 'home') },
    { kind: 'separator' },
    { kind: 'item', label: 'Move up', icon: ArrowUp, disabled: ids[0] === project.id, onSelect: () => move(-1) },
    { kind: 'item', label: 'Move down', icon: ArrowDown, disabled: ids.at(-1) === project.id, onSelect: () => move(1) },
    { kind: 'separator' },
    { kind: 'item', label: 'Remove…', icon: Trash2, danger: true, onSelect: props.onRemove },
  ]
  const drag = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(dragType, project.id)
      event.dataTransfer.effectAllowed = 'move'
      props.onDragStart()
    },
    onDragEnd: props.onDragEnd,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      event.stopPropagation()
      props.onDropOn()
    },
  }

  return (
    <li className={cx(props.dragged && 'opacity-50')}>
      <ContextMenu entries={entries}>
        <div
          {...drag}
          data-testid="project-row"
          data-project-id={project.id}
          aria-current={active || undefined}
          className={cx(
            'group flex h-7 items-center rounded-md pr-1 hover:bg-hover',
            over && 'outline-1 outline-accent',
          )}
        >
          <button
            type="button"
            aria-label={open ? `Hide the chats of ${project.name}` : `Show the chats of ${project.name}`}
            aria-expanded={open}
            tabIndex={-1}
            onClick={() => setOpen(project.id, !open)}
            className="flex size-6 shrink-0 items-center justify-center text-faint hover:text-text"
          >
            <ChevronRight aria-hidden size={14} className={cx('transition-transform', open && 'rotate-90')} />
          </button>
          <button
            type="button"
            data-nav-row="project"
            data-nav-open={open}
            data-nav-id={project.id}
            data-tip={project.path}
            onClick={() => {
              select(project.id)
              setOpen(project.id, true)
            }}
            className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm text-left"
          >
            <span className={cx('truncate', active && 'font-semibold')}>{project.name}</span>
            {project.problem && (
              <TriangleAlert aria-label={problems[project.problem]} size={13} className="shrink-0 text-failed" />
            )}
            {project.branch && (
              <span className="min-w-0 shrink-[2] truncate text-small text-faint">{project.branch}</span>
            )}
          </button>
          <span className="hidden shrink-0 group-focus-within:flex group-hover:flex has-data-[state=open]:flex">
            <IconButton
              size="sm"
              label={`Start a chat in ${project.name}`}
              icon={MessageSquarePlus}
              onClick={props.onNewChat}
            />
            <Menu
              entries={entries}
              align="end"
              trigger={<IconButton size="sm" label={`More for ${project.name}`} icon={Ellipsis} />}
            />
          </span>
          {mark}
        </div>
      </ContextMenu>
      {open && (
        <>
          {project.problem && (
            <p className="py-1 pr-2 pl-6 text-small text-failed" role="status">
              {problems[project.problem]}
            </p>
          )}
          {children}
        </>
      )}
    </li>
  )
}
