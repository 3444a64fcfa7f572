// The head of a hunk: what is left out above it with buttons that unfold it, where it is, and what may be done with it.
import { ChevronsUpDown, MoveDown, MoveUp, UnfoldVertical } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { leftWords, lineCount } from './left-words'
import type { Row } from './rows'
import { stepLines, type Gap, type UnfoldWay } from './unfold'
import { IconButton, Spinner } from '../../../kit'
import { drawLine } from '../../../text/visible-text'

interface BarRowProps {
  row: Extract<Row, { kind: 'bar' }>
  acts: ReactNode
  onUnfold: (gap: Gap, way: UnfoldWay) => void
}

export const BarRow = memo(function BarRow({ row, acts, onUnfold }: BarRowProps) {
  const { gap, hunk, left, unfolded, section } = row
  const range = /^@@+ .*? @@+/.exec(hunk?.head ?? '')?.[0] ?? hunk?.head ?? ''
  const words = leftWords(left)
  const problem = typeof unfolded.state === 'object' ? unfolded.state.problem : null
  return (
    <div className="dv-bar" data-key={row.key} data-hunk={hunk?.index}>
      <span className="dv-unfold">
        {gap !== null && left !== 0 ? (
          <UnfoldButtons gap={gap} left={left} busy={unfolded.state === 'busy'} onUnfold={onUnfold} />
        ) : null}
      </span>
      {unfolded.state === 'busy' ? <Spinner label="Reading lines…" /> : null}
      {problem === null ? (
        <span className="dv-bar-words">
          {words === null ? null : <span>{words}</span>}
          {range === '' ? null : <span className="dv-range">{range}</span>}
          {section === '' ? null : <span className="dv-section">{drawLine(section)}</span>}
        </span>
      ) : (
        <span className="dv-bar-words text-failed" role="alert">
          {problem}
        </span>
      )}
      {hunk === null ? null : <span className="dv-acts">{acts}</span>}
    </div>
  )
})

interface UnfoldProps {
  gap: Gap
  left: number | null
  busy: boolean
  onUnfold: (gap: Gap, way: UnfoldWay) => void
}

function UnfoldButtons({ gap, left, busy, onUnfold }: UnfoldProps) {
  const button = (way: UnfoldWay, label: string, icon: typeof MoveUp) => (
    <IconButton size="sm" icon={icon} label={label} disabled={busy} onClick={() => onUnfold(gap, way)} />
  )
  if (left !== null && left <= stepLines) return button('all', `Show ${lineCount(left)}`, UnfoldVertical)
  return (
    <>
      {gap.index === 0 ? null : button('down', `Show ${stepLines} lines below`, MoveDown)}
      {left === null ? null : button('up', `Show ${stepLines} lines above`, MoveUp)}
      {left === null
        ? button('all', 'Show the rest of the file', ChevronsUpDown)
        : button('all', `Show all ${lineCount(left)}`, UnfoldVertical)}
    </>
  )
}
