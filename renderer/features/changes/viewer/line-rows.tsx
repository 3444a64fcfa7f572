// Rows of code: one line (unified), or two side by side (split). Numbers and signs are drawn by CSS from attributes, so that no
// selection takes them along. Nothing here listens: clicks, drags and hovering are heard by the list as a whole.
import { memo, type Ref } from 'react'
import type { Span } from '../../../text/highlight-looks'
import { LineText } from './line-text'
import type { CodeLine } from './patch-model'
import type { Side } from './props'

const signs = { add: '+', remove: '−', context: undefined } as const
const said = { add: 'added', remove: 'removed', context: undefined } as const

export interface LineLook {
  spans: readonly Span[]
  shown: number
  returns: boolean
}

interface UnifiedProps {
  rowKey: string
  line: CodeLine
  look: LineLook
  onMore: (line: CodeLine) => void
  ref?: Ref<HTMLDivElement>
}

const Sign = ({ kind }: { kind: CodeLine['kind'] }) => (
  <span
    className="dv-sign"
    data-sign={signs[kind]}
    {...(said[kind] === undefined ? {} : { role: 'img', 'aria-label': said[kind] })}
  />
)

export const UnifiedRow = memo(function UnifiedRow({ rowKey, line, look, onMore, ref }: UnifiedProps) {
  return (
    <div className="dv-row" data-key={rowKey} data-kind={line.kind} ref={ref}>
      <span className="dv-num" data-number={line.oldNumber ?? ''} aria-hidden />
      <span className="dv-num" data-number={line.newNumber ?? ''} aria-hidden />
      <Sign kind={line.kind} />
      <span className="dv-text" data-side={line.kind === 'remove' ? 'old' : 'new'}>
        <LineText line={line} {...look} onMore={() => onMore(line)} />
      </span>
    </div>
  )
}, sameLook)

interface SplitProps {
  rowKey: string
  old: CodeLine | null
  now: CodeLine | null
  oldLook: LineLook
  nowLook: LineLook
  onMore: (line: CodeLine) => void
  ref?: Ref<HTMLDivElement>
}

export const SplitRow = memo(function SplitRow({ rowKey, old, now, oldLook, nowLook, onMore, ref }: SplitProps) {
  return (
    <div className="dv-row" data-key={rowKey} ref={ref}>
      <Half side="old" line={old} look={oldLook} onMore={onMore} />
      <Half side="new" line={now} look={nowLook} onMore={onMore} />
    </div>
  )
}, sameLooks)

interface HalfProps {
  side: Side
  line: CodeLine | null
  look: LineLook
  onMore: (line: CodeLine) => void
}

function Half({ side, line, look, onMore }: HalfProps) {
  if (line === null) return <div className="dv-half" data-side={side} data-kind="none" aria-hidden />
  return (
    <div className="dv-half" data-side={side} data-kind={line.kind}>
      <span className="dv-num" data-number={(side === 'old' ? line.oldNumber : line.newNumber) ?? ''} aria-hidden />
      <Sign kind={line.kind} />
      <span className="dv-text" data-side={side}>
        <LineText line={line} {...look} onMore={() => onMore(line)} />
      </span>
    </div>
  )
}

const same = (left: LineLook, right: LineLook) =>
  left.spans === right.spans && left.shown === right.shown && left.returns === right.returns

function sameLook(left: UnifiedProps, right: UnifiedProps): boolean {
  return (
    left.rowKey === right.rowKey && left.line === right.line && same(left.look, right.look) && left.ref === right.ref
  )
}

function sameLooks(left: SplitProps, right: SplitProps): boolean {
  return (
    left.rowKey === right.rowKey &&
    left.old === right.old &&
    left.now === right.now &&
    same(left.oldLook, right.oldLook) &&
    same(left.nowLook, right.nowLook) &&
    left.ref === right.ref
  )
}
