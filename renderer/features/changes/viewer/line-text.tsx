// The text of one line: coloured, changed words marked, hidden characters shown, far too long ones cut.
import { type ReactNode } from 'react'
import type { Span } from '../../../text/highlight-looks'
import { drawLine } from '../../../text/visible-text'
import { cutAt, longLine, mostOfLine } from './cells'
import { sizeWords } from './file-words'
import type { CodeLine } from './patch-model'
import { marksOf, piecesOf } from './pieces'

interface LineTextProps {
  line: CodeLine
  spans: readonly Span[]
  /** Characters to draw of a long line. */
  shown: number
  /** Shows its CR. */
  returns: boolean
  onMore: () => void
}

const unremarkable = /^[\t\x20-\x7e]*$/

export function LineText({ line, spans, shown, returns, onMore }: LineTextProps) {
  const { text } = line
  const length = text.length > longLine ? cutAt(text, shown) : text.length
  const draw: (piece: string) => ReactNode = unremarkable.test(text) ? (piece) => piece : (piece) => drawLine(piece)
  const pieces = piecesOf(text, length, spans, marksOf(line))
  return (
    <>
      <span className="dv-code">
        {pieces.map((piece, place) =>
          piece.look === '' ? (
            <PlainPiece key={place}>{draw(piece.text)}</PlainPiece>
          ) : (
            <span key={place} className={piece.look}>
              {draw(piece.text)}
            </span>
          ),
        )}
      </span>
      {returns && line.cr ? <span className="dv-return" title="This line ends in CR LF" /> : null}
      {length < text.length ? <More left={text.length - length} at={length} onMore={onMore} /> : null}
      {line.open ? (
        <span className="dv-end" data-end=" no newline at the end" title="The file does not end with a newline" />
      ) : null}
    </>
  )
}

/** Text without an element of its own. */
const PlainPiece = ({ children }: { children: ReactNode }) => children

function More({ left, at, onMore }: { left: number; at: number; onMore: () => void }) {
  if (at >= mostOfLine)
    return <span className="dv-end" data-end={` … ${sizeWords(left)} more: open the file to see them`} />
  return (
    <button type="button" className="dv-more" onClick={onMore} tabIndex={-1}>
      … show more of this line ({sizeWords(left)})
    </button>
  )
}
