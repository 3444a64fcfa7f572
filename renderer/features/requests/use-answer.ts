// The act of answering one request: sends once, says whether it is under way and what went wrong.
import { useRequests } from '../../stores/app/requests'
import type { DeckError } from '../../../preload/contract/result'

export interface Answering {
  /** Sends Codex's own response object. */
  send: (response: unknown) => void
  refuse: (message: string) => void
  busy: boolean
  problem: DeckError | null
}

export function useAnswer(key: string): Answering {
  const answer = useRequests((state) => state.answer)
  const refuse = useRequests((state) => state.refuse)
  const busy = useRequests((state) => state.answering.has(key))
  const problem = useRequests((state) => state.problems[key] ?? null)
  return {
    send: (response) => void answer(key, response),
    refuse: (message) => void refuse(key, message),
    busy,
    problem,
  }
}
