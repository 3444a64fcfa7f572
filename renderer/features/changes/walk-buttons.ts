// Moves the focus among the buttons of a list with the arrow keys.
import type { KeyboardEvent } from 'react'

/** A key handler for the element around the buttons. */
export function walkButtons(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
  const step = steps[event.key]
  const ends = event.key === 'Home' || event.key === 'End'
  if (step === undefined && !ends) return
  // In a field these two move the caret.
  if (ends && event.target instanceof HTMLInputElement) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled), input')]
  if (stops.length === 0) return
  event.preventDefault()
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? -1 : (at + (step ?? 0)) % stops.length
  stops.at(next)?.focus()
}
