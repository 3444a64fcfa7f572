// A JSON value that can be folded, with hidden characters visible. Draws only the lines in view.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Virtualizer } from 'virtua'
import { cx } from '../../kit'
import { VisibleText } from '../../text'
import { canUnfold, jsonLines, shortString, type JsonLine } from './json-lines'

/** So much of an unfolded string is drawn; Copy gives all of it. */
const mostDrawn = 20_000

export function JsonView({ value }: { value: unknown }) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => jsonLines(value, turned), [value, turned])
  const turn = (path: string) => {
    const next = new Set(turned)
    if (!next.delete(path)) next.add(path)
    setTurned(next)
  }
  return (
    <div
      ref={scroller}
      tabIndex={0}
      aria-label="Raw event as JSON"
      className="min-h-0 flex-1 overflow-auto bg-sunken py-1.5 font-mono text-code focus-visible:-outline-offset-2"
    >
      <Virtualizer scrollRef={scroller} itemSize={18} data={lines}>
        {(line: JsonLine, at) => (
          <Line key={`${line.path}${line.kind === 'close' ? ' end' : ''} ${at}`} line={line} onTurn={turn} />
        )}
      </Virtualizer>
    </div>
  )
}

function Line({ line, onTurn }: { line: JsonLine; onTurn: (path: string) => void }) {
  const foldable = line.kind === 'open' || line.kind === 'folded' || (line.kind === 'string' && canUnfold(line.text))
  const open = line.kind === 'open' || line.whole === true
  const Mark = open ? ChevronDown : ChevronRight
  return (
    <div className="flex pr-3" style={{ paddingLeft: 4 + line.depth * 12 }}>
      {foldable ? (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={open ? 'Fold' : 'Unfold'}
          onClick={() => onTurn(line.path)}
          className="mt-px flex size-4 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text"
        >
          <Mark aria-hidden size={12} />
        </button>
      ) : (
        <span className="w-4 shrink-0" />
      )}
      <span className="min-w-0 break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
        {line.name !== null && (
          <>
            <span className="deck-code-keyword">
              <VisibleText text={line.name} />
            </span>
            <span className="text-faint">: </span>
          </>
        )}
        <Value line={line} onTurn={onTurn} />
        {!line.last && line.kind !== 'open' && <span className="text-faint">,</span>}
      </span>
    </div>
  )
}

function Value({ line, onTurn }: { line: JsonLine; onTurn: (path: string) => void }) {
  if (line.kind === 'plain') return <span className="deck-code-constant">{line.text}</span>
  if (line.kind !== 'string') {
    return (
      <span
        className={cx('text-muted', line.kind === 'folded' && 'hover:text-text')}
        onClick={() => line.kind === 'folded' && onTurn(line.path)}
      >
        {line.text}
      </span>
    )
  }
  if (!canUnfold(line.text)) return <Quoted text={line.text} />
  if (!line.whole) {
    const cut = line.text.slice(0, shortString)
    return (
      <>
        <Quoted text={cut} open />
        <span className="text-faint"> … {line.text.length.toLocaleString('en-US')} characters</span>
      </>
    )
  }
  const left = line.text.length - mostDrawn
  return (
    <>
      <VisibleText text={left > 0 ? line.text.slice(0, mostDrawn) : line.text} className="deck-code-string" />
      {left > 0 && (
        <span className="text-faint"> … {left.toLocaleString('en-US')} more characters: Copy gives all of it</span>
      )}
    </>
  )
}

/** A string as JSON writes it: line breaks and quotes escaped, the rest visible. */
function Quoted({ text, open = false }: { text: string; open?: boolean }) {
  const quoted = JSON.stringify(text)
  return <VisibleText text={open ? quoted.slice(0, -1) : quoted} className="deck-code-string" />
}
