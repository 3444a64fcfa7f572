// Parts that several request forms share: labelled facts, a command in full, a list of permissions.
import type { ReactNode } from 'react'
import { CopyButton, cx } from '../../kit'
import { VisibleText } from '../../text/visible-text'
import { grantLines } from './permission-grants'

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

/** Why Codex asks, in its own words. */
export function Reason({ text }: { text: string | null }) {
  if (!text) return null
  return (
    <p className={cx('max-h-64 overflow-y-auto break-words whitespace-pre-wrap', unmarkedLines)}>
      <VisibleText text={text} />
    </p>
  )
}

/** Permissions that come along with a command. */
export function AddedPermissions({ permissions }: { permissions: unknown }) {
  const lines = grantLines(permissions)
  if (lines.length === 0) return null
  return (
    <Fact label="Also grants">
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            {line.label} {line.subject !== null && <Literal text={line.subject} />}
          </li>
        ))}
      </ul>
    </Fact>
  )
}
