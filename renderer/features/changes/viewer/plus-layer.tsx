// Picking lines to say something about: the "+" beside the line under the pointer, pressed, dragged or shift-clicked. One button for
// the whole list, moved from line to line.
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Side } from './props'

/** A line that can be picked. */
export interface LinePick {
  fileId: string
  key: string
  side: Side
}

interface Spot extends LinePick {
  top: number
  left: number
  number: string
}

/** The line at an element of the list, or null. Of an empty half there is none. */
function pickAt(target: EventTarget | null): (LinePick & { row: HTMLElement; number: HTMLElement | null }) | null {
  if (!(target instanceof Element)) return null
  const row = target.closest<HTMLElement>('.dv-row')
  const fileId = row?.closest<HTMLElement>('[data-file]')?.dataset['file']
  const key = row?.dataset['key']
  if (row === null || fileId === undefined || key === undefined) return null
  const half = target.closest<HTMLElement>('.dv-half')
  if (half === null && row.querySelector('.dv-half') !== null) return null
  if (half?.dataset['kind'] === 'none') return null
  const side = half === null ? (row.dataset['kind'] === 'remove' ? 'old' : 'new') : half.dataset['side']
  const numbers = (half ?? row).querySelectorAll<HTMLElement>('.dv-num')
  return {
    fileId,
    key,
    side: side === 'old' ? 'old' : 'new',
    row,
    number: (half === null && side === 'old' ? numbers[0] : numbers[numbers.length - 1]) ?? null,
  }
}

interface PlusLayerProps {
  canvasRef: RefObject<HTMLElement | null>
  /** The picked lines while a drag lasts, and the line where it began: the marks follow. */
  onDrag: (from: LinePick, to: LinePick) => void
  onPick: (from: LinePick, to: LinePick) => void
}

export function PlusLayer({ canvasRef, onDrag, onPick }: PlusLayerProps) {
  const [spot, setSpot] = useState<Spot | null>(null)
  const begun = useRef<LinePick | null>(null)
  const last = useRef<LinePick | null>(null)

  useEffect(() => {
    const element = canvasRef.current
    if (element === null) return
    const over = (event: Event) => {
      if (begun.current !== null) return
      if (event.target instanceof Element && event.target.closest('.dv-plus') !== null) return
      const found = pickAt(event.target)
      if (found === null || found.number === null) return setSpot(null)
      const ground = element.getBoundingClientRect()
      const box = found.number.getBoundingClientRect()
      setSpot({
        fileId: found.fileId,
        key: found.key,
        side: found.side,
        top: box.top - ground.top,
        left: box.right - ground.left - 4,
        number: found.number.dataset['number'] ?? '',
      })
    }
    const leave = () => {
      if (begun.current === null) setSpot(null)
    }
    element.addEventListener('pointerover', over, { passive: true })
    element.addEventListener('pointerleave', leave, { passive: true })
    return () => {
      element.removeEventListener('pointerover', over)
      element.removeEventListener('pointerleave', leave)
    }
  }, [canvasRef])

  if (spot === null) return null
  const here: LinePick = { fileId: spot.fileId, key: spot.key, side: spot.side }
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const from = event.shiftKey && last.current?.fileId === here.fileId ? { ...last.current, side: here.side } : here
    begun.current = from
    let to = here
    const button = event.currentTarget
    button.setPointerCapture(event.pointerId)
    onDrag(from, to)
    const move = (moved: globalThis.PointerEvent) => {
      const found = pickAt(document.elementFromPoint(moved.clientX, moved.clientY))
      if (found === null || found.fileId !== from.fileId) return
      to = { fileId: found.fileId, key: found.key, side: from.side }
      onDrag(from, to)
    }
    const end = () => {
      button.removeEventListener('pointermove', move)
      button.removeEventListener('lostpointercapture', end)
      begun.current = null
      last.current = to
      onPick(from, to)
    }
    button.addEventListener('pointermove', move)
    button.addEventListener('lostpointercapture', end)
  }
  return (
    <button
      type="button"
      className="dv-plus"
      tabIndex={-1}
      aria-label={`Comment on line ${spot.number}`}
      data-tip="Comment; drag for several lines"
      data-tip-keys="C"
      style={{ top: spot.top, left: spot.left }}
      onPointerDown={down}
    >
      <Plus aria-hidden size={13} strokeWidth={2.5} />
    </button>
  )
}
