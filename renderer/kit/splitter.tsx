// The line between two parts: dragged, or moved with the arrow keys. Knows the size of one of them in px and nothing of what
// they hold.
import type { KeyboardEvent, PointerEvent } from 'react'
import { cx } from './cx'

type Side = 'left' | 'right' | 'above' | 'below'

interface SplitterProps {
  label: string
  /** Where the part is, seen from the line, whose width or height this is. */
  side: Side
  /** Its size in px. */
  value: number
  min: number
  max: number
  onChange: (size: number) => void
  /** A double click sets it back. */
  initial: number
}

const stepPx = 16
/** The arrow keys that make the part larger and smaller. */
const arrows: Record<Side, readonly [larger: string, smaller: string]> = {
  left: ['ArrowRight', 'ArrowLeft'],
  right: ['ArrowLeft', 'ArrowRight'],
  above: ['ArrowDown', 'ArrowUp'],
  below: ['ArrowUp', 'ArrowDown'],
}

export function Splitter({ label, side, value, min, max, onChange, initial }: SplitterProps) {
  const upright = side === 'left' || side === 'right'
  const sign = side === 'left' || side === 'above' ? 1 : -1
  const set = (size: number) => onChange(Math.round(Math.min(max, Math.max(min, size))))
  const place = ({ clientX, clientY }: { clientX: number; clientY: number }) => (upright ? clientX : clientY)

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const from = place(event)
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => set(value + (place(moved) - from) * sign)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('lostpointercapture', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end)
  }

  const key = (event: KeyboardEvent) => {
    const [larger, smaller] = arrows[side]
    const sizes: Record<string, number> = {
      [larger]: value + stepPx,
      [smaller]: value - stepPx,
      Home: min,
      End: max,
    }
    const size = sizes[event.key]
    if (size === undefined) return
    event.preventDefault()
    set(size)
  }

  return (
    <div
      role="separator"
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => set(initial)}
      onKeyDown={key}
      className={cx(
        'group relative z-10 shrink-0 touch-none',
        upright ? '-mx-1 w-2 cursor-col-resize' : '-my-1 h-2 cursor-row-resize',
      )}
    >
      <div
        className={cx(
          'absolute bg-line group-hover:bg-edge group-focus-visible:bg-accent group-active:bg-accent',
          upright ? 'inset-y-0 left-1/2 w-px' : 'inset-x-0 top-1/2 h-px',
        )}
      />
    </div>
  )
}
