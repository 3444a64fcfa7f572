// @vitest-environment jsdom
// Going back with the files: which turns can, why others can't, and what is told of it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Checkpoint } from '../../../../../preload/contract/checkpoints'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { tellChange } from '../../../../../renderer/stores/changes/change-events'
import { placeKey } from '../../../../../renderer/stores/changes/place'
import { useRewind, whyNoFiles, type Snapshots } from '../../../../../renderer/stores/changes/rewind'
import { rewindFiles, useRewindView } from '../../../../../renderer/stores/changes/rewind-files'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId } from '../samples'
import { factsOf, fileOf, place, reportOf, viewOf } from './samples'

const point = (turnId: string, part: Partial<Checkpoint> = {}): Checkpoint => ({
  turnId,
  atMs: 1,
  state: 'whole',
  left: [],
  leftCount: 0,
  ...part,
})
const of = (threadId: string) => useRewind.getState().snapshots[threadId]
const tell = (turnId: string, checkpoint: Checkpoint | null, problem: string | null = null) =>
  tellChange({ type: 'checkpoint', place, threadId: 't', turnId, checkpoint, problem })

beforeEach(() => {
  useRewind.setState({ snapshots: {}, question: null })
  useActs.setState({ busy: {}, done: {}, trouble: {} })
  useNotices.setState({ notices: [] })
  useRewindView.getState().close()
})
afterEach(() => vi.unstubAllGlobals())

describe('the snapshots of a chat', () => {
  it('are read once, and added to by main’s word', async () => {
    const deck = fakeDeck({ 'checkpoints/list': [point('one')], 'worktrees/list': [] })
    tell('two', point('two'))
    await useRewind.getState().load(projectId, 't')
    await useRewind.getState().load(projectId, 't')
    expect(deck.of('checkpoints/list')).toEqual([{ place, threadId: 't' }])
    expect(Object.keys(of('t')?.checkpoints ?? {}).toSorted()).toEqual(['one', 'two'])
  })

  it('that could not be read are asked for again, and say why', async () => {
    fakeDeck({ 'checkpoints/list': refusal('the store is damaged'), 'worktrees/list': [] })
    await useRewind.getState().load(projectId, 't')
    expect(of('t')).toMatchObject({ read: 'no', problem: { message: 'the store is damaged' } })
    fakeDeck({ 'checkpoints/list': [point('one')], 'worktrees/list': [] })
    await useRewind.getState().load(projectId, 't')
    expect(of('t')).toMatchObject({ read: 'yes', problem: null })
  })

  it('tell why a turn has none', () => {
    tell('one', null, 'the folder is too large')
    const snapshots = of('t')
    expect(snapshots && whyNoFiles({ trusted: true, running: false, snapshots, turnId: 'one' })).toBe(
      'There is no snapshot of the files from before this message: the folder is too large',
    )
  })
})

describe('whether the files can go back', () => {
  const snapshots: Snapshots = { checkpoints: { one: point('one') }, problems: {}, read: 'yes', problem: null }
  it.each([
    [{ trusted: true, running: false, turnId: 'one' }, null],
    [{ trusted: false, running: false, turnId: 'one' }, /trusted/],
    [{ trusted: true, running: true, turnId: 'one' }, /Codex is working/],
    [{ trusted: true, running: false, turnId: 'two' }, /no snapshot/],
  ])('%j: %s', (given, why) => {
    const said = whyNoFiles({ ...given, snapshots })
    if (why === null) expect(said).toBeNull()
    else expect(said).toMatch(why)
  })
})

describe('going back', () => {
  const opened = async (answers: Record<string, unknown>) => {
    const deck = fakeDeck({ 'changes/open': viewOf('v1', [fileOf('a')]), 'changes/facts': factsOf(), ...answers })
    useRewindView.getState().show(place, { kind: 'rewind', threadId: 't', turnId: 'one' }, false)
    await vi.waitFor(() => expect(useRewindView.getState().view).not.toBeNull())
    return deck
  }

  it('goes by the view that was seen, and has a way back like any act', async () => {
    const deck = await opened({ 'checkpoints/rewind': reportOf({ summary: '3 files are as before', undoId: 'back' }) })
    expect((await rewindFiles()).ok).toBe(true)
    expect(deck.of('checkpoints/rewind')).toEqual([{ viewId: 'v1' }])
    expect(useActs.getState().done[placeKey(place)]).toEqual([{ undoId: 'back', summary: '3 files are as before' }])
    expect(useNotices.getState().notices).toMatchObject([
      { message: '3 files are as before', action: { label: 'Undo' } },
    ])
  })

  it('that was refused, for files changed since, shows them as they are now', async () => {
    const deck = await opened({
      'checkpoints/rewind': reportOf({ done: false, undoId: null, summary: 'Files changed since' }),
    })
    const result = await rewindFiles()
    expect(result).toMatchObject({ ok: true, value: { done: false } })
    await vi.waitFor(() => expect(deck.of('changes/open')).toHaveLength(2))
    expect(useNotices.getState().notices).toEqual([])
  })

  it('is not done before it is known what would change', async () => {
    const deck = fakeDeck({})
    expect((await rewindFiles()).ok).toBe(false)
    expect(deck.calls).toEqual([])
  })
})
