// The goal of a chat: always in view while Codex may begin turns for it by itself; where there is none, a way to set one.
import { Target } from 'lucide-react'
import { useState } from 'react'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import { cx, Popover, tip } from '../../kit'
import { GoalForm } from './goal-form'
import { goalState, goalStatus, isGoing } from './goal-words'

export function GoalChip({ threadId, goal }: { threadId: string; goal: ThreadGoal | null }) {
  const [open, setOpen] = useState(false)
  const state = goal === null ? null : goalState(goal)
  return (
    <Popover
      label="Goal of this chat"
      className="w-96 max-w-[calc(100vw-2rem)]"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={goal === null ? 'Set a goal' : `Goal, ${state}: ${goal.objective}`}
          data-testid="goal-chip"
          data-status={goal?.status ?? 'none'}
          className={cx(
            'flex h-6 min-w-0 shrink items-center gap-1 rounded-md px-1 text-small hover:bg-hover',
            goal !== null && isGoing(goal) ? 'text-running' : 'text-muted',
          )}
          {...tip(goal === null ? 'Set a goal' : `${goal.objective}\n${goalStatus(goal)}`)}
        >
          <Target aria-hidden size={14} className="shrink-0" />
          {goal !== null && (
            <span className="flex min-w-0 items-baseline gap-1.5 @max-2xl:hidden">
              <span className="max-w-60 truncate">{goal.objective}</span>
              <span className="shrink-0 text-faint">{state}</span>
            </span>
          )}
        </button>
      }
    >
      {/* Another goal, changed here or by Codex, begins with what it says. */}
      <GoalForm
        key={`${goal?.objective} ${goal?.tokenBudget}`}
        threadId={threadId}
        goal={goal}
        onDone={() => setOpen(false)}
      />
    </Popover>
  )
}
