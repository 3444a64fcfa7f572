// The line between a part above and a part below: dragged, or moved with the arrow keys. Knows the lower part's height in
// px and nothing of what it holds. Its twin for columns is splitter.tsx.
import type { KeyboardEvent, PointerEvent } from 'react'

interface RowSplitterProps {
  label: string
  /** Height of the part below, in px. */
  value: number
  min: number
  max: number
  onChange: (height: number) => void
  /** A double click sets it back. */
  initial: number
}

const stepPx = 16

export function RowSplitter({ label, value, min, max, onChange, initial }: RowSplitterProps) {
  const set = (height: number) => onChange(Math.round(Math.min(max, Math.max(min, height))))

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientY
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => set(value + from - moved.clientY)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('lostpointercapture', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end)
  }

  const key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: value + stepPx, ArrowDown: value - stepPx, Home: max, End: min }
    const height = steps[event.key]
    if (height === undefined) return
    event.preventDefault()
    set(height)
  }

  return (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => set(initial)}
      onKeyDown={key}
      className="group relative z-10 -my-1 h-2 shrink-0 cursor-row-resize touch-none"
    >
      <div className="absolute inset-x-0 top-1/2 h-px bg-line group-hover:bg-edge group-focus-visible:bg-accent group-active:bg-accent" />
    </div>
  )
}
