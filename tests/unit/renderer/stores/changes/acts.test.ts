// @vitest-environment jsdom
// Acts: what is told of each, and the way back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useActs } from '../../../../../renderer/stores/changes/acts'
import { useChanges } from '../../../../../renderer/stores/changes/open-view'
import { placeKey } from '../../../../../renderer/stores/changes/place'
import { fakeDeck, later, refusal } from '../fake-deck'
import { factsOf, place, reportOf, viewOf } from './samples'

const key = placeKey(place)
const what = [{ fileId: 'f', hunks: null }]
const acts = () => useActs.getState()
const notices = () => useNotices.getState().notices

beforeEach(() => {
  useActs.setState({ busy: {}, done: {}, trouble: {} })
  useNotices.setState({ notices: [] })
  useChanges.setState({ place: null, source: null, view: null })
})
afterEach(() => vi.unstubAllGlobals())

const deckOf = (answers: Record<string, unknown>) =>
  fakeDeck({ 'changes/facts': factsOf(), 'changes/open': viewOf('v2', []), ...answers })

describe('an act', () => {
  it('is told with the way back, which takes it back', async () => {
    const deck = deckOf({
      'changes/act': reportOf(),
      'changes/undo': reportOf({ undoId: null, summary: 'Unstaged again' }),
    })
    expect(await acts().act(place, 'v1', 'stage', what)).toBe(true)
    expect(deck.of('changes/act')).toEqual([{ viewId: 'v1', act: 'stage', what }])
    expect(notices()).toMatchObject([{ level: 'info', message: 'Staged 1 file', action: { label: 'Undo' } }])
    notices()[0]?.action?.run()
    await vi.waitFor(() => expect(notices().at(-1)?.message).toBe('Unstaged again'))
    expect(deck.of('changes/undo')).toEqual([{ place, undoId: 'u1' }])
    expect(acts().done[key]).toEqual([])
  })

  it('that meets conflicts names them and offers no way back', async () => {
    const conflicts = [{ path: 'a.ts', reason: 'line 3 is different' }]
    deckOf({ 'changes/act': reportOf({ done: false, undoId: null, conflicts, summary: 'Nothing was reverted' }) })
    expect(await acts().act(place, 'v1', 'revert', what)).toBe(false)
    expect(acts().trouble[key]).toEqual({ summary: 'Nothing was reverted', conflicts })
    expect(notices()).toEqual([])
    acts().forget(place)
    expect(acts().trouble[key]).toBeNull()
  })

  it('that fails says why', async () => {
    deckOf({ 'changes/act': refusal('index.lock is there') })
    expect(await acts().act(place, 'v1', 'stage', what)).toBe(false)
    expect(notices()).toMatchObject([{ level: 'error', message: 'Nothing was staged: index.lock is there' }])
  })

  it('is not begun while another runs in the same place', async () => {
    const answer = later()
    const deck = deckOf({ 'changes/act': () => answer.promise })
    const first = acts().act(place, 'v1', 'stage', what)
    expect(acts().busy[key]).toBe('Staging…')
    expect(await acts().act(place, 'v1', 'revert', what)).toBe(false)
    answer.settle(reportOf())
    await first
    expect(deck.of('changes/act')).toHaveLength(1)
    expect(acts().busy[key]).toBeUndefined()
  })

  it('has the open view of its place and the facts read again, and no other', async () => {
    const deck = deckOf({ 'changes/act': reportOf() })
    useChanges.getState().show(place, { kind: 'unstaged' }, false)
    await vi.waitFor(() => expect(useChanges.getState().view).not.toBeNull())
    await acts().act(place, 'v1', 'stage', what)
    expect(deck.of('changes/open')).toHaveLength(2)
    await acts().act({ ...place, projectId: 'f'.repeat(16) }, 'v1', 'stage', what)
    expect(deck.of('changes/open')).toHaveLength(2)
    expect(deck.of('changes/facts')).toHaveLength(2)
  })
})

describe('undo', () => {
  it('takes back the newest act first', async () => {
    let made = 0
    const deck = deckOf({
      'changes/act': () => reportOf({ undoId: `u${(made += 1)}` }),
      'changes/undo': reportOf({ undoId: null }),
    })
    await acts().act(place, 'v1', 'stage', what)
    await acts().act(place, 'v1', 'revert', what)
    await acts().undo(place)
    await acts().undo(place)
    expect(await acts().undo(place)).toBe(false)
    expect(deck.of('changes/undo').map(({ undoId }) => undoId)).toEqual(['u2', 'u1'])
  })

  it('that can’t be done names the files and can be tried again', async () => {
    const conflicts = [{ path: 'a.ts', reason: 'was changed since' }]
    const deck = deckOf({
      'changes/act': reportOf(),
      'changes/undo': reportOf({ done: false, conflicts, undoId: null, summary: 'Not undone' }),
    })
    await acts().act(place, 'v1', 'revert', what)
    expect(await acts().undo(place)).toBe(false)
    expect(acts().trouble[key]).toEqual({ summary: 'Not undone', conflicts })
    await acts().undo(place)
    expect(deck.of('changes/undo')).toHaveLength(2)
  })

  it('of a place knows nothing of another', async () => {
    const deck = deckOf({ 'changes/act': reportOf() })
    await acts().act(place, 'v1', 'stage', what)
    expect(await acts().undo({ ...place, worktreeId: 'a'.repeat(16) })).toBe(false)
    expect(deck.of('changes/undo')).toEqual([])
  })
})
