// Clearing a chat's goal with a way back: Codex forgets it at once, with what it cost so far.
import type { Result } from '../../../preload/contract/result'
import { tellFailure, useNotices } from '../app/notices'
import { useThreads } from './threads'

/** Clears the goal and offers Undo, which notes it again, paused: nothing goes on by itself because of it. */
export async function clearGoalWithUndo(threadId: string): Promise<Result<null>> {
  const { threads, clearGoal, changeGoal } = useThreads.getState()
  const thread = threads[threadId]
  const goal = thread?.goal ?? null
  const result = await clearGoal(threadId)
  if (!result.ok || thread === undefined || goal === null) return result
  const { objective, tokenBudget } = goal
  const { projectId } = thread
  const putBack = async (): Promise<void> => {
    useNotices.getState().dismiss(id)
    const again = await changeGoal(threadId, { objective, status: 'paused', tokenBudget: tokenBudget ?? null })
    if (!again.ok) tellFailure('The goal was not put back', again.error, projectId)
  }
  const id: string = useNotices.getState().push({
    level: 'info',
    message: 'The goal is cleared.',
    projectId,
    action: { label: 'Undo', run: () => void putBack() },
  })
  return result
}
