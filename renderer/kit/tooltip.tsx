// Tooltips. Any element with data-tip gets one: a single layer for the whole window listens, so that a thousand
// buttons cost nothing. A tooltip repeats the accessible name; it never holds the only copy of a fact.
import { Slot } from 'radix-ui'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd'

const waitMs = 500

/** Attributes that give an element a tooltip. */
export function tip(label: string, shortcut?: string): { 'data-tip': string; 'data-tip-keys'?: string } {
  return shortcut ? { 'data-tip': label, 'data-tip-keys': shortcut } : { 'data-tip': label }
}

/** Gives its one child a tooltip. */
export function Tooltip({ label, shortcut, children }: { label: string; shortcut?: string; children: ReactElement }) {
  return <Slot.Root {...tip(label, shortcut)}>{children}</Slot.Root>
}

interface Shown {
  label: string
  shortcut: string | null
  box: DOMRect
}

/** Draws the tooltip of the hovered or keyboard-focused element. Mounted once. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    const hide = () => {
      clearTimeout(timer.current)
      setShown(null)
    }
    const show = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null
      hide()
      if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return
      timer.current = setTimeout(() => {
        const label = target.getAttribute('data-tip')
        if (!label || !target.isConnected) return
        setShown({ label, shortcut: target.getAttribute('data-tip-keys'), box: target.getBoundingClientRect() })
      }, waitMs)
    }
    const shows = ['pointerover', 'focusin'] as const
    const hides = ['pointerdown', 'keydown', 'wheel', 'blur', 'pointerleave'] as const
    for (const name of shows) document.addEventListener(name, show, { passive: true })
    for (const name of hides) window.addEventListener(name, hide, { passive: true, capture: name !== 'blur' })
    return () => {
      hide()
      for (const name of shows) document.removeEventListener(name, show)
      for (const name of hides) window.removeEventListener(name, hide, { capture: name !== 'blur' })
    }
  }, [])

  if (!shown) return null
  const below = shown.box.bottom + 34 < window.innerHeight
  const middle = shown.box.left + shown.box.width / 2
  const keepInside = (element: HTMLElement | null): void => {
    if (!element) return
    const reach = element.offsetWidth / 2 + 6
    element.style.left = `${Math.max(Math.min(middle, window.innerWidth - reach), reach)}px`
  }
  return createPortal(
    <div
      ref={keepInside}
      aria-hidden
      className="animate-appear pointer-events-none fixed z-50 flex w-max max-w-80 -translate-x-1/2 items-center gap-2 rounded-sm bg-raised px-2 py-1 text-small text-text shadow-float"
      style={below ? { top: shown.box.bottom + 6 } : { bottom: window.innerHeight - shown.box.top + 6 }}
    >
      <span className="min-w-0 break-words whitespace-pre-line">{shown.label}</span>
      {shown.shortcut && <Kbd keys={shown.shortcut} />}
    </div>,
    document.body,
  )
}
