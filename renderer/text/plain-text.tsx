// Long plain text in pieces: when it grows, only its last piece is drawn again.
import { memo } from 'react'
import { chunksOf } from './chunks'

const Piece = memo(function Piece({ text }: { text: string }) {
  return <span className="deck-piece">{text}</span>
})

/** Pieces are blocks of their own, so that the layout of the finished ones is kept; a line may break early at a cut. */
export function PlainText({ text }: { text: string }) {
  const chunks = chunksOf(text)
  if (chunks.length <= 1) return text
  return chunks.map((chunk, place) => <Piece key={place} text={chunk.endsWith('\n') ? chunk.slice(0, -1) : chunk} />)
}
