import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Worktree } from '../../../../../preload/contract/worktrees'
import { RemoveWorktreeDialog } from '../../../../../renderer/features/worktrees/remove-worktree-dialog'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { fakeDeck } from '../../stores/fake-deck'
import { sampleWorktree } from '../../stores/sample-worktree'

afterEach(cleanup)
beforeEach(() => useNotices.setState({ notices: [] }))

const draw = (part: Partial<Worktree>, answer: unknown = { canUndo: false }) => {
  const deck = fakeDeck({ 'worktrees/remove': answer, 'worktrees/bringBack': null })
  const onClose = vi.fn()
  render(<RemoveWorktreeDialog worktree={sampleWorktree(part)} onClose={onClose} />)
  return { deck, onClose, act: () => screen.getByRole<HTMLButtonElement>('button', { name: /^Remove / }) }
}

describe('removing a worktree', () => {
  it('asks by its name, and removes one that holds nothing at once', async () => {
    const { deck, onClose, act } = draw({ threadIds: ['a', 'b'] })
    expect(screen.getByRole('heading').textContent).toBe('Remove the worktree topic?')
    expect(screen.getByText(/Its 2 chats stay and go on/)).toBeTruthy()
    fireEvent.click(act())
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
    expect(deck.of('worktrees/remove')).toEqual([{ worktreeId: 'a'.repeat(16), discard: false, branch: false }])
  })

  it('offers to take it back where that can be done', async () => {
    const { deck, act } = draw({}, { canUndo: true })
    fireEvent.click(act())
    await vi.waitFor(() => expect(useNotices.getState().notices).toHaveLength(1))
    const [told] = useNotices.getState().notices
    expect(told).toMatchObject({ message: 'The worktree topic was removed.', action: { label: 'Undo' } })
    told?.action?.run()
    await vi.waitFor(() => expect(useNotices.getState().notices).toHaveLength(2))
    expect(deck.of('worktrees/bringBack')).toEqual([{ worktreeId: 'a'.repeat(16) }])
    expect(useNotices.getState().notices.at(-1)?.message).toContain('is there again')
  })

  it('offers none where there was nothing to bring back', async () => {
    const { act } = draw({ state: 'missing', dirty: null })
    fireEvent.click(act())
    await vi.waitFor(() => expect(useNotices.getState().notices).toHaveLength(1))
    expect(useNotices.getState().notices[0]?.action).toBeUndefined()
  })

  it('throws changes away only when that is ticked', () => {
    const { deck, act } = draw({ dirty: 2 })
    expect(act().disabled).toBe(true)
    fireEvent.click(screen.getByLabelText(/Throw away the 2 changes/))
    fireEvent.click(act())
    expect(deck.of('worktrees/remove')).toMatchObject([{ discard: true, branch: false }])
  })

  it('keeps commits unless their branch is ticked too', () => {
    const { deck, act } = draw({ ahead: 1 })
    fireEvent.click(screen.getByLabelText(/Delete the branch too, with its commit/))
    expect(screen.getByText(/nowhere are lost/)).toBeTruthy()
    fireEvent.click(act())
    expect(deck.of('worktrees/remove')).toMatchObject([{ discard: false, branch: true }])
  })

  it('asks about changes that the window did not know of', async () => {
    const failed = { failed: { code: 'worktree-dirty', message: 'The worktree has 3 changes that are not committed.' } }
    const { onClose, act } = draw({}, failed)
    fireEvent.click(act())
    expect((await screen.findByRole('alert')).textContent).toContain('3 changes')
    expect(screen.getByRole('checkbox')).toBeTruthy()
    expect(act().disabled).toBe(true)
    expect(onClose).not.toHaveBeenCalled()
  })
})
