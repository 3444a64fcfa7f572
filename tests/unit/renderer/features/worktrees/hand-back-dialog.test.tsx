import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ActReport } from '../../../../../preload/contract/changes'
import { HandBackDialog } from '../../../../../renderer/features/worktrees/hand-back-dialog'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { fakeDeck, later } from '../../stores/fake-deck'
import { sampleWorktree } from '../../stores/sample-worktree'

afterEach(cleanup)
beforeEach(() => useNotices.setState({ notices: [] }))

const report = (part: Partial<ActReport> = {}): ActReport => ({
  done: true,
  changed: ['a.txt'],
  conflicts: [],
  undoId: null,
  summary: 'Merged topic into main.',
  ...part,
})
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('handing a worktree back', () => {
  it('names the conflicts and stays open, to try again', async () => {
    const conflicts = [{ path: 'src/a\u202Eb.ts', reason: 'It was changed on both sides.' }]
    const deck = fakeDeck({ 'worktrees/handBack': report({ done: false, conflicts }) })
    const onClose = vi.fn()
    render(<HandBackDialog worktree={sampleWorktree({ ahead: 1 })} how="merge" onClose={onClose} />)
    press('Merge')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/Nothing was changed.*src\/a⟦.*⟧b\.ts: It was changed on both sides/)
    press('Try again')
    expect(deck.of('worktrees/handBack')).toHaveLength(2)
    expect(onClose).not.toHaveBeenCalled()
  })

  it('offers to undo what can be undone, in the project’s own folder', async () => {
    const deck = fakeDeck({
      'worktrees/handBack': report({ undoId: 'u1', summary: 'Applied 1 file' }),
      'changes/undo': report({ done: false, conflicts: [{ path: 'a.txt', reason: 'changed' }] }),
    })
    const onClose = vi.fn()
    render(<HandBackDialog worktree={sampleWorktree({ dirty: 1 })} how="apply" onClose={onClose} />)
    press('Hand back')
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
    useNotices.getState().notices[0]?.action?.run()
    await vi.waitFor(() => expect(useNotices.getState().notices).toHaveLength(2))
    expect(deck.of('changes/undo')).toEqual([{ place: { projectId: '1'.repeat(16), worktreeId: null }, undoId: 'u1' }])
    expect(useNotices.getState().notices[1]?.message).toContain('a.txt')
  })

  it('merges nothing while changes would be left behind, and says so', () => {
    fakeDeck()
    render(<HandBackDialog worktree={sampleWorktree({ dirty: 1 })} how="merge" onClose={() => undefined} />)
    expect(screen.getByText(/One change in it is/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Merge' }).disabled).toBe(true)
  })

  it('can be stopped, and is not closed meanwhile', async () => {
    const merging = later<unknown>()
    const deck = fakeDeck({ 'worktrees/handBack': () => merging.promise })
    const onClose = vi.fn()
    render(<HandBackDialog worktree={sampleWorktree({ ahead: 1 })} how="merge" onClose={onClose} />)
    press('Merge')
    press('Stop')
    expect(deck.of('worktrees/cancel')).toEqual([{ worktreeId: 'a'.repeat(16) }])
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    expect(onClose).not.toHaveBeenCalled()
    merging.settle({ failed: { code: 'cancelled', message: 'It was stopped.' } })
    expect(await screen.findByRole('button', { name: 'Cancel' })).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
