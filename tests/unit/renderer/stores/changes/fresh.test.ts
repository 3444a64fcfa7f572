// @vitest-environment jsdom
// What makes the open view be read again, and what doesn't.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChangeSource } from '../../../../../preload/contract/changes'
import { tellChange } from '../../../../../renderer/stores/changes/change-events'
import { keepFresh } from '../../../../../renderer/stores/changes/fresh'
import { createOpenView } from '../../../../../renderer/stores/changes/open-view'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, type FakeDeck } from '../fake-deck'
import { completed, event, fresh, note, started, threadId } from '../samples'
import { factsOf, place, viewOf } from './samples'

let deck: FakeDeck
let stop: () => void = () => undefined

beforeEach(() => {
  deck = fakeDeck({ 'changes/open': () => viewOf('v', []), 'changes/facts': factsOf() })
  useThreads.setState({ threads: { [threadId]: fresh() }, lists: {} })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function follow(source: ChangeSource, now: () => ChangeSource | null = () => source) {
  const store = createOpenView()
  store.getState().show(place, source, false)
  await vi.waitFor(() => expect(store.getState().view).not.toBeNull())
  stop = keepFresh(store, { place, threadId, sourceNow: now })
  return store
}
const opened = () => deck.of('changes/open').length
const receive = (...notes: Parameters<typeof event>[0][]) =>
  useThreads.getState().receive(notes.map((one) => event(one)))

describe('a view is read again', () => {
  it('when main says that its place was touched, and not for another place', async () => {
    await follow({ kind: 'unstaged' })
    tellChange({ type: 'changes-touched', place: { ...place, worktreeId: 'c'.repeat(16) } })
    expect(opened()).toBe(1)
    tellChange({ type: 'changes-touched', place })
    expect(opened()).toBe(2)
    expect(deck.of('changes/facts')).toHaveLength(1)
  })

  it('when the window comes back into view', async () => {
    await follow({ kind: 'staged' })
    window.dispatchEvent(new Event('focus'))
    expect(opened()).toBe(2)
  })

  it('when a turn of the chat ends', async () => {
    await follow({ kind: 'unstaged' })
    receive(started())
    expect(opened()).toBe(1)
    receive(completed())
    expect(opened()).toBe(2)
  })

  it('with the turn’s newer patch while it grows, a few times a second at most', async () => {
    const turn = { kind: 'turn', threadId, turnId: 'turn-1' } as const
    await follow({ ...turn, patch: null }, () => ({
      ...turn,
      patch: useThreads.getState().threads[threadId]?.turns.at(-1)?.diff ?? null,
    }))
    vi.useFakeTimers()
    receive(started())
    for (const diff of ['one', 'two', 'three']) receive(note('turn/diff/updated', { diff }))
    expect(opened()).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(opened()).toBe(2)
    expect(deck.of('changes/open')[1]).toMatchObject({ source: { patch: 'three' } })
  })

  it('never when it is a commit, which can’t change', async () => {
    await follow({ kind: 'commit', revision: 'abc' })
    tellChange({ type: 'changes-touched', place })
    expect(opened()).toBe(1)
    expect(deck.of('changes/facts')).toHaveLength(1)
  })

  it('no more after it was let go of', async () => {
    await follow({ kind: 'unstaged' })
    stop()
    tellChange({ type: 'changes-touched', place })
    window.dispatchEvent(new Event('focus'))
    expect(opened()).toBe(1)
  })
})
