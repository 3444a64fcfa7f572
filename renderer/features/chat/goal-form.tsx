// Setting, changing, pausing, limiting and clearing the goal of a chat.
import { useState } from 'react'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import type { Result } from '../../../preload/contract/result'
import { Button, TextArea, TextField } from '../../kit'
import { clearGoalWithUndo } from '../../stores/threads/clear-goal'
import { useThreads } from '../../stores/threads/threads'
import type { GoalChange } from '../../stores/threads/threads-shape'
import { goalCost, goalStatus, isGoing, mostGoal } from './goal-words'

interface GoalFormProps {
  threadId: string
  /** Null where the chat has none. */
  goal: ThreadGoal | null
  onDone: () => void
}

/** "70,000" → 70000, "" → null (no limit); undefined when it is no number of tokens. */
function tokensOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const tokens = Number(text.replaceAll(/[,_\s]/g, ''))
  return Number.isSafeInteger(tokens) && tokens > 0 ? tokens : undefined
}

export function GoalForm({ threadId, goal, onDone }: GoalFormProps) {
  const changeGoal = useThreads((state) => state.changeGoal)
  const [words, setWords] = useState(goal?.objective ?? '')
  const [budget, setBudget] = useState(goal?.tokenBudget == null ? '' : String(goal.tokenBudget))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const objective = words.trim()
  const tokens = tokensOf(budget)
  const isTooLong = [...objective].length > mostGoal
  const isFine = objective !== '' && !isTooLong && tokens !== undefined
  const isChanged = goal !== null && (objective !== goal.objective || tokens !== (goal.tokenBudget ?? null))
  const tell = async (act: Promise<Result<null>>): Promise<void> => {
    setBusy(true)
    const result = await act
    setBusy(false)
    setProblem(result.ok ? null : result.error.message)
    if (result.ok) onDone()
  }
  /** What is typed goes along with whatever else is changed. */
  const change = (more: GoalChange): void => {
    if (!isFine) return
    const typed = goal === null || isChanged ? { objective, tokenBudget: tokens ?? null } : {}
    void tell(changeGoal(threadId, { ...typed, ...more }))
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged) change({})
      }}
    >
      <TextArea
        label="Goal"
        rows={3}
        value={words}
        placeholder="What is to be reached, and how Codex can tell that it is"
        onChange={(event) => setWords(event.target.value)}
        problem={isTooLong ? `At most ${mostGoal.toLocaleString('en-US')} characters.` : null}
        className="max-h-48"
      />
      <TextField
        label="Budget in tokens"
        inputMode="numeric"
        placeholder="no limit"
        value={budget}
        onChange={(event) => setBudget(event.target.value)}
        problem={tokens === undefined ? 'A number of tokens, or nothing for no limit.' : null}
      />
      <div className="text-small text-muted">
        {goal === null ? (
          'Once started, Codex works on it turn after turn by itself, until it says that it is done, you pause it, or the budget is used up.'
        ) : (
          <>
            {goalStatus(goal)}
            <div className="tabular-nums">{goalCost(goal)}</div>
          </>
        )}
      </div>
      {problem && (
        <div role="alert" className="text-small text-failed select-text">
          {problem}
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {goal === null ? (
          <>
            <Button disabled={!isFine || busy} onClick={() => change({ status: 'paused' })}>
              Note it for later
            </Button>
            <Button variant="primary" disabled={!isFine || busy} onClick={() => change({ status: 'active' })}>
              Start
            </Button>
          </>
        ) : (
          <>
            <Button disabled={busy} onClick={() => void tell(clearGoalWithUndo(threadId))}>
              Clear
            </Button>
            {isChanged && (
              <Button type="submit" disabled={!isFine || busy}>
                Save
              </Button>
            )}
            <Button
              variant="primary"
              disabled={busy || (isChanged && !isFine)}
              onClick={() => change({ status: isGoing(goal) ? 'paused' : 'active' })}
            >
              {isGoing(goal) ? 'Pause' : goal.status === 'complete' ? 'Start again' : 'Go on'}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}
