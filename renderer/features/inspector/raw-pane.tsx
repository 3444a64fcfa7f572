// The part under the list: the selected row's raw event, to read, fold and copy, and the way back to its place in the chat.
import { CornerUpLeft, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { InspectorRow } from '../../../preload/contract/inspection'
import { Button, CopyButton, IconButton, Spinner } from '../../kit'
import { VisibleText } from '../../text'
import { JsonView } from './json-view'
import { kindLooks } from './kinds'
import { bytesInWords } from './words'
import { useRaw, type RawSource } from './use-raw'

/** So much of a text that is no tree is drawn. */
const mostDrawn = 64 * 1024

interface RawPaneProps {
  row: InspectorRow
  source: RawSource
  /** Null when the row has no place in a chat of this project. */
  onShowInChat: (() => void) | null
  onClose: () => void
  /** Escape: the list takes the focus again. */
  onBack: () => void
}

export function RawPane({ row, source, onShowInChat, onClose, onBack }: RawPaneProps) {
  const raw = useRaw(row, source)
  const { icon: Icon } = kindLooks[row.kind]
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onBack()
  }
  const where =
    source.kind === 'file'
      ? `Line ${(row.index + 1).toLocaleString('en-US')}, ${bytesInWords(row.length)} at byte ${row.offset.toLocaleString('en-US')}`
      : `Event ${(row.index + 1).toLocaleString('en-US')} since this window opened`
  return (
    <div data-testid="inspector-raw" className="flex h-full min-h-0 flex-col" onKeyDown={keys}>
      <div className="flex h-8 shrink-0 items-center gap-1.5 pr-1 pl-3">
        <Icon aria-hidden size={14} className="shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate text-small text-muted" data-tip={where}>
          <span className="text-text">{row.type}</span>
          {row.subtype !== '' && ` · ${row.subtype}`}
          <span className="sr-only">. {where}</span>
        </span>
        {onShowInChat && (
          <Button size="sm" variant="plain" icon={CornerUpLeft} onClick={onShowInChat}>
            Show in chat
          </Button>
        )}
        {raw.state === 'read' && <CopyButton text={raw.text} label="Copy the raw event" />}
        <IconButton size="sm" label="Close the raw event" icon={X} onClick={onClose} />
      </div>
      {row.kind === 'bad' && <p className="shrink-0 px-3 pb-1 text-small text-failed">{row.label}</p>}
      {raw.state === 'reading' && <Spinner label="Reading the line…" className="px-3 py-2" />}
      {raw.state === 'failed' && (
        <p role="alert" className="px-3 py-2 text-failed">
          {raw.message}
        </p>
      )}
      {raw.state === 'read' && raw.note !== null && (
        <p className="shrink-0 px-3 pb-1 text-small text-muted">
          {raw.note}
          {raw.value === undefined && raw.text.length > mostDrawn && ` Shown are the first ${bytesInWords(mostDrawn)}.`}
        </p>
      )}
      {raw.state === 'read' &&
        (raw.value === undefined ? (
          <pre
            tabIndex={0}
            aria-label="Raw event as text"
            className="min-h-0 flex-1 overflow-auto bg-sunken px-3 py-1.5 text-code whitespace-pre-wrap focus-visible:-outline-offset-2"
          >
            <VisibleText text={raw.text.slice(0, mostDrawn)} />
          </pre>
        ) : (
          <JsonView key={`${row.index} ${row.offset}`} value={raw.value} />
        ))}
    </div>
  )
}
