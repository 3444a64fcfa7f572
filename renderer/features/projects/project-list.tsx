// The projects of the sidebar. What hangs under each and beside its name comes in from outside.
import { useState, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { EmptyState } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { movedTo } from './order'
import { ProjectRow } from './project-row'
import { RemoveDialog } from './remove-dialog'

interface ProjectListProps {
  /** The chats of an open project. */
  threads: (project: Project) => ReactNode
  /** A mark beside the name: trust. */
  mark: (project: Project) => ReactNode
  onNewChat: (project: Project) => void
  /** A new chat in a worktree of its own. */
  onNewWorktree: (project: Project) => void
  onTrust: (project: Project) => void
  onArchived: (project: Project) => void
}

export function ProjectList({ threads, mark, onNewChat, onNewWorktree, onTrust, onArchived }: ProjectListProps) {
  const projects = useProjects((state) => state.projects)
  const activeId = useProjects((state) => state.activeId)
  const reorder = useProjects((state) => state.reorder)
  const [dragged, setDragged] = useState<string | null>(null)
  const [removing, setRemoving] = useState<Project | null>(null)
  const ids = projects.map((project) => project.id)
  if (projects.length === 0) {
    return (
      <EmptyState title="No projects yet">
        A project is a folder that Codex works in. Add one below, or drop it here.
      </EmptyState>
    )
  }
  return (
    <>
      <ul aria-label="Projects" className="flex flex-col gap-1">
        {projects.map((project) => (
          <ProjectRow
            key={project.id}
            project={project}
            active={project.id === activeId}
            ids={ids}
            mark={mark(project)}
            onNewChat={() => onNewChat(project)}
            onNewWorktree={() => onNewWorktree(project)}
            onTrust={() => onTrust(project)}
            onArchived={() => onArchived(project)}
            onRemove={() => setRemoving(project)}
            dragged={dragged === project.id}
            onDragStart={() => setDragged(project.id)}
            onDragEnd={() => setDragged(null)}
            onDropOn={() => {
              if (dragged === null) return
              const next = movedTo(ids, dragged, project.id)
              if (next !== ids) void reorder(next)
              setDragged(null)
            }}
          >
            {threads(project)}
          </ProjectRow>
        ))}
      </ul>
      <RemoveDialog project={removing} onClose={() => setRemoving(null)} />
    </>
  )
}
