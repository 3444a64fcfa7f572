// A review in the chat: that it runs, and what it found, as cards that can be gone to, mended and dismissed.
import { CircleX, FileSearch, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { Badge, Button, Checkbox } from '../../../kit'
import { goToLine, choiceOfHint } from '../../../stores/changes/go-to-code'
import { findingWords, pathInFolder, reviewOf, whereOf } from '../../../stores/changes/review-findings'
import { useReview } from '../../../stores/changes/review'
import { findingKey, type Finding } from '../../../stores/changes/review-text'
import { useFolderOf } from '../../../stores/changes/worktrees'
import { tellFailure } from '../../../stores/app/notices'
import { isItem } from '../../../stores/threads/model'
import { useThreads } from '../../../stores/threads/threads'
import { FindingView } from '../../../text/finding-view'
import { Markdown } from '../../../text/markdown'
import { CopyButton } from '../copy-button'
import type { ItemViewProps } from './item-view'
import { ToolRow } from './tool-row'

/** What this item's turn was asked to review, and whether it still does. */
function useReviewTurn(threadId: string, itemId: string) {
  const turn = useThreads((state) =>
    state.threads[threadId]?.turns.findLast(({ items }) => items.some((item) => item.id === itemId)),
  )
  const entered = turn?.items.find((item) => isItem(item, 'enteredReviewMode'))
  const hint = entered !== undefined && isItem(entered, 'enteredReviewMode') ? entered.review : ''
  const exited = turn?.items.some((item) => isItem(item, 'exitedReviewMode')) === true
  return { hint, running: turn?.status === 'inProgress' && !exited }
}

export function EnteredReviewMode({ item, threadId }: ItemViewProps<'enteredReviewMode'>) {
  const { running } = useReviewTurn(threadId, item.id)
  const what = item.review.trim().split('\n', 1)[0] ?? ''
  const title = running ? 'Reviewing' : 'Review started'
  return (
    <ToolRow
      id={item.id}
      icon={running ? <LoaderCircle size={14} className="animate-turning" /> : <FileSearch size={14} />}
      tone={running ? 'running' : 'quiet'}
      title={what === '' ? title : running ? `${title} ${what}` : `${title}: ${what}`}
      facts={running ? 'it can change nothing' : ''}
    />
  )
}

const nothingDismissed: readonly string[] = []

export function ExitedReviewMode(props: ItemViewProps<'exitedReviewMode'>) {
  const { item, projectId, threadId } = props
  const review = reviewOf(item)
  const { hint } = useReviewTurn(threadId, item.id)
  if (review.state === 'failed') {
    return (
      <section aria-label="Review" className="my-2 flex items-center gap-2 rounded-md border border-line px-3 py-2">
        <CircleX size={14} aria-hidden className="shrink-0 text-waiting" />
        <span className="min-w-0 flex-1">The review ended without a result.</span>
        <Button size="sm" onClick={() => useReview.getState().ask(projectId, threadId)}>
          Review again…
        </Button>
      </section>
    )
  }
  const count = review.findings.length
  return (
    <section aria-label="Review" className="group/copy my-2 rounded-md border border-line">
      <div className="flex items-center gap-1.5 px-3 py-2 text-small text-muted">
        <FileSearch size={14} aria-hidden />
        <span className="min-w-0 flex-1 truncate">
          Review{hint === '' ? '' : ` of ${hint}`}
          {count > 0 && ` · ${count} ${count === 1 ? 'finding' : 'findings'}`}
        </span>
        {review.verdict !== null && (
          <Badge
            tone={review.verdict === 'correct' ? 'added' : 'waiting'}
            title="What the reviewer thinks of the whole"
          >
            {review.verdict === 'correct' ? 'Looks right' : 'Needs work'}
          </Badge>
        )}
        <CopyButton text={() => item.review} label="Copy review" />
      </div>
      {review.explanation !== '' && (
        <div className="border-t border-line px-3 py-2 select-text">
          <Markdown text={review.explanation} />
        </div>
      )}
      {count === 0 && review.explanation === '' && (
        <p className="border-t border-line px-3 py-2 text-muted">It found nothing to mend.</p>
      )}
      {count > 0 && <Findings {...props} findings={review.findings} hint={hint} />}
    </section>
  )
}

interface FindingsProps extends ItemViewProps<'exitedReviewMode'> {
  findings: readonly Finding[]
  hint: string
}

function Findings({ findings, hint, projectId, threadId, root: projectRoot }: FindingsProps) {
  const root = useFolderOf(projectId, threadId, projectRoot)
  const dismissed = useReview((state) => state.dismissed[threadId] ?? nothingDismissed)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const rows = findings.map((finding) => ({ finding, key: findingKey(finding) }))
  const open = rows.filter(({ key }) => !dismissed.includes(key))
  const chosen = open.filter(({ key }) => picked.has(key))
  const fix = async (wanted: readonly Finding[]): Promise<void> => {
    setBusy(true)
    const result = await useReview.getState().fix(threadId, wanted, root)
    setBusy(false)
    if (result.ok) setPicked(new Set())
    else tellFailure('Codex was not asked to mend it', result.error, projectId)
  }
  const pick = (key: string, on: boolean): void => {
    const next = new Set(picked)
    if (on) next.add(key)
    else next.delete(key)
    setPicked(next)
  }
  const all = open.map(({ finding }) => finding)
  return (
    <>
      <ul className="flex flex-col">
        {rows.map(({ finding, key }, place) => {
          const quiet = dismissed.includes(key)
          const path = pathInFolder(root, finding.path)
          return (
            <li key={`${place}/${key}`} className="border-t border-line px-3 py-2">
              <FindingView
                finding={finding}
                where={whereOf(finding, root)}
                quiet={quiet}
                onOpen={
                  path === null
                    ? undefined
                    : () => goToLine(projectId, threadId, { path, line: finding.to }, choiceOfHint(hint))
                }
                lead={
                  quiet || open.length < 2 ? null : (
                    <Checkbox
                      label={<span className="sr-only">Pick this finding</span>}
                      checked={picked.has(key)}
                      onChange={(on) => pick(key, on)}
                    />
                  )
                }
                acts={
                  <>
                    {!quiet && (
                      <Button size="sm" disabled={busy} onClick={() => void fix([finding])}>
                        Fix this
                      </Button>
                    )}
                    <Button
                      size="sm"
                      variant="plain"
                      onClick={() => useReview.getState().dismiss(threadId, key, !quiet)}
                    >
                      {quiet ? 'Bring back' : 'Dismiss'}
                    </Button>
                    <CopyButton text={() => findingWords(finding, root)} label="Copy finding" />
                  </>
                }
              />
            </li>
          )
        })}
      </ul>
      {open.length > 1 && (
        <div className="flex items-center gap-2 border-t border-line px-3 py-2">
          <Button
            size="sm"
            disabled={busy}
            onClick={() => void fix(chosen.length > 0 ? chosen.map(({ finding }) => finding) : all)}
          >
            {chosen.length > 0 ? `Fix selected (${chosen.length})` : `Fix all ${open.length}`}
          </Button>
        </div>
      )}
    </>
  )
}
