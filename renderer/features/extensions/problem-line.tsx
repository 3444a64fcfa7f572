// Why something in a section could not be read or done, with a way to try again.
import { TriangleAlert } from 'lucide-react'
import type { DeckError } from '../../../preload/contract/result'
import { Button } from '../../kit'
import { drawLine } from '../../text/visible-text'

interface ProblemLineProps {
  /** What was tried, ending without a colon. */
  tried: string
  error: DeckError
  onAgain?: () => void
}

export function ProblemLine({ tried, error, onAgain }: ProblemLineProps) {
  return (
    <div role="alert" className="flex items-start gap-2 text-failed">
      <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 break-words select-text">
        {tried}: {drawLine(error.message)}
        {error.detail && <div className="text-small">{drawLine(error.detail)}</div>}
      </div>
      {onAgain && (
        <Button size="sm" onClick={onAgain}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Something that Codex or the app left out, in words. */
export function WarningLine({ children }: { children: string }) {
  return (
    <div className="flex items-start gap-2 text-small text-waiting">
      <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap select-text">{drawLine(children)}</span>
    </div>
  )
}
