// Why an answer was not taken, in words; the request waits for another.
import type { DeckError } from '../../../preload/contract/result'
import { CollapsibleRow } from '../../kit'
import { FullText } from '../../text/facts'

export function AnswerProblem({ problem }: { problem: DeckError | null }) {
  if (problem === null) return null
  return (
    <div role="alert" className="flex flex-col gap-1 text-failed">
      <span className="break-words select-text">The answer was not taken: {problem.message}</span>
      {problem.detail && (
        <CollapsibleRow summary="Details">
          <FullText text={problem.detail} label="Details" prose />
        </CollapsibleRow>
      )}
    </div>
  )
}
