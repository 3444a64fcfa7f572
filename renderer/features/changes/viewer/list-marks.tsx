// What is drawn over the lines: the keyboard's place, the lines that are picked, and the bars of comments about several lines. Their
// places are reckoned, so that moving them draws no line anew.
import type { Block } from './blocks'
import { boxOf, indexOfKey, rowsWithin } from './places'
import type { Annotation, DiffMode, Side } from './props'
import type { Picked } from './use-cursor'
import type { Place } from './walk'

interface ListMarksProps {
  blocks: readonly Block[]
  tops: Float64Array
  cursor: { place: Place | null; side: Side; picked: Picked | null }
  annotations: readonly Annotation[]
  mode: DiffMode
}

export function ListMarks({ blocks, tops, cursor, annotations, mode }: ListMarksProps) {
  const { place, picked } = cursor
  const half = (side: Side) =>
    mode === 'unified' ? { left: 0, right: 0 } : side === 'old' ? { left: 0, right: '50%' } : { left: '50%', right: 0 }
  const isPair = place !== null && blocks[place.file]?.rows[place.row]?.kind === 'pair'
  const box = place === null ? null : boxOf(blocks, tops, place)
  const bars = annotations.flatMap(({ key, fileId, side, from, line }) => {
    if (from === undefined || from >= line) return []
    const file = blocks.findIndex((block) => block.file.id === fileId)
    const rows = blocks[file]?.rows
    const within = rows && rowsWithin(rows, { side, from, to: line })
    return within ? [{ key, side, ...spanOf(blocks, tops, file, within.first, within.last) }] : []
  })
  const pickedFile = picked === null ? -1 : blocks.findIndex((block) => block.file.id === picked.fileId)
  const pickedRows = blocks[pickedFile]?.rows
  const ends =
    picked === null || pickedRows === undefined
      ? null
      : [indexOfKey(pickedRows, picked.from), indexOfKey(pickedRows, picked.to)]
  return (
    <>
      {bars.map(({ key, side, top, px }) => (
        <div key={key} className="dv-range-mark" data-for="annotation" style={{ top, height: px, ...half(side) }} />
      ))}
      {picked === null || ends === null || ends.some((end) => end < 0) ? null : (
        <div
          className="dv-range-mark"
          data-for="picked"
          style={{
            ...styleOf(spanOf(blocks, tops, pickedFile, Math.min(...ends), Math.max(...ends))),
            ...half(picked.side),
          }}
        />
      )}
      {box === null ? null : (
        <div
          className="dv-cursor"
          data-testid="diff-cursor"
          data-header={place?.row === -1 || undefined}
          style={{ top: box.top, height: box.px, ...(isPair ? half(cursor.side) : { left: 0, right: 0 }) }}
        />
      )}
    </>
  )
}

const styleOf = ({ top, px }: { top: number; px: number }) => ({ top, height: px })

function spanOf(blocks: readonly Block[], tops: Float64Array, file: number, first: number, last: number) {
  const begin = boxOf(blocks, tops, { file, row: first })
  const end = boxOf(blocks, tops, { file, row: last })
  return { top: begin.top, px: end.top + end.px - begin.top }
}
