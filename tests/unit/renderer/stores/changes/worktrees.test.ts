// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeDeck, refusal } from '../fake-deck'
import { sampleWorktree } from '../sample-worktree'

const projectId = '1'.repeat(16)
const { id } = sampleWorktree()

/** The store is made anew for each test: it remembers what was asked. */
const fresh = async () => {
  vi.resetModules()
  const [store, events] = await Promise.all([
    import('../../../../../renderer/stores/changes/worktrees'),
    import('../../../../../renderer/stores/changes/change-events'),
  ])
  return { ...store, ...events }
}

beforeEach(() => void vi.useRealTimers())

describe('the worktrees of a project', () => {
  it('are read once, and what main tells meanwhile counts for more', async () => {
    const deck = fakeDeck({ 'worktrees/list': [sampleWorktree()] })
    const { useWorktrees, tellChange } = await fresh()
    const reading = useWorktrees.getState().load(projectId)
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree({ dirty: 5 })] })
    await reading
    await useWorktrees.getState().load(projectId)
    expect(useWorktrees.getState().byProject[projectId]).toMatchObject([{ dirty: 5 }])
    expect(deck.of('worktrees/list')).toHaveLength(1)
  })

  it('are asked for again after that failed', async () => {
    fakeDeck({ 'worktrees/list': refusal('no') })
    const { useWorktrees } = await fresh()
    await useWorktrees.getState().load(projectId)
    fakeDeck({ 'worktrees/list': [sampleWorktree()] })
    await useWorktrees.getState().load(projectId)
    expect(useWorktrees.getState().byProject[projectId]).toHaveLength(1)
  })

  it('tell where a chat works', async () => {
    fakeDeck()
    const { placeOf, worktreeOf, tellChange } = await fresh()
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree({ threadIds: ['t'] })] })
    expect(placeOf(projectId, 't')).toEqual({ projectId, worktreeId: id })
    expect(placeOf(projectId, 'other')).toEqual({ projectId, worktreeId: null })
    expect(placeOf('2'.repeat(16), 't').worktreeId).toBeNull()
    expect(worktreeOf(projectId, null)).toBeNull()
  })

  it('drop the progress of those that are made, and of no others', async () => {
    fakeDeck()
    const { useWorktrees, tellChange } = await fresh()
    const making = sampleWorktree({ state: 'creating' })
    tellChange({ type: 'worktree-progress', worktreeId: 'b'.repeat(16), words: 'Other' })
    tellChange({ type: 'worktree-progress', worktreeId: id, words: 'Checking out 3 files' })
    tellChange({ type: 'worktrees', projectId, worktrees: [making] })
    expect(useWorktrees.getState().progress[id]).toBe('Checking out 3 files')
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree()] })
    expect(useWorktrees.getState().progress).toEqual({ ['b'.repeat(16)]: 'Other' })
  })

  it('are looked at again once the changes in one have settled', async () => {
    vi.useFakeTimers()
    const deck = fakeDeck()
    const { tellChange } = await fresh()
    for (let at = 0; at < 5; at += 1) {
      tellChange({ type: 'changes-touched', place: { projectId, worktreeId: id } })
      tellChange({ type: 'changes-touched', place: { projectId: '2'.repeat(16), worktreeId: null } })
      vi.advanceTimersByTime(500)
    }
    expect(deck.of('worktrees/refresh')).toEqual([])
    vi.advanceTimersByTime(1000)
    expect(deck.of('worktrees/refresh')).toEqual([{ projectId }])
  })
})

describe('the place of a new chat', () => {
  it('stays chosen though it is gone, so that nothing is sent to the main checkout unseen', async () => {
    fakeDeck()
    const { useWorktrees, placeProblem, tellChange } = await fresh()
    expect(placeProblem(projectId)).toBeNull()
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree()] })
    useWorktrees.getState().choose(projectId, id)
    expect(placeProblem(projectId)).toBeNull()
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree({ state: 'creating' })] })
    expect(placeProblem(projectId)).toMatch(/still being made/)
    tellChange({ type: 'worktrees', projectId, worktrees: [] })
    expect(placeProblem(projectId)).toMatch(/is gone/)
  })

  it('is the project’s own folder again once the person removed that worktree', async () => {
    fakeDeck()
    const { useWorktrees, placeProblem } = await fresh()
    useWorktrees.getState().choose(projectId, id)
    await useWorktrees.getState().remove(id, { discard: false, branch: false })
    expect(placeProblem(projectId)).toBeNull()
  })

  it('holds for one chat: the next one’s is chosen anew', async () => {
    const deck = fakeDeck()
    const { useWorktrees, tookPlace, placeOf, tellChange } = await fresh()
    tellChange({ type: 'worktrees', projectId, worktrees: [sampleWorktree()] })
    useWorktrees.getState().choose(projectId, id)
    tookPlace(projectId, id, 't')
    expect(placeOf(projectId, 't').worktreeId).toBe(id)
    expect(placeOf(projectId, null).worktreeId).toBeNull()
    expect(deck.of('worktrees/adopt')).toEqual([{ worktreeId: id, threadId: 't' }])
  })
})
