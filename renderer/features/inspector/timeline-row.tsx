// One line of the timeline: a turn's head, a record, or the folded deltas of a text. Columns: when, what, where in the turn it
// lay (the bar), how long, how many tokens.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { InspectorRow } from '../../../preload/contract/inspection'
import { cx } from '../../kit'
import { VisibleText } from '../../text'
import { kindLooks } from './kinds'
import { rateOf, spanOf, type TimelineNode, type TurnGroup } from './timeline'
import { clock, fullTime, lasted, shortCount, sinceStart, statusInWords } from './words'

/** Height of every line, in px. */
export const lineHeight = 24

interface TimelineRowProps {
  node: TimelineNode
  id: string
  selected: boolean
  onSelect: (node: TimelineNode) => void
  onToggle: (node: TimelineNode) => void
}

const line = 'flex h-6 items-center gap-2 border-l-2 pr-2 pl-2 text-ui whitespace-nowrap'
const ground = (selected: boolean) =>
  selected
    ? 'border-accent bg-selected in-focus-visible:outline-1 in-focus-visible:-outline-offset-1 in-focus-visible:outline-accent'
    : 'border-transparent hover:bg-hover'

export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { node } = props
  switch (node.type) {
    case 'turn':
      return <TurnLine {...props} node={node} />
    case 'fold':
      return <FoldLine {...props} node={node} />
    case 'row':
      return <RecordLine {...props} node={node} />
    default:
      return node satisfies never
  }
})

type Of<T extends TimelineNode['type']> = Omit<TimelineRowProps, 'node'> & { node: Extract<TimelineNode, { type: T }> }

function TurnLine({ node, id, selected, onSelect, onToggle }: Of<'turn'>) {
  const { group, open } = node
  const facts = [
    group.turnId === null ? null : `${group.items} ${group.items === 1 ? 'item' : 'items'}`,
    group.tokens && `${shortCount(group.tokens.total)} tokens`,
    group.durationMs === null ? null : lasted(group.durationMs),
  ].filter((fact) => fact !== null)
  const problem = group.status === 'failed' || group.status === 'interrupted' ? group.status : null
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={1}
      aria-expanded={open}
      aria-selected={selected}
      data-testid="inspector-turn"
      data-status={group.status ?? ''}
      onClick={() => (selected ? onToggle(node) : onSelect(node))}
      className={cx(line, 'border-t border-t-line bg-panel text-small', ground(selected))}
    >
      <Toggle open={open} onToggle={() => onToggle(node)} />
      {group.turnId === null ? (
        <span className="text-muted">Outside any turn</span>
      ) : (
        <span className="font-semibold">Turn {group.number}</span>
      )}
      {group.fromMs !== null && (
        <span className="hidden text-faint tabular-nums @sm:inline" data-tip={fullTime(group.fromMs)}>
          {clock(group.fromMs)}
        </span>
      )}
      {group.status === 'running' && <span className="text-running">running</span>}
      {problem && <span className={problem === 'failed' ? 'text-failed' : 'text-waiting'}>{problem}</span>}
      <span className="min-w-0 flex-1 truncate text-right text-muted tabular-nums">{facts.join(' · ')}</span>
    </div>
  )
}

function FoldLine({ node, id, selected, onSelect, onToggle }: Of<'fold'>) {
  const { rows, open, group } = node
  const first = rows[0]
  const last = rows.at(-1)
  const rate = rateOf(rows)
  const { icon: Icon } = kindLooks.delta
  if (first === undefined) return null
  const span =
    first.atMs === null || last === undefined || last.atMs === null ? null : { fromMs: first.atMs, toMs: last.atMs }
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={2}
      aria-expanded={open}
      aria-selected={selected}
      data-testid="inspector-row"
      data-kind="delta"
      data-index={first.index}
      onClick={() => onSelect(node)}
      onDoubleClick={() => onToggle(node)}
      className={cx(line, ground(selected))}
    >
      <Time row={first} group={group} />
      <Icon aria-hidden size={14} className="shrink-0 text-faint" />
      <Toggle open={open} onToggle={() => onToggle(node)} />
      <span
        className="min-w-0 flex-1 truncate text-muted"
        data-tip={`${first.type}: pieces as they came to this window, where those of one frame are joined`}
      >
        {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'piece' : 'pieces'}
        {rate !== null && `, ${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en-US')} a second`}
      </span>
      <Bar span={span} group={group} status={null} />
      <span className="hidden w-12 shrink-0 text-right text-small text-muted tabular-nums @sm:block">
        {span !== null && span.toMs > span.fromMs ? lasted(span.toMs - span.fromMs) : ''}
      </span>
      <span className="hidden w-12 shrink-0 @md:block" />
    </div>
  )
}

/** For the mouse: the line itself is what the keys and a screen reader open. */
function Toggle({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const Mark = open ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
      className="-mx-1 flex size-4 shrink-0 items-center justify-center rounded-sm text-faint hover:text-text"
    >
      <Mark size={12} />
    </button>
  )
}

