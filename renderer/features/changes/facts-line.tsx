// Where the folder stands: branch, commits ahead and behind, what is under way, and why nothing may be done with the changes.
import { ArrowDown, ArrowUp, FolderTree, GitBranch, ShieldAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, tip } from '../../kit'
import { VisibleText } from '../../text'
import type { Shown } from './use-shown'
import { count, warnings } from './words'

interface FactsLineProps {
  shown: Shown
  onTrust: ((projectId: string) => void) | undefined
  /** At the row's end: reviews. */
  end: ReactNode
}

export function FactsLine({ shown, onTrust, end }: FactsLineProps) {
  const { facts, project, place } = shown
  const inRepository = facts?.state === 'repository'
  return (
    <div className="flex shrink-0 flex-col border-b border-line text-small text-muted empty:hidden">
      {(inRepository || Boolean(end)) && (
        <div className="flex min-h-7 min-w-0 items-center">
          {inRepository && (
            <div className="flex min-w-0 items-center gap-3 pl-3" data-testid="git-facts">
              <span
                className="flex min-w-0 items-center gap-1"
                {...tip(facts.branch === null ? 'No branch is checked out' : 'Git branch')}
              >
                <GitBranch size={12} aria-hidden className="shrink-0" />
                <span className="truncate select-text">
                  {facts.branch === null ? `detached at ${facts.head ?? '?'}` : <VisibleText text={facts.branch} />}
                </span>
              </span>
              {facts.head === null && <span className="shrink-0">no commit yet</span>}
              {facts.upstream && (facts.upstream.ahead > 0 || facts.upstream.behind > 0) && (
                <span
                  className="flex shrink-0 items-center gap-1.5 tabular-nums"
                  {...tip(
                    `${count(facts.upstream.ahead, 'commit')} ahead of ${facts.upstream.name}, ${facts.upstream.behind} behind`,
                  )}
                >
                  <span className="flex items-center">
                    <ArrowUp size={11} aria-hidden />
                    {facts.upstream.ahead}
                  </span>
                  <span className="flex items-center">
                    <ArrowDown size={11} aria-hidden />
                    {facts.upstream.behind}
                  </span>
                </span>
              )}
              {place.worktreeId !== null && (
                <span className="flex shrink-0 items-center gap-1">
                  <FolderTree size={12} aria-hidden /> worktree
                </span>
              )}
            </div>
          )}
          <div className="min-w-0 flex-1">{end}</div>
        </div>
      )}
      {inRepository &&
        warnings(facts).map((words) => (
          <p key={words} className="flex items-start gap-1.5 px-3 pb-1 text-waiting">
            <TriangleAlert size={12} aria-hidden className="mt-0.5 shrink-0" />
            {words}
          </p>
        ))}
      {project.trust !== 'trusted' && (
        <p className="flex min-h-7 items-center gap-1.5 px-3 text-waiting" data-testid="not-trusted">
          <ShieldAlert size={12} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">
            This folder isn’t trusted: changes can be looked at, nothing is written.
          </span>
          {onTrust && (
            <Button size="sm" variant="plain" onClick={() => onTrust(project.id)}>
              Trust…
            </Button>
          )}
        </p>
      )}
    </div>
  )
}
