// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** The store as a window has it that was just opened. */
async function opened() {
  vi.resetModules()
  const { useFolds } = await import('../../../../../renderer/features/sessions/folded')
  return useFolds
}
const key = 'deck.folded-sections'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

it('sections stay folded from one start to the next', async () => {
  const folds = await opened()
  folds.getState().toggleSection('s1')
  folds.getState().toggleSection('s2')
  folds.getState().toggleSection('s2')
  expect([...(await opened()).getState().folded]).toEqual(['s1'])
})

it('parents are folded again at each start', async () => {
  const folds = await opened()
  folds.getState().toggleParent('t1')
  expect(folds.getState().unfolded.has('t1')).toBe(true)
  folds.getState().toggleParent('t1')
  expect(folds.getState().unfolded.has('t1')).toBe(false)
  folds.getState().toggleParent('t1')
  expect((await opened()).getState().unfolded.size).toBe(0)
})

it('a change gives a new set, so that the list is drawn anew', async () => {
  const folds = await opened()
  const before = folds.getState().folded
  folds.getState().toggleSection('s1')
  expect(folds.getState().folded).not.toBe(before)
  expect(before.size).toBe(0)
})

it.each(['{"torn', '{"s1":true}', 'null', '7', '"s1"'])('spoiled storage (%s) folds nothing', async (text) => {
  localStorage.setItem(key, text)
  expect((await opened()).getState().folded.size).toBe(0)
})

it('of a list only what names a section is taken', async () => {
  localStorage.setItem(key, '["s1", 7, null, {"id": "s2"}]')
  expect([...(await opened()).getState().folded]).toEqual(['s1'])
})

it('folding works where nothing can be stored', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('The quota is used up.')
    },
  })
  const folds = await opened()
  folds.getState().toggleSection('s1')
  expect(folds.getState().folded.has('s1')).toBe(true)
})
