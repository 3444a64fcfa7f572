// Where a new chat is to work: this checkout, one of the project's worktrees, or a new one. Beside the other choices of the composer.
import { ChevronDown, FolderGit2 } from 'lucide-react'
import { useEffect } from 'react'
import type { Project } from '../../../preload/contract/model'
import { cx, Menu, type MenuEntry } from '../../kit'
import { holdsWords } from '../../stores/changes/worktree-words'
import { placeProblem, useWorktreeOf, useWorktrees } from '../../stores/changes/worktrees'

const here = 'here'
const fresh = 'new'

export function PlacePicker({ project }: { project: Project }) {
  const { id } = project
  const known = useWorktrees((state) => state.byProject[id])
  const wanted = useWorktrees((state) => state.chosen[id] ?? null)
  const chosen = useWorktreeOf(id, null)
  useEffect(() => void useWorktrees.getState().load(id), [id])

  const problem = wanted === null ? null : placeProblem(id)
  const label = wanted === null ? 'This checkout' : (chosen?.branch ?? 'Choose a place')
  const entries = (): MenuEntry[] => [
    {
      kind: 'radio',
      value: wanted ?? here,
      onChange: (value) => {
        const worktrees = useWorktrees.getState()
        if (value === fresh) worktrees.ask(id)
        else worktrees.choose(id, value === here ? null : value)
      },
      options: [
        {
          value: here,
          label: 'This checkout',
          description: project.branch === null ? 'The project’s own folder' : `On ${project.branch}`,
        },
        ...(known ?? []).flatMap((worktree) =>
          worktree.state === 'ready'
            ? [{ value: worktree.id, label: worktree.branch, description: holdsWords(worktree) ?? 'A worktree' }]
            : [],
        ),
        ...(project.trust === 'trusted'
          ? [{ value: fresh, label: 'New worktree…', description: 'A checkout of its own, on a new branch' }]
          : []),
      ],
    },
    ...(project.trust === 'trusted'
      ? []
      : [{ kind: 'label', text: 'New worktrees are offered once this folder is trusted.' } satisfies MenuEntry]),
  ]
  // A folder without git has nothing to choose between.
  if (project.branch === null && wanted === null && (known ?? []).length === 0) return null
  return (
    <Menu
      side="top"
      onOpenChange={(open) => open && (known ?? []).length > 0 && void useWorktrees.getState().refresh(id)}
      trigger={
        <button
          type="button"
          data-testid="picker-place"
          aria-label={`Works in: ${label}`}
          data-tip={problem ?? 'Where this chat works'}
          className={cx(
            'inline-flex h-6 max-w-52 min-w-0 items-center gap-1 rounded-sm px-1.5 text-small whitespace-nowrap hover:bg-hover',
            problem !== null ? 'text-failed' : wanted === null ? 'text-muted hover:text-text' : 'text-accent',
          )}
        >
          <FolderGit2 size={14} aria-hidden className="shrink-0" />
          <span className={cx('truncate', wanted === null && '@max-lg:sr-only')}>{label}</span>
          <ChevronDown size={12} aria-hidden className="shrink-0 text-faint" />
        </button>
      }
      entries={entries}
    />
  )
}
