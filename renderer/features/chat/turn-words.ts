// How a turn ended, in a sentence. Pure.
import type { TurnState } from '../../stores/threads/model'
import { formatDuration } from './durations'
import { explainError } from './turn-errors'

/** "Stopped after 12 s", and why when it was not the person: the server ended under it. */
export function stoppedWords(turn: TurnState): string {
  const took = formatDuration(turn.durationMs)
  const stopped = took === '' ? 'Stopped' : `Stopped after ${took}`
  if (turn.stoppedBecause) {
    const says = /^codex/i.test(turn.stoppedBecause)
    return `${stopped}. ${says ? '' : 'Codex ended while it worked: '}${turn.stoppedBecause}`
  }
  if (turn.error?.message) return `${stopped}. ${turn.error.message}`
  return stopped
}

/** One sentence for screen readers. */
export function endWords(turn: TurnState): string {
  switch (turn.status) {
    case 'completed':
      return 'Codex has finished.'
    case 'interrupted':
      return stoppedWords(turn)
    case 'failed':
      return `The turn failed. ${explainError(turn.error).title}`
    case 'inProgress':
      return ''
    default:
      turn.status satisfies never
      return 'The turn ended.'
  }
}
