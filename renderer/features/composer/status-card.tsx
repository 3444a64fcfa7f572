// What `/status` shows: how the next message would be sent, and where.
import { X } from 'lucide-react'
import { IconButton } from '../../kit'
import type { ThreadState } from '../../stores/threads/model'
import { useProjects } from '../../stores/app/projects'
import { VisibleText } from '../../text/visible-text'

interface StatusCardProps {
  projectId: string
  root: string | null
  thread: ThreadState | null
  model: string
  effort: string | null
  preset: string
  plan: boolean
  onClose: () => void
}

export function StatusCard({ projectId, root, thread, model, effort, preset, plan, onClose }: StatusCardProps) {
  const usage = thread?.usage ?? null
  const facts: [string, string][] = [
    ['Model', effort === null ? model : `${model}, effort ${effort}`],
    ['Permissions', plan ? `${preset}, plan mode` : preset],
    ['Folder', thread?.thread?.cwd ?? root ?? 'none'],
    ['Chat', thread?.thread?.id ?? 'not started'],
    ['Codex', thread?.thread?.cliVersion ?? 'not known yet'],
    ['Tokens', usage === null ? 'none used yet' : `${usage.total.totalTokens.toLocaleString()} in all`],
    [
      'Context',
      usage === null || usage.modelContextWindow === null
        ? 'not known yet'
        : `${usage.last.totalTokens.toLocaleString()} of ${usage.modelContextWindow.toLocaleString()} tokens`,
    ],
    ['Goal', thread?.goal?.objective ?? 'none'],
  ]
  return (
    <section
      aria-label="Status"
      data-testid="status-card"
      className="relative rounded-md border border-line px-3 py-2 text-small"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words select-text">
              <VisibleText text={value} />
            </dd>
          </div>
        ))}
        <dt className="text-muted">Home</dt>
        <dd>
          <button
            type="button"
            className="text-accent hover:underline"
            onClick={() => void useProjects.getState().reveal(projectId, 'home')}
          >
            Show this project’s CODEX_HOME
          </button>
        </dd>
      </dl>
      <IconButton label="Close status" icon={X} size="sm" onClick={onClose} className="absolute! top-1.5 right-1.5" />
    </section>
  )
}
