import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ThreadGoal } from '@protocol/v2/ThreadGoal'
import { GoalChip } from '../../../../../renderer/features/chat/goal-chip'
import { goalCost, goalState, goalStatus } from '../../../../../renderer/features/chat/goal-words'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
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

it('changes its words and its limit, and takes the limit off', () => {
  open()
  const field = screen.getByRole('textbox', { name: 'Budget in tokens' })
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  fireEvent.change(field, { target: { value: 'many' } })
  expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true)
  fireEvent.change(field, { target: { value: '70,000' } })
  press('Save')
  cleanup()
  open()
  fireEvent.change(screen.getByRole('textbox', { name: 'Budget in tokens' }), { target: { value: '' } })
  fireEvent.change(screen.getByRole('textbox', { name: 'Goal' }), { target: { value: ' Make it small ' } })
  press('Pause')
  expect(changeGoal.mock.calls.map(([, change]) => change)).toEqual([
    { objective: 'Make it fast', tokenBudget: 70_000 },
    // What was typed goes along.
    { objective: 'Make it small', tokenBudget: null, status: 'paused' },
  ])
})

it('takes no goal without words and none that is too long', () => {
  open()
  const words = screen.getByRole('textbox', { name: 'Goal' })
  for (const value of ['  ', 'x'.repeat(4001)]) {
    fireEvent.change(words, { target: { value } })
    press('Pause')
    press('Save')
  }
  expect(changeGoal).not.toHaveBeenCalled()
})

it('is set where there is none: started, or only noted', () => {
  for (const [name, status] of [
    ['Start', 'active'],
    ['Note it for later', 'paused'],
  ] as const) {
    render(<GoalChip threadId="t" goal={null} />)
    fireEvent.click(screen.getByRole('button', { name: 'Set a goal' }))
    expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true)
    fireEvent.change(screen.getByRole('textbox', { name: 'Goal' }), { target: { value: 'Ship it' } })
    press(name)
    expect(changeGoal).toHaveBeenLastCalledWith('t', { objective: 'Ship it', tokenBudget: null, status })
    cleanup()
  }
})

it('is cleared with a way back, which starts nothing', async () => {
  useThreads.setState({ threads: { t: { ...emptyThread('p', 't'), goal: goal() } } })
  useNotices.setState({ notices: [] })
  open()
  press('Clear')
  await waitFor(() => expect(useNotices.getState().notices).toHaveLength(1))
  useNotices.getState().notices[0]?.action?.run()
  await waitFor(() =>
    expect(changeGoal.mock.calls).toEqual([
      ['t', { objective: 'Make it fast', status: 'paused', tokenBudget: 50_000 }],
    ]),
  )
  expect(useNotices.getState().notices).toEqual([])
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
  expect(goalState(goal({ status: 'budgetLimited' }))).toBe('budget used up')
  expect(goalStatus(goal({ status: 'constructor' as ThreadGoal['status'] }))).toBe('constructor')
})
