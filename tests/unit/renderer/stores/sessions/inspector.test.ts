// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { inspectorKinds } from '../../../../../preload/contract/inspection'
import { kindOrder, useInspector } from '../../../../../renderer/stores/sessions/inspector'

beforeEach(() => useInspector.setState({ hidden: new Set(['delta']) }))
const hidden = () => [...useInspector.getState().hidden]

it('knows every kind of the contract', () => {
  expect(kindOrder.toSorted()).toEqual([...inspectorKinds].toSorted())
})

it('switches kinds, shows one alone, and goes back to the usual ones', () => {
  useInspector.getState().toggleKind('delta')
  expect(hidden()).toEqual([])
  useInspector.getState().onlyKind('bad')
  expect(hidden()).not.toContain('bad')
  expect(hidden()).toHaveLength(kindOrder.length - 1)
  useInspector.getState().onlyKind('bad')
  expect(hidden()).toEqual(['delta'])
})

it('keeps the choices for the next start, and takes no nonsense from there', async () => {
  useInspector.getState().toggleKind('usage')
  vi.resetModules()
  const again = await import('../../../../../renderer/stores/sessions/inspector')
  expect([...again.useInspector.getState().hidden].toSorted()).toEqual(['delta', 'usage'])
  window.localStorage.setItem('deck.inspector', '{"hidden":["nonsense",3],"rawHeight":"tall"}')
  vi.resetModules()
  const spoiled = await import('../../../../../renderer/stores/sessions/inspector')
  expect(spoiled.useInspector.getState()).toMatchObject({ rawHeight: 280, follow: true })
  expect(spoiled.useInspector.getState().hidden.size).toBe(0)
})
