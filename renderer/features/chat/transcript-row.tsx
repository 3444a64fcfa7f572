// One row of the transcript. Memoised on what it draws, not on the row object, which is made anew with every delta.
import { memo } from 'react'
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { CollapsibleRow, IconButton } from '../../kit'
import type { ThreadNotice } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'
import { Exploration } from './items/command'
import { ItemView } from './items/item'
import { PlanSteps } from './items/plan'
import type { Row } from './rows'
import { TurnFoot } from './turn-foot'

export interface RowContext {
  projectId: string
  threadId: string
  root: string | null
  /** A request of this thread waits for the person. */
  waiting: boolean
  onOpenThread: ((threadId: string) => void) | undefined
  /** A side question: its turns can't be gone back to or copied. */
  aside: boolean
}

export function TranscriptRow({ row, context }: { row: Row; context: RowContext }) {
  const { projectId, threadId, root, waiting, onOpenThread, aside } = context
  switch (row.kind) {
    case 'item':
      return (
        <ItemView
          item={row.item}
          live={row.live}
          projectId={projectId}
          threadId={threadId}
          root={root}
          beginsTurn={aside ? undefined : turnBegunBy(row)}
          onOpenThread={onOpenThread}
        />
      )
    case 'exploration':
      return (
        <ExplorationRow
          items={row.items}
          live={false}
          asked={false}
          projectId={projectId}
          threadId={threadId}
          root={root}
          onOpenThread={onOpenThread}
        />
      )
    case 'plan':
      return row.turn.plan && <PlanRow plan={row.turn.plan} />
    case 'notice':
      return <NoticeRow notice={row.notice} threadId={threadId} />
    case 'foot':
      return (
        <FootRow
          turn={row.turn}
          last={row.last}
          projectId={projectId}
          threadId={threadId}
          root={root}
          waiting={waiting}
          aside={aside}
        />
      )
    default:
      return row satisfies never
  }
}

/** The turn's id, for the message that it was asked with; undefined for every other item. */
function turnBegunBy({ turn, item }: Extract<Row, { kind: 'item' }>): string | undefined {
  if (item.type !== 'userMessage' || turn.local === true) return undefined
  return turn.items.find(({ type }) => type === 'userMessage')?.id === item.id ? turn.id : undefined
}

const PlanRow = memo(PlanSteps)
const FootRow = memo(TurnFoot)

const ExplorationRow = memo(
  function ExplorationRow(props: Parameters<typeof Exploration>[0]) {
    return (
      <div data-testid="exploration">
        <Exploration {...props} />
      </div>
    )
  },
  // The list of a group is built anew with its turn; its items keep their identity.
  (before, after) =>
    before.root === after.root &&
    before.onOpenThread === after.onOpenThread &&
    before.items.length === after.items.length &&
    before.items.every((item, index) => item === after.items[index]),
)

const noticeMark: Record<ThreadNotice['level'], { icon: typeof Info; tone: string }> = {
  info: { icon: Info, tone: 'text-muted' },
  warning: { icon: TriangleAlert, tone: 'text-waiting' },
  error: { icon: CircleAlert, tone: 'text-failed' },
}

const NoticeRow = memo(function NoticeRow({ notice, threadId }: { notice: ThreadNotice; threadId: string }) {
  const { icon: Icon, tone } = noticeMark[notice.level]
  return (
    <div
      className="my-1 flex items-start gap-1.5 pl-1 text-small"
      data-testid="thread-notice"
      data-level={notice.level}
    >
      <Icon size={14} aria-hidden className={`mt-px shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1 break-words text-muted select-text">
        {notice.message}
        {notice.detail && (
          <CollapsibleRow summary={<span className="text-faint">Details</span>}>
            <pre className="max-h-60 overflow-auto break-words whitespace-pre-wrap">{notice.detail}</pre>
          </CollapsibleRow>
        )}
      </div>
      <IconButton
        label="Dismiss"
        icon={X}
        size="sm"
        onClick={() => useThreads.getState().dismissNotice(threadId, notice.id)}
      />
    </div>
  )
})
