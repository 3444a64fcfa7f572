// What is wrong with the text as typed; a press goes to the place.
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { TextProblem } from '../../../preload/contract/config'
import { CopyButton, Spinner } from '../../kit'
import { drawLine } from '../../text/visible-text'

interface ProblemListProps {
  problems: readonly TextProblem[]
  checking: boolean
  onGo: (problem: TextProblem) => void
}

export function ProblemList({ problems, checking, onGo }: ProblemListProps) {
  return (
    <div
      aria-label="Problems"
      role="region"
      className="flex max-h-28 shrink-0 flex-col gap-0.5 overflow-y-auto text-small"
    >
      {problems.map((problem, at) => (
        <div key={at} className="flex items-start gap-1">
          {problem.level === 'error' ? (
            <CircleAlert aria-label="Error" size={14} className="mt-px shrink-0 text-failed" />
          ) : (
            <TriangleAlert aria-label="Warning" size={14} className="mt-px shrink-0 text-waiting" />
          )}
          <button
            type="button"
            disabled={problem.line === null}
            onClick={() => onGo(problem)}
            className="min-w-0 rounded-sm text-left break-words not-disabled:hover:underline"
          >
            {problem.line !== null && (
              <span className="text-muted tabular-nums">
                line {problem.line}
                {problem.column !== null && `:${problem.column}`}{' '}
              </span>
            )}
            {drawLine(problem.message)}
          </button>
          <CopyButton text={problem.message} label="Copy the problem" />
        </div>
      ))}
      {checking ? (
        <Spinner label="Codex checks the text…" delayMs={600} />
      ) : (
        problems.length === 0 && (
          <span className="flex items-center gap-1 text-muted">
            <CircleCheck aria-hidden size={14} className="text-added" />
            Codex understands it.
          </span>
        )
      )}
    </div>
  )
}
