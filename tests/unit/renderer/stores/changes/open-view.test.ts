// @vitest-environment jsdom
// One open view: what is asked of main, and that no answer that came too late is ever shown.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChangeView } from '../../../../../preload/contract/changes'
import { createOpenView } from '../../../../../renderer/stores/changes/open-view'
import { fakeDeck, later, refusal } from '../fake-deck'
import { fileOf, patchOf, place, viewOf } from './samples'

afterEach(() => vi.unstubAllGlobals())

const unstaged = { kind: 'unstaged' } as const
const staged = { kind: 'staged' } as const
const a = fileOf('a.ts')
const b = fileOf('b.ts')
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A deck whose openings are answered one by one, in the order that the test likes. */
function openings(more: Record<string, unknown> = {}) {
  const asked: ReturnType<typeof later<unknown>>[] = []
  const deck = fakeDeck({
    'changes/open': () => {
      const answer = later()
      asked.push(answer)
      return answer.promise
    },
    'changes/patches': [],
    ...more,
  })
  const answer = async (at: number, value: unknown) => {
    asked[at]?.settle(value)
    await settled()
  }
  return { deck, answer, store: createOpenView() }
}

describe('opening', () => {
  it('shows what came, with the patches that came along', async () => {
    const { deck, answer, store } = openings()
    store.getState().show(place, unstaged, false)
    expect(store.getState()).toMatchObject({ reading: 'first', view: null })
    await answer(0, viewOf('v1', [a], { patches: [patchOf('a.ts')] }))
    expect(deck.of('changes/open')).toEqual([{ place, source: unstaged, ignoreSpace: false, replaces: null }])
    expect(store.getState()).toMatchObject({ reading: 'no', problem: null, view: { viewId: 'v1' } })
    expect(store.getState().patches.get(a.id)).toMatchObject({ state: 'ready' })
  })

  it('of another source takes the place of the first, whose late answer is closed and not shown', async () => {
    const { deck, answer, store } = openings()
    store.getState().show(place, unstaged, false)
    store.getState().show(place, staged, false)
    await answer(1, viewOf('v2', [b]))
    await answer(0, viewOf('v1', [a]))
    expect(store.getState().view?.viewId).toBe('v2')
    expect(deck.of('changes/close')).toEqual([{ viewId: 'v1' }])
  })

  it('names the view that it replaces, so that main can let go of it', async () => {
    const { deck, answer, store } = openings()
    store.getState().show(place, unstaged, false)
    await answer(0, viewOf('v1', [a]))
    store.getState().show(place, staged, false)
    expect(store.getState()).toMatchObject({ view: null, reading: 'first' })
    await answer(1, viewOf('v2', [b]))
    expect(deck.of('changes/open')[1]).toMatchObject({ replaces: 'v1' })
  })

  it('that fails says why, and can be tried again', async () => {
    const { answer, store } = openings()
    store.getState().show(place, unstaged, false)
    await answer(0, refusal('fatal: bad object'))
    expect(store.getState()).toMatchObject({ view: null, reading: 'no', problem: { message: 'fatal: bad object' } })
    store.getState().refresh()
    await answer(1, viewOf('v1', [a]))
    expect(store.getState()).toMatchObject({ problem: null, view: { viewId: 'v1' } })
  })

  it('can be stopped: the answer that comes all the same is closed', async () => {
    const { deck, answer, store } = openings()
    store.getState().show(place, unstaged, false)
    store.getState().cancel()
    expect(store.getState()).toMatchObject({ reading: 'no', problem: { code: 'stopped' } })
    await answer(0, viewOf('v1', [a]))
    expect(store.getState().view).toBeNull()
    expect(deck.of('changes/close')).toEqual([{ viewId: 'v1' }])
  })

  it('is closed with the panel', async () => {
    const { deck, answer, store } = openings()
    store.getState().show(place, unstaged, false)
    await answer(0, viewOf('v1', [a]))
    store.getState().close()
    expect(store.getState()).toMatchObject({ view: null, place: null })
    expect(deck.of('changes/close')).toEqual([{ viewId: 'v1' }])
  })
})

