// One key of the configuration: its name, its value, where that comes from, and what can be done about it.
import { ChevronRight, Ellipsis, FileText, RotateCcw } from 'lucide-react'
import { memo, useState } from 'react'
import type { ConfigValue } from '../../../preload/contract/config'
import { Badge, CopyButton, cx, IconButton, Menu, tip } from '../../kit'
import type { ConfigRow } from '../../stores/config/effective-rows'
import { drawLine } from '../../text/visible-text'
import { isOverridden } from './control-kind'
import { LayerList } from './layer-list'
import { StringsControl } from './strings-control'
import { ValueControl } from './value-control'

export interface RowActs {
  write: (row: ConfigRow, value: ConfigValue) => void
  editText: (row: ConfigRow) => void
  unfold: (id: string) => void
}

interface ConfigRowViewProps {
  row: ConfigRow
  open: boolean
  pending: ConfigValue | undefined
  problem: string | undefined
  note: string | undefined
  acts: RowActs
}

export const ConfigRowView = memo(function ConfigRowView(props: ConfigRowViewProps) {
  const { row, open, pending, problem, note, acts } = props
  const [listing, setListing] = useState(false)
  const cut = row.path.length > 1 ? row.key.length - lastLength(row) : 0
  const help = row.known?.help ?? ''
  return (
    <div data-testid="config-row" data-key={row.key} className="border-b border-line py-1">
      <div className="flex flex-wrap items-start gap-x-2 gap-y-1 @2xl:flex-nowrap">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Layers of ${row.key}`}
          onClick={() => acts.unfold(row.id)}
          className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text"
        >
          <ChevronRight aria-hidden size={14} className={cx('transition-transform', open && 'rotate-90')} />
        </button>
        <div className="min-w-0 flex-1 basis-40 pt-0.5">
          <div className="flex min-w-0 items-center gap-1.5">
            <code className="truncate select-text" {...tip(row.key)}>
              <span className="text-faint">{drawLine(row.key.slice(0, cut))}</span>
              {drawLine(row.key.slice(cut))}
            </code>
            <Marks row={row} />
          </div>
          {help !== '' && <div className="line-clamp-2 text-small text-muted">{help}</div>}
        </div>
        <div className="order-2 flex min-h-6 min-w-0 flex-1 basis-full items-center pl-7 @2xl:order-none @2xl:basis-48 @2xl:pl-0">
          <ValueControl
            row={row}
            pending={pending}
            onWrite={(value) => acts.write(row, value)}
            onList={() => setListing(true)}
            onText={() => acts.editText(row)}
          />
        </div>
        <div
          className="order-3 w-full min-w-0 truncate pl-7 text-small text-muted @2xl:order-none @2xl:w-32 @2xl:shrink-0 @2xl:pt-1 @2xl:pl-0"
          {...tip(row.from?.source ?? row.from?.words ?? 'Nobody has set it.')}
        >
          {row.from === null ? <span className="text-faint">Codex’s default</span> : row.from.words}
        </div>
        <Menu
          align="end"
          trigger={<IconButton label={`More for ${row.key}`} icon={Ellipsis} size="sm" className="mt-0.5" />}
          entries={() => [
            {
              kind: 'item',
              label: row.home === undefined ? 'Reset: not set in this home' : 'Reset: delete it from this home',
              icon: RotateCcw,
              disabled: row.home === undefined || row.path[0] === 'projects',
              onSelect: () => acts.write(row, null),
            },
            { kind: 'item', label: 'Edit as text', icon: FileText, onSelect: () => acts.editText(row) },
          ]}
        />
      </div>
      {listing && (
        <div className="py-1 pl-7">
          <StringsControl
            label={row.key}
            value={Array.isArray(row.value) ? row.value.map(String) : []}
            onTake={(value) => acts.write(row, value)}
            onClose={() => setListing(false)}
          />
        </div>
      )}
      {problem !== undefined && (
        <div role="alert" className="flex items-start gap-1 pl-7 text-small text-failed">
          <span className="min-w-0 break-words select-text">{problem}</span>
          <CopyButton text={problem} label="Copy the reason" />
        </div>
      )}
      {note !== undefined && (
        <div role="status" className="pl-7 text-small break-words text-waiting">
          {note}
        </div>
      )}
      {open && (
        <div className="pt-1 pl-7">
          <LayerList row={row} />
        </div>
      )}
    </div>
  )
})

/** Characters of the last segment as it stands in the key. */
const lastLength = ({ key, path }: ConfigRow): number => {
  const last = path.at(-1) ?? ''
  return key.endsWith(last) ? last.length : JSON.stringify(last).length
}

function Marks({ row }: { row: ConfigRow }) {
  return (
    <>
      {row.unknown && (
        <Badge tone="waiting" title="This Codex doesn’t know the key and ignores it. It is kept.">
          unknown
        </Badge>
      )}
      {row.required && (
        <Badge tone={row.refused ? 'failed' : 'neutral'} title="Your administrator says what it may be.">
          required
        </Badge>
      )}
      {row.home !== undefined && isOverridden(row) && (
        <Badge tone="waiting" title={`This home sets it, but ${row.from?.words ?? 'another layer'} wins.`}>
          overridden
        </Badge>
      )}
      {row.from === null && row.inactive.length > 0 && (
        <Badge title={row.inactive[0]?.layer.disabledReason ?? 'Its layer does not count.'}>inactive</Badge>
      )}
    </>
  )
}
