// Where a chat comes from, and who else writes it: one quiet line under the title bar.
import { Eye, GitFork } from 'lucide-react'
import { Button } from '../../kit'
import type { ThreadState } from '../../stores/threads/model'
import { useProjects } from '../../stores/app/projects'
import { useThreads } from '../../stores/threads/threads'

export function OriginLine({ thread }: { thread: ThreadState }) {
  const { projectId } = thread
  const sourceId = thread.thread?.forkedFromId ?? null
  const sourceTitle = useThreads((state) =>
    sourceId === null
      ? ''
      : (state.threads[sourceId]?.title ??
        state.lists[projectId]?.summaries.find((summary) => summary.id === sourceId)?.title ??
        ''),
  )
  if (thread.writtenElsewhere) {
    return (
      <p
        data-testid="followed"
        className="flex items-center gap-2 border-b border-line bg-waiting-soft px-4 py-1 text-small text-waiting"
      >
        <Eye size={13} aria-hidden className="shrink-0" />
        <span className="min-w-0 flex-1">Another Codex writes in this chat. You read along as it goes.</span>
        <Button size="sm" onClick={() => void useThreads.getState().openThread(projectId, thread.id)}>
          Try to take over
        </Button>
      </p>
    )
  }
  if (sourceId === null || thread.thread?.ephemeral === true) return null
  return (
    <p
      data-testid="forked-from"
      className="flex items-center gap-1.5 border-b border-line px-4 py-1 text-small text-muted"
    >
      <GitFork size={12} aria-hidden className="shrink-0" />
      <span className="shrink-0">Forked from</span>
      <button
        type="button"
        className="min-w-0 truncate rounded-sm text-accent hover:underline"
        onClick={() => useProjects.getState().selectThread(projectId, sourceId)}
      >
        {sourceTitle === '' ? 'another chat' : sourceTitle}
      </button>
    </p>
  )
}
