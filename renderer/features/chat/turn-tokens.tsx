// What a turn cost in tokens: counted while this window looked on, else from the records once they were asked for.
import type { TurnState } from '../../stores/threads/model'
import { useUsage } from '../../stores/sessions/usage'
import { formatTokens } from './token-usage'

export function TurnTokens({ turn, threadId }: { turn: TurnState; threadId: string }) {
  const recorded = useUsage(
    (state) => state.threads[threadId]?.report?.turns.find((known) => known.turnId === turn.id)?.tokens ?? null,
  )
  const counted = turn.tokens
  // A turn that was joined half-way has only its end counted here: the records have all of it.
  const tokens =
    recorded ??
    (counted && {
      input: counted.inputTokens,
      cachedInput: counted.cachedInputTokens,
      output: counted.outputTokens,
      reasoning: counted.reasoningOutputTokens,
      total: counted.totalTokens,
    })
  if (!tokens || tokens.total === 0) return null
  const parts = [
    `${tokens.input.toLocaleString()} in, of them ${tokens.cachedInput.toLocaleString()} cached`,
    `${tokens.output.toLocaleString()} out, of them ${tokens.reasoning.toLocaleString()} reasoning`,
  ].join('; ')
  return (
    <span data-testid="turn-tokens" data-tip={parts} className="text-faint tabular-nums">
      · {formatTokens(tokens.total)} tokens
    </span>
  )
}
