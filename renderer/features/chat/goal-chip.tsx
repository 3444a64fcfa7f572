// The goal of a chat: always in view while Codex may begin turns for it by itself; pausing, limiting and clearing it.
import { Target } from 'lucide-react'
import { useState } from 'react'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import { Button, cx, Popover, TextField, tip } from '../../kit'
import type { Result } from '../../../preload/contract/result'
import { useThreads } from '../../stores/threads/threads'
import { goalCost, goalStatus, isGoing } from './goal-words'

export function GoalChip({ threadId, goal }: { threadId: string; goal: ThreadGoal }) {
  const changeGoal = useThreads((state) => state.changeGoal)
  const clearGoal = useThreads((state) => state.clearGoal)
  const [open, setOpen] = useState(false)
  const [budget, setBudget] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const going = isGoing(goal)
  const tokens = budget.trim() === '' ? null : Number(budget.replaceAll(/[,_\s]/g, ''))
  const isNumber = tokens === null || (Number.isSafeInteger(tokens) && tokens > 0)
  const tell = async (act: Promise<Result<null>>): Promise<void> => {
    const result = await act
    setProblem(result.ok ? null : result.error.message)
  }
  return (
    <Popover
      label="Goal of this chat"
      className="w-80"
      open={open}
      onOpenChange={(isOpen) => {
        setOpen(isOpen)
        setProblem(null)
        setBudget(goal.tokenBudget == null ? '' : String(goal.tokenBudget))
      }}
      trigger={
        <button
          type="button"
          aria-label={`Goal: ${goal.objective}`}
          data-testid="goal-chip"
          className={cx(
            'flex h-6 min-w-0 shrink items-center gap-1 rounded-md px-1 text-small hover:bg-hover',
            going ? 'text-running' : 'text-faint',
          )}
          {...tip(`${goal.objective}\n${goalStatus(goal)}`)}
        >
          <Target aria-hidden size={14} className="shrink-0" />
          <span className="max-w-60 truncate @max-2xl:hidden">{goal.objective}</span>
        </button>
      }
    >
      <div className="flex flex-col gap-2">
        <div className="max-h-40 overflow-y-auto break-words whitespace-pre-wrap select-text">{goal.objective}</div>
        <div className="text-small text-muted">
          {goalStatus(goal)}
          <div className="tabular-nums">{goalCost(goal)}</div>
        </div>
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label="Budget in tokens"
              inputMode="numeric"
              placeholder="no limit"
              value={budget}
              onChange={(event) => setBudget(event.target.value)}
              problem={isNumber ? null : 'A number of tokens, or nothing for no limit.'}
            />
          </div>
          <Button
            disabled={!isNumber || tokens === (goal.tokenBudget ?? null)}
            onClick={() => void tell(changeGoal(threadId, { tokenBudget: tokens }))}
          >
            Set
          </Button>
        </div>
        {problem && (
          <div role="alert" className="text-small text-failed">
            {problem}
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => void tell(clearGoal(threadId)).then(() => setOpen(false))}>Clear</Button>
          <Button
            variant="primary"
            onClick={() => void tell(changeGoal(threadId, { status: going ? 'paused' : 'active' }))}
          >
            {going ? 'Pause' : 'Go on'}
          </Button>
        </div>
      </div>
    </Popover>
  )
}
