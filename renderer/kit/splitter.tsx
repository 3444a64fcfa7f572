// The line between two columns: dragged, or moved with the arrow keys. Knows widths in px and nothing of what is beside it.
import type { KeyboardEvent, PointerEvent } from 'react'

interface SplitterProps {
  label: string
  value: number
  min: number
  max: number
  onChange: (width: number) => void
  /** A double click sets it back. */
  initial: number
  /** The column is on the right of the line: it grows to the left. */
  fromRight?: boolean
}

const stepPx = 16

export function Splitter({ label, value, min, max, onChange, initial, fromRight = false }: SplitterProps) {
  const side = fromRight ? -1 : 1
  const set = (width: number) => onChange(Math.round(Math.min(max, Math.max(min, width))))

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientX
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => set(value + (moved.clientX - from) * side)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('lostpointercapture', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end)
  }

  const key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: value - stepPx * side,
      ArrowRight: value + stepPx * side,
      Home: min,
      End: max,
    }
    const width = steps[event.key]
    if (width === undefined) return
    event.preventDefault()
    set(width)
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => set(initial)}
      onKeyDown={key}
      className="group relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none"
    >
      <div className="absolute inset-y-0 left-1/2 w-px bg-line group-hover:bg-edge group-focus-visible:bg-accent group-active:bg-accent" />
    </div>
  )
}
