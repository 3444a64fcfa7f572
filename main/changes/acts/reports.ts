// Reports of acts that did nothing. Pure.
import type { ActReport } from '@contract/changes'
import type { TransitionFailed } from './file-transition'
import type { Conflict } from './plan'
import { refusalSummary, writingTrouble } from './words'

/** Nothing was done, and why. */
export function refused(conflicts: readonly Conflict[]): ActReport {
  return { done: false, changed: [], conflicts: [...conflicts], undoId: null, summary: refusalSummary(conflicts) }
}

/** Everything is already so. */
export function nothingToDo(): ActReport {
  return { done: true, changed: [], conflicts: [], undoId: null, summary: 'Nothing to do: it is already so.' }
}

/** It went wrong on the way and was put back. */
export function failed({ step, cause, lost }: TransitionFailed): ActReport {
  const conflicts: Conflict[] = [{ path: step.name, reason: writingTrouble(cause) }]
  for (const path of lost)
    conflicts.push({ path, reason: 'could not be put back, because it was changed by somebody else meanwhile.' })
  return refused(conflicts)
}
