// From what a person chose to what main is asked for, and which choice suits when none was made. Pure.
import type { ChangeSource, GitFacts } from '../../../preload/contract/changes'
import type { ThreadState, TurnState } from '../threads/model'
import { isReviewTurn } from '../threads/review-turn'
import type { Choice } from './chosen'
import { patchOfTurns } from './turn-patch'

/** The newest turn that Codex knows; null when there is none. A review changes nothing: what it looked at is worth more. */
export function lastTurnOf(thread: Pick<ThreadState, 'turns'> | null): TurnState | null {
  return thread?.turns.findLast((turn) => turn.local !== true && !isReviewTurn(turn)) ?? null
}

/**
 * The source of a choice. Null for a turn or a session where there is no chat yet, or no turn in it.
 * @param root the folder that paths are told from.
 */
export function sourceOf(choice: Choice, thread: ThreadState | null, root: string | null): ChangeSource | null {
  switch (choice.kind) {
    case 'turn': {
      if (thread === null) return null
      const turn = choice.turnId === null ? lastTurnOf(thread) : thread.turns.find(({ id }) => id === choice.turnId)
      if (choice.turnId === null && turn == null) return null
      return {
        kind: 'turn',
        threadId: thread.id,
        // By name, so that a new turn is another view and never mixes with what is being looked at.
        turnId: choice.turnId ?? turn?.id ?? null,
        patch: turn ? patchOfTurns([turn], root) : null,
      }
    }
    case 'session':
      if (thread === null || lastTurnOf(thread) === null) return null
      return { kind: 'session', threadId: thread.id, patch: patchOfTurns(thread.turns, root) }
    case 'unstaged':
    case 'staged':
    case 'commit':
    case 'branch':
    case 'task':
      return choice
    default:
      return choice satisfies never
  }
}

/** What to show when nothing was chosen: what Codex did last, else what is not staged yet. */
export function usualChoice(thread: ThreadState | null, facts: GitFacts | null): Choice {
  if (lastTurnOf(thread) !== null) return { kind: 'turn', turnId: null }
  return facts?.state === 'repository' && facts.staged > 0 && facts.unstaged + facts.untracked === 0
    ? { kind: 'staged' }
    : { kind: 'unstaged' }
}

/** Tells one view from another: a source without the patch, which only says more about the same. */
export function sourceKey(source: ChangeSource): string {
  return JSON.stringify('patch' in source ? { ...source, patch: null } : source)
}

/** Whether a source can be other than it was: a commit never is. */
export function canChange(source: ChangeSource): boolean {
  return source.kind !== 'commit' && source.kind !== 'task'
}