describe('reading again', () => {
  const opened = async (view: ChangeView) => {
    const all = openings()
    all.store.getState().show(place, unstaged, false)
    await all.answer(0, view)
    return all
  }

  it('keeps what is shown until the answer is there', async () => {
    const { answer, store } = await opened(viewOf('v1', [a]))
    store.getState().refresh()
    expect(store.getState()).toMatchObject({ reading: 'again', view: { viewId: 'v1' } })
    await answer(1, viewOf('v2', [a, b]))
    expect(store.getState().view?.files).toHaveLength(2)
  })

  it('keeps the very same files and patches where nothing changed', async () => {
    const { answer, store } = await opened(viewOf('v1', [a, b], { patches: [patchOf('a.ts')] }))
    const before = store.getState()
    store.getState().refresh()
    await answer(1, viewOf('v2', [{ ...a }, { ...b }], { patches: [patchOf('a.ts')] }))
    const after = store.getState()
    expect(after.view?.viewId).toBe('v2')
    expect(after.view?.files).toBe(before.view?.files)
    expect(after.patches.get(a.id)).toBe(before.patches.get(a.id))
  })

  it('drops the lines of a file that changed, and of one that is gone', async () => {
    const { answer, store } = await opened(viewOf('v1', [a, b], { patches: [patchOf('a.ts'), patchOf('b.ts')] }))
    const kept = store.getState().patches.get(a.id)
    store.getState().refresh()
    await answer(1, viewOf('v2', [a, { ...b, mark: 'other' }]))
    expect([...store.getState().patches.keys()]).toEqual([a.id])
    expect(store.getState().patches.get(a.id)).toBe(kept)
    store.getState().refresh()
    await answer(2, viewOf('v3', []))
    expect(store.getState().patches.size).toBe(0)
  })

  it('happens once more, not many times, for all that comes while it runs', async () => {
    const { deck, answer, store } = await opened(viewOf('v1', [a]))
    for (let times = 0; times < 5; times += 1) store.getState().refresh()
    await answer(1, viewOf('v2', [a]))
    await answer(2, viewOf('v3', [a]))
    expect(deck.of('changes/open')).toHaveLength(3)
    expect(store.getState()).toMatchObject({ reading: 'no', view: { viewId: 'v3' } })
  })

  it('that fails says so beside what is shown', async () => {
    const { answer, store } = await opened(viewOf('v1', [a]))
    store.getState().refresh()
    await answer(1, refusal('the disk is gone'))
    expect(store.getState()).toMatchObject({ view: { viewId: 'v1' }, problem: { message: 'the disk is gone' } })
  })

  it('takes a newer patch of the same turn for the same source', async () => {
    const turn = { kind: 'turn', threadId: 't', turnId: 'x' } as const
    const { deck, answer, store } = openings()
    store.getState().show(place, { ...turn, patch: 'one' }, false)
    await answer(0, viewOf('v1', [a]))
    store.getState().show(place, { ...turn, patch: 'two' }, false)
    expect(store.getState().view?.viewId).toBe('v1')
    expect(deck.of('changes/open')[1]).toMatchObject({ source: { patch: 'two' }, replaces: 'v1' })
    store.getState().show(place, { ...turn, patch: 'two' }, true)
    expect(store.getState().view).toBeNull()
  })
})

describe('patches', () => {
  const many = Array.from({ length: 100 }, (_, at) => fileOf(`f${at}`))
  const opened = async (patches: unknown, files = many) => {
    const deck = fakeDeck({ 'changes/open': viewOf('v1', files), 'changes/patches': patches })
    const store = createOpenView()
    store.getState().show(place, unstaged, false)
    await settled()
    return { deck, store }
  }
  const answers = ({ fileIds }: Record<string, unknown>) =>
    (fileIds as string[]).map((id) => patchOf(id.replace('id-', '')))

  it('of one drawing are asked for together, and none twice', async () => {
    const { deck, store } = await opened(answers)
    store.getState().need(['id-f1', 'id-f2'])
    store.getState().need(['id-f2', 'id-f3'])
    await settled()
    expect(deck.of('changes/patches')).toHaveLength(1)
    store.getState().need(['id-f1'])
    await settled()
    expect(deck.of('changes/patches')).toHaveLength(1)
    expect([...store.getState().patches.keys()].toSorted()).toEqual(['id-f1', 'id-f2', 'id-f3'])
  })

  it('asked for last come first, in calls of bounded size', async () => {
    const first = later<unknown>()
    const calls: string[][] = []
    const { store } = await opened(async (params: Record<string, unknown>) => {
      calls.push(params['fileIds'] as string[])
      if (calls.length === 1) await first.promise
      return answers(params)
    })
    store.getState().need(many.slice(0, 60).map(({ id }) => id))
    await settled()
    store.getState().need(['id-f90'])
    first.settle(null)
    await settled()
    await settled()
    expect(calls[0]?.length).toBeLessThan(60)
    expect(calls[1]).toContain('id-f90')
    expect(store.getState().patches.size).toBe(61)
  })

  it('of one bad file spoil no other', async () => {
    const { store } = await opened((params: Record<string, unknown>) =>
      (params['fileIds'] as string[]).includes('id-f2') ? refusal('can’t be read') : answers(params),
    )
    store.getState().need(['id-f1', 'id-f2', 'id-f3'])
    await vi.waitFor(() => expect(store.getState().patches.size).toBe(3))
    expect(store.getState().patches.get('id-f2')).toEqual({ state: 'failed', problem: 'can’t be read' })
    expect(store.getState().patches.get('id-f3')).toMatchObject({ state: 'ready' })
  })

  it('that failed are fetched once more when a person asks', async () => {
    let bad = true
    const { store } = await opened((params: Record<string, unknown>) => (bad ? refusal('no') : answers(params)))
    store.getState().need(['id-f1'])
    await vi.waitFor(() => expect(store.getState().patches.get('id-f1')?.state).toBe('failed'))
    bad = false
    store.getState().need(['id-f1'])
    await vi.waitFor(() => expect(store.getState().patches.get('id-f1')?.state).toBe('ready'))
  })

  it('of a view that main has closed are fetched from it opened again', async () => {
    let views = 0
    const deck = fakeDeck({
      'changes/open': () => viewOf(`v${(views += 1)}`, [a]),
      'changes/patches': ({ viewId }: Record<string, unknown>) =>
        viewId === 'v1' ? { failed: { code: 'view-closed', message: 'closed' } } : [patchOf('a.ts')],
    })
    const store = createOpenView()
    store.getState().show(place, unstaged, false)
    await settled()
    store.getState().need([a.id])
    await vi.waitFor(() => expect(store.getState().patches.get(a.id)?.state).toBe('ready'))
    expect(deck.of('changes/patches').map(({ viewId }) => viewId)).toEqual(['v1', 'v2'])
  })
})
