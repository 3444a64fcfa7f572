// The state of a chat's goal in words. Pure.
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import { duration } from '../../kit'

const statusWords: Record<string, string> = {
  active: 'Codex works on it, turn after turn, until it is done.',
  paused: 'Paused.',
  blocked: 'Codex says that it is blocked.',
  usageLimited: 'Stopped: a limit of the account is used up.',
  budgetLimited: 'Stopped: its budget is used up.',
  complete: 'Codex says that it is done.',
}

/** Characters that Codex takes. */
export const mostGoal = 4000

const stateWords: Record<string, string> = {
  active: 'working',
  paused: 'paused',
  blocked: 'blocked',
  usageLimited: 'limit reached',
  budgetLimited: 'budget used up',
  complete: 'done',
}

/** The same in a word or two. */
export function goalState({ status }: Pick<ThreadGoal, 'status'>): string {
  return (Object.hasOwn(stateWords, status) ? stateWords[status] : undefined) ?? String(status)
}

/** A goal's status; Codex's own word for one that this app doesn't know. */
export function goalStatus({ status }: Pick<ThreadGoal, 'status'>): string {
  return (Object.hasOwn(statusWords, status) ? statusWords[status] : undefined) ?? String(status)
}

/** Whether Codex begins turns for it by itself just now. */
export const isGoing = ({ status }: Pick<ThreadGoal, 'status'>): boolean => status === 'active'

const count = (tokens: number): string => tokens.toLocaleString('en-US')

/** "1,200 of 50,000 tokens, 3 min 05 s". Parts that Codex doesn't tell are left out. */
export function goalCost({ tokensUsed, tokenBudget, timeUsedSeconds }: Partial<ThreadGoal>): string {
  const parts = [
    typeof tokensUsed === 'number'
      ? typeof tokenBudget === 'number'
        ? `${count(tokensUsed)} of ${count(tokenBudget)} tokens`
        : `${count(tokensUsed)} tokens`
      : null,
    typeof timeUsedSeconds === 'number' && timeUsedSeconds > 0 ? duration(timeUsedSeconds * 1000) : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
