// What each `/` command does, with the acts of the stores. Draws nothing: what needs a form is asked of the composer.
import { fail, ok, type Result } from '../../../preload/contract/result'
import { useProjects } from '../../stores/app/projects'
import { useReview } from '../../stores/changes/review'
import { clearGoalWithUndo } from '../../stores/threads/clear-goal'
import { useThreads } from '../../stores/threads/threads'
import { goalCall, type GoalCall } from './goal-call'
import type { SlashCall } from './slash'

/** Parts of the composer that a command can open or switch. */
export interface CommandSurface {
  projectId: string
  threadId: string | null
  togglePlan: () => void
  showStatus: () => void
  showReview: () => void
  openPicker: (picker: 'picker-model' | 'picker-preset') => void
}

const needsChat = fail('slash.no-thread', 'This command works on a chat that exists. Send a message first.')

/** Runs a command. A failure says why, and the caller puts the text back. */
export async function runCommand({ command, argument }: SlashCall, surface: CommandSurface): Promise<Result<unknown>> {
  const { projectId, threadId } = surface
  const threads = useThreads.getState()
  switch (command.name) {
    case 'new':
      useProjects.getState().selectThread(projectId, null)
      return ok(null)
    case 'plan':
      surface.togglePlan()
      return ok(null)
    case 'status':
      surface.showStatus()
      return ok(null)
    case 'model':
      surface.openPicker('picker-model')
      return ok(null)
    case 'permissions':
      surface.openPicker('picker-preset')
      return ok(null)
    case 'review':
      if (argument === '') {
        surface.showReview()
        return ok(null)
      }
      return useReview.getState().start(projectId, threadId, { type: 'custom', instructions: argument })
    case 'compact':
      return threadId === null ? needsChat : threads.compact(threadId)
    case 'rename':
      if (threadId === null) return needsChat
      if (argument === '') return fail('slash.argument', 'Say the new title after /rename.')
      return threads.rename(projectId, threadId, argument)
    case 'goal':
      if (threadId === null) return needsChat
      return runGoal(threadId, goalCall(argument))
    case 'fork':
      return threadId === null ? needsChat : threads.fork(projectId, threadId, null)
    case 'archive':
      return threadId === null ? needsChat : threads.archive(projectId, threadId)
    case 'stop':
      return threadId === null ? needsChat : threads.interrupt(threadId)
    default:
      return command.name satisfies never
  }
}

async function runGoal(threadId: string, call: GoalCall): Promise<Result<unknown>> {
  const threads = useThreads.getState()
  switch (call.kind) {
    case 'set':
      return threads.setGoal(threadId, call.objective)
    case 'pause':
      return threads.changeGoal(threadId, { status: 'paused' })
    case 'resume':
      return threads.changeGoal(threadId, { status: 'active' })
    case 'budget':
      return threads.changeGoal(threadId, { tokenBudget: call.tokens })
    case 'clear':
      return clearGoalWithUndo(threadId)
    case 'unclear':
      return fail('slash.argument', call.message)
    default:
      return call satisfies never
  }
}
