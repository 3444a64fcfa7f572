// The line over the files about reviews: that one runs, what the last one found and where, and the way to start one.
import { FileSearch, LoaderCircle } from 'lucide-react'
import { Button, Menu, type MenuEntry } from '../../../kit'
import { tellFailure } from '../../../stores/app/notices'
import { goToLine } from '../../../stores/changes/go-to-code'
import { pathInFolder, whereOf } from '../../../stores/changes/review-findings'
import { useReview } from '../../../stores/changes/review'
import type { Finding } from '../../../stores/changes/review-text'
import { useThreads } from '../../../stores/threads/threads'
import { count } from '../words'

interface ReviewBarProps {
  projectId: string
  threadId: string | null
  here: readonly Finding[]
  elsewhere: readonly Finding[]
  running: boolean
  root: string | null
}

const longestLabel = 90

export function ReviewBar({ projectId, threadId, here, elsewhere, running, root }: ReviewBarProps) {
  const busy = useThreads((state) => threadId !== null && state.threads[threadId]?.runningTurnId != null)
  const all = [...here, ...elsewhere]
  const stop = async (): Promise<void> => {
    if (threadId === null) return
    const result = await useThreads.getState().interrupt(threadId)
    if (!result.ok) tellFailure('The review was not stopped', result.error, projectId)
  }
  const entries = (): MenuEntry[] =>
    all.map((finding) => {
      const path = pathInFolder(root, finding.path)
      const said = `${finding.priority === null ? '' : `P${finding.priority}  `}${finding.title}`
      const where = whereOf(finding, root)
      return {
        kind: 'item',
        label: `${said.length > longestLabel ? `${said.slice(0, longestLabel)}…` : said}${where === '' ? '' : `  ·  ${where.slice(-60)}`}`,
        disabled: path === null,
        onSelect: () => {
          if (path !== null) goToLine(projectId, threadId, { path, line: finding.to }, { kind: 'unstaged' })
        },
      }
    })
  return (
    <div className="flex h-8 shrink-0 items-center gap-2 px-3 text-small text-muted" data-testid="review-bar">
      {running ? (
        <>
          <LoaderCircle size={14} aria-hidden className="animate-turning text-running" />
          <span className="min-w-0 flex-1 truncate text-running">Reviewing… it can change nothing</span>
          <Button size="sm" onClick={() => void stop()}>
            Stop
          </Button>
        </>
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate">
            {all.length > 0 && (
              <Menu
                trigger={
                  <button type="button" className="max-w-full truncate text-accent hover:underline">
                    {count(all.length, 'finding')} of the review
                    {elsewhere.length > 0 && `, ${elsewhere.length} not among these files`}
                  </button>
                }
                entries={entries}
              />
            )}
          </span>
          <Button
            size="sm"
            variant="plain"
            icon={FileSearch}
            disabled={busy}
            data-tip={busy ? 'Codex is at work in this chat' : 'Have Codex review changes'}
            onClick={() => useReview.getState().ask(projectId, threadId)}
          >
            Review…
          </Button>
        </>
      )}
    </div>
  )
}
