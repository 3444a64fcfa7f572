// The chooser of a review: by keyboard and mouse, with git and without.
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ReviewDialog } from '../../../../../renderer/features/composer/review-dialog'
import { useGitFacts } from '../../../../../renderer/stores/changes/facts'
import { fakeDeck } from '../../stores/fake-deck'
import { factsOf } from '../../stores/changes/samples'
import { projectId } from '../../stores/samples'

const refs = {
  branches: [
    { name: 'main', remote: false, current: true },
    { name: 'older', remote: false, current: false },
  ],
  commits: [{ id: 'abc1234def', short: 'abc1234', title: 'Mend it', author: 'Ada', atMs: 1 }],
}
const onStart = vi.fn()

const open = (part: Partial<Parameters<typeof ReviewDialog>[0]> = {}) =>
  render(
    <ReviewDialog
      projectId={projectId}
      threadId={null}
      problem={null}
      busy={false}
      onClose={() => undefined}
      onStart={onStart}
      {...part}
    />,
  )
const startButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Start review' })

beforeEach(() => {
  onStart.mockReset()
  useGitFacts.setState({ facts: {}, refs: {} })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('starts with the uncommitted changes', () => {
  fakeDeck({ 'changes/facts': factsOf(), 'changes/refs': refs })
  open()
  fireEvent.click(startButton())
  expect(onStart).toHaveBeenCalledWith({ type: 'uncommittedChanges' })
})

it('takes a branch and a commit out of the lists', async () => {
  fakeDeck({ 'changes/facts': factsOf({ base: null }), 'changes/refs': refs })
  open()
  fireEvent.click(screen.getByRole('radio', { name: /^This branch/ }))
  expect(startButton().disabled).toBe(true)
  fireEvent.click(await screen.findByRole('radio', { name: /^older/ }))
  fireEvent.click(startButton())
  expect(onStart).toHaveBeenLastCalledWith({ type: 'baseBranch', branch: 'older' })

  fireEvent.click(screen.getByRole('radio', { name: /^One commit/ }))
  const search = screen.getByRole('textbox', { name: 'Commit to review' })
  fireEvent.change(search, { target: { value: 'mend' } })
  fireEvent.keyDown(search, { key: 'Enter' })
  expect(onStart).toHaveBeenCalledTimes(1)
  fireEvent.click(startButton())
  expect(onStart).toHaveBeenLastCalledWith({ type: 'commit', sha: 'abc1234def', title: 'Mend it' })
})

it('without a repository says why, and takes words', async () => {
  fakeDeck({ 'changes/facts': factsOf({ state: 'no-repository' }), 'changes/refs': { branches: [], commits: [] } })
  open()
  await screen.findByText(/no Git repository/)
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Uncommitted/ }).disabled).toBe(true)
  fireEvent.change(screen.getByRole('textbox', { name: 'Instructions' }), { target: { value: 'Look for leaks' } })
  fireEvent.click(startButton())
  expect(onStart).toHaveBeenCalledWith({ type: 'custom', instructions: 'Look for leaks' })
})

it('says what went wrong and can be tried again; starts nothing while it is under way', async () => {
  fakeDeck({ 'changes/facts': factsOf(), 'changes/refs': refs })
  open({ problem: 'There is no branch called “x” here.' })
  expect(screen.getByRole('alert').textContent).toContain('no branch')
  cleanup()
  open({ busy: true })
  await waitFor(() => expect(startButton().disabled).toBe(true))
})