const labelTones: Partial<Record<NonNullable<InspectorRow['status']>, string>> = {
  failed: 'text-failed',
  interrupted: 'text-waiting',
  declined: 'text-waiting',
  running: 'text-running',
}

function RecordLine({ node, id, selected, onSelect }: Of<'row'>) {
  const { row, group, level } = node
  const { icon: Icon, words } = kindLooks[row.kind]
  const bad = row.kind === 'bad' || row.kind === 'error'
  // A file's begin is written once and says "running" for good.
  const status = row.status === 'running' && group.over ? null : row.status
  const tone = bad ? 'text-failed' : status === null ? undefined : labelTones[status]
  const outcome = statusInWords(status)
  // The begin of what has ended since: its end, further down, tells the same and more.
  const over =
    /started$/.test(row.subtype === '' || row.type === 'item/started' ? row.type : row.subtype) && status !== 'running'
  const tookLong = row.durationMs === null || over ? null : lasted(row.durationMs)
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      data-testid="inspector-row"
      data-kind={row.kind}
      data-index={row.index}
      data-status={status ?? ''}
      onClick={() => onSelect(node)}
      className={cx(line, ground(selected))}
    >
      <Time row={row} group={group} />
      <span
        data-tip={words}
        className={cx('shrink-0', level === 3 && 'ml-4', over ? 'text-muted opacity-50' : (tone ?? 'text-muted'))}
      >
        <Icon aria-hidden size={14} />
      </span>
      <span className="sr-only">{words}</span>
      <span
        className={cx('min-w-0 flex-1 truncate', over ? 'text-muted' : tone)}
        data-tip={tookLong === null ? row.label : `${row.label} (${tookLong})`}
      >
        <VisibleText text={row.label} className="[white-space:inherit]!" />
        <span className="hidden pl-2 text-small text-faint @md:inline">
          {row.type}
          {row.subtype !== '' && ` · ${row.subtype}`}
        </span>
        {outcome !== null && status !== 'completed' && <span className="sr-only">, {outcome}</span>}
      </span>
      <Bar span={over ? begun(row) : spanOf(row)} group={group} status={bad ? 'failed' : status} faint={over} />
      <span className="hidden w-12 shrink-0 text-right text-small text-muted tabular-nums @sm:block">{tookLong}</span>
      <span className="hidden w-12 shrink-0 text-right text-small text-muted tabular-nums @md:block">
        {row.tokens && (
          <span data-tip={`${row.tokens.total.toLocaleString('en-US')} tokens`}>{shortCount(row.tokens.total)}</span>
        )}
      </span>
    </div>
  )
}

const begun = ({ atMs }: InspectorRow) => (atMs === null ? null : { fromMs: atMs, toMs: atMs })

/** Relative to the turn's beginning; outside turns the clock. */
function Time({ row, group }: { row: InspectorRow; group: TurnGroup }) {
  const { atMs } = row
  if (atMs === null) return <span className="w-12 shrink-0" />
  const relative = group.turnId !== null && group.fromMs !== null
  return (
    <span className="w-12 shrink-0 text-right text-small text-faint tabular-nums" data-tip={fullTime(atMs)}>
      {relative ? sinceStart(atMs - (group.fromMs ?? 0)) : clock(atMs)}
    </span>
  )
}

const barTones: Record<NonNullable<InspectorRow['status']>, string> = {
  running: 'bg-running',
  completed: 'bg-muted',
  failed: 'bg-failed',
  interrupted: 'bg-waiting',
  declined: 'bg-waiting',
}

interface BarProps {
  span: { fromMs: number; toMs: number } | null
  group: TurnGroup
  status: InspectorRow['status']
  faint?: boolean
}

/** Where in its turn a row lay: begin and length in proportion. At least 2 px, so that short things are seen. */
function Bar({ span, group, status, faint = false }: BarProps) {
  const { fromMs, toMs, turnId } = group
  const drawn = span !== null && turnId !== null && fromMs !== null && toMs !== null && toMs > fromMs
  const whole = drawn ? toMs - fromMs : 1
  const part = (ms: number) => Math.min(1, Math.max(0, ms / whole))
  const from = drawn ? part(span.fromMs - fromMs) : 0
  const to = drawn ? part((status === 'running' ? toMs : span.toMs) - fromMs) : 0
  return (
    <span aria-hidden className="relative h-6 w-12 shrink-0 border-x border-line @md:w-28 @2xl:w-48">
      {drawn && (
        <span
          data-testid="inspector-bar"
          className={cx(
            'absolute top-2 h-2 min-w-0.5 rounded-[1px]',
            barTones[status ?? 'completed'],
            faint && 'opacity-30',
          )}
          style={{ left: `min(${from * 100}%, 100% - 2px)`, width: `${(to - from) * 100}%` }}
        />
      )}
    </span>
  )
}
