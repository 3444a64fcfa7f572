// Text with its hidden characters shown as badges and its characters in their true order. For commands, paths and
// whatever else is approved by reading it. To copy the real text use CopyButton: a selection would copy the badges.
import { useMemo, type ReactNode } from 'react'
import { revealHidden, type RevealOptions, type Segment } from './hidden'
import './text.css'

interface VisibleTextProps {
  text: string
  className?: string
}

/** Segments as React nodes; keys are places, for a text's segments never move. */
export function drawSegments(segments: readonly Segment[]): ReactNode[] {
  return segments.map((segment, place) => {
    switch (segment.kind) {
      case 'text':
        return segment.text
      case 'newline':
        return (
          <span key={place}>
            <span className="deck-newline" aria-hidden>
              ⏎
            </span>
            {'\n'}
          </span>
        )
      case 'hidden':
        return (
          <span key={place} className="deck-hidden" title={segment.name} data-hidden={segment.label}>
            ⟦{segment.label}⟧
          </span>
        )
      default:
        return segment satisfies never
    }
  })
}

/** One line's text with hidden characters shown, tabs and spaces as they are. Cheap for lines that hide nothing. */
export function drawLine(text: string, options: RevealOptions = { spaces: false, tabs: false }): ReactNode {
  const segments = revealHidden(text, options)
  return segments.length === 1 && segments[0]?.kind === 'text' ? text : drawSegments(segments)
}

export function VisibleText({ text, className }: VisibleTextProps) {
  const nodes = useMemo(() => drawSegments(revealHidden(text)), [text])
  return (
    <span className={`deck-visible ${className ?? ''}`} dir="ltr">
      {nodes}
    </span>
  )
}
