import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import { GoalChip } from '../../../../../renderer/features/chat/goal-chip'
import { goalCost, goalStatus } from '../../../../../renderer/features/chat/goal-words'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fail, ok } from '../../../../../preload/contract/result'

const fresh = useThreads.getInitialState()
const changeGoal = vi.fn()
const clearGoal = vi.fn()
beforeEach(() => {
  changeGoal.mockReset().mockResolvedValue(ok(null))
  clearGoal.mockReset().mockResolvedValue(ok(null))
  useThreads.setState({ ...fresh, changeGoal, clearGoal }, true)
})
afterEach(cleanup)

const goal = (more: Partial<ThreadGoal> = {}): ThreadGoal => ({
  threadId: 't',
  objective: 'Make it fast',
  status: 'active',
  tokenBudget: 50_000,
  tokensUsed: 1200,
  timeUsedSeconds: 65,
  createdAt: 0,
  updatedAt: 0,
  ...more,
})
const open = (more: Partial<ThreadGoal> = {}) => {
  render(<GoalChip threadId="t" goal={goal(more)} />)
  fireEvent.click(screen.getByTestId('goal-chip'))
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('pauses a goal that is going and goes on with one that is not', () => {
  open()
  press('Pause')
  cleanup()
  open({ status: 'paused' })
  press('Go on')
  expect(changeGoal.mock.calls).toEqual([
    ['t', { status: 'paused' }],
    ['t', { status: 'active' }],
  ])
})

it('limits it, or takes the limit off', () => {
  open()
  const field = screen.getByRole('textbox', { name: 'Budget in tokens' })
  fireEvent.change(field, { target: { value: 'many' } })
  expect(screen.getByRole('button', { name: 'Set' }).hasAttribute('disabled')).toBe(true)
  fireEvent.change(field, { target: { value: '70,000' } })
  press('Set')
  fireEvent.change(field, { target: { value: '' } })
  press('Set')
  expect(changeGoal.mock.calls.map(([, change]) => change)).toEqual([{ tokenBudget: 70_000 }, { tokenBudget: null }])
})

it('says why Codex refused', async () => {
  clearGoal.mockResolvedValue(fail('codex', 'goals feature is disabled'))
  changeGoal.mockResolvedValue(fail('codex', 'goals feature is disabled'))
  open()
  press('Pause')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('goals feature is disabled'))
})

it('tells state and cost, also of a state that is new', () => {
  expect(goalCost(goal())).toBe('1,200 of 50,000 tokens, 1 min 05 s')
  expect(goalCost({})).toBe('')
  expect(goalStatus(goal({ status: 'constructor' as ThreadGoal['status'] }))).toBe('constructor')
})
