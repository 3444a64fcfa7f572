import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { NewWorktreeDialog } from '../../../../../renderer/features/worktrees/new-worktree-dialog'
import { tellChange } from '../../../../../renderer/stores/changes/change-events'
import { useWorktrees } from '../../../../../renderer/stores/changes/worktrees'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { sampleWorktree } from '../../stores/sample-worktree'
import { sampleProject } from '../../../../support/sample-project'

const projectId = '1'.repeat(16)
const project: Project = sampleProject({ id: projectId, path: '/srv/p', name: 'p', source: 'demo', branch: 'main' })
const branches = [
  { name: 'newest', remote: false, current: false },
  { name: 'main', remote: false, current: true },
  { name: 'origin/main', remote: true, current: false },
]
const settings = { setup: 'npm ci', copy: ['.env'] }

beforeEach(() => useWorktrees.setState({ byProject: {}, chosen: {}, progress: {}, asking: projectId }))
afterEach(cleanup)

const draw = (answers: Record<string, unknown>) => {
  const deck = fakeDeck({ 'changes/refs': { branches, commits: [] }, 'worktrees/settings': settings, ...answers })
  render(<NewWorktreeDialog project={project} />)
  return deck
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const make = async (branch = 'topic') => {
  fireEvent.change(await screen.findByLabelText('New branch'), { target: { value: branch } })
  await vi.waitFor(() => expect(button('Make the worktree').disabled).toBe(false))
  fireEvent.click(button('Make the worktree'))
}

describe('the dialog of a new worktree', () => {
  it('starts from what is checked out, and makes nothing under a name that git would not take', async () => {
    const deck = draw({ 'worktrees/create': sampleWorktree() })
    expect((await screen.findByLabelText<HTMLSelectElement>('Starts from')).value).toBe('main')
    expect(screen.getByLabelText<HTMLInputElement>('New branch').value).toBe('codex/work')
    fireEvent.change(screen.getByLabelText('New branch'), { target: { value: 'main' } })
    expect(screen.getByText(/already/)).toBeTruthy()
    expect(button('Make the worktree').disabled).toBe(true)
    fireEvent.keyDown(screen.getByLabelText('New branch'), { key: 'Enter' })
    expect(deck.of('worktrees/create')).toEqual([])
  })

  it('chooses it for the next chat once it stands, and keeps settings that were not touched as they are', async () => {
    const deck = draw({ 'worktrees/create': sampleWorktree() })
    await make()
    await vi.waitFor(() => expect(useWorktrees.getState().asking).toBeNull())
    expect(useWorktrees.getState().chosen[projectId]).toBe('a'.repeat(16))
    expect(deck.of('worktrees/create')).toEqual([{ projectId, base: 'main', branch: 'topic', runSetup: true }])
    expect(deck.of('worktrees/setSettings')).toEqual([])
  })

  it('says why it can’t be made, with what git said, and chooses nothing', async () => {
    draw({ 'worktrees/create': refusal('There is a branch “topic” already.') })
    await make()
    expect((await screen.findByRole('alert')).textContent).toContain('There is a branch “topic” already.')
    expect(screen.getByLabelText<HTMLInputElement>('New branch').value).toBe('topic')
    expect(useWorktrees.getState().chosen[projectId] ?? null).toBeNull()
  })

  it('shows how far it is, and stops it', async () => {
    const creating = later<unknown>()
    const deck = draw({ 'worktrees/create': () => creating.promise })
    await make()
    const one = sampleWorktree({ state: 'creating' })
    act(() => {
      tellChange({ type: 'worktrees', projectId, worktrees: [one] })
      tellChange({ type: 'worktree-progress', worktreeId: one.id, words: 'Checking out 1,204 files' })
    })
    expect(await screen.findByText('Checking out 1,204 files…')).toBeTruthy()
    fireEvent.click(button('Cancel'))
    expect(deck.of('worktrees/cancel')).toEqual([{ worktreeId: one.id }])
    creating.settle({ failed: { code: 'cancelled', message: 'It was stopped.' } })
    expect(await screen.findByText('New chat in a worktree')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('leaves it to the person what becomes of one whose set-up failed', async () => {
    const failed = sampleWorktree({ setup: { state: 'failed', exitCode: 7, output: 'no npm' } })
    const deck = draw({ 'worktrees/create': failed, 'worktrees/remove': null })
    await make()
    expect(await screen.findByText('It ended with exit code 7.')).toBeTruthy()
    expect(screen.getByLabelText('Output of the set-up script').textContent).toBe('no npm')
    expect(useWorktrees.getState().chosen[projectId] ?? null).toBeNull()
    fireEvent.click(button('Remove it'))
    expect(await screen.findByText('New chat in a worktree')).toBeTruthy()
    expect(deck.of('worktrees/remove')).toEqual([{ worktreeId: failed.id, discard: true, branch: true }])
  })

  it('says that there is nothing to start from', async () => {
    draw({ 'changes/refs': { branches: [], commits: [] } })
    expect(await screen.findByText(/Nothing is committed here yet/)).toBeTruthy()
    expect(button('Make the worktree').disabled).toBe(true)
  })
})
