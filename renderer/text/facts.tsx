// Facts that a person decides by: labelled lines, literal words, a whole text. Hidden characters are always shown.
import type { ReactNode } from 'react'
import { CopyButton, cx } from '../kit'
import { VisibleText } from './visible-text'

/** Where a line's end means nothing, its mark would only be noise. */
export const unmarkedLines = '[&_.deck-newline]:hidden!'

/** A labelled line. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <span className="w-24 shrink-0 text-muted">{label}</span>
      <span className="min-w-0 flex-1 break-words">{children}</span>
    </div>
  )
}

/** A path or another untrusted word, in code type, with hidden characters shown. */
export function Literal({ text }: { text: string }) {
  return (
    <code className="break-all">
      <VisibleText text={text} />
    </code>
  )
}

/** A command or another text, whole: it scrolls and is never cut. In `prose` the ends of lines are not marked. */
export function FullText({ text, label, prose = false }: { text: string; label: string; prose?: boolean }) {
  return (
    <div className="group relative rounded-md border border-line bg-sunken">
      <pre
        aria-label={label}
        tabIndex={0}
        className={cx(
          'max-h-64 overflow-auto py-2 pr-9 pl-3 break-all whitespace-pre-wrap text-text',
          prose && unmarkedLines,
        )}
      >
        <VisibleText text={text} />
      </pre>
      <CopyButton text={text} className="absolute top-1.5 right-1.5" />
    </div>
  )
}
