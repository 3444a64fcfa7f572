// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'

const store = () => useComposer.getState()
beforeEach(() => {
  window.localStorage.clear()
  useComposer.setState({ drafts: {}, history: {} })
})

describe('drafts', () => {
  it('are one per key and survive a restart, without images and without full access', async () => {
    vi.useFakeTimers()
    store().edit('t', { text: 'hello', preset: 'full-access', images: [{ name: 'a', dataUrl: 'data:' }] })
    store().edit('u', { text: 'other', preset: 'auto' })
    vi.advanceTimersByTime(1000)
    vi.useRealTimers()
    vi.resetModules()
    const { useComposer: again } = await import('../../../../../renderer/stores/composer/composer')
    expect(again.getState().drafts['t']).toMatchObject({ text: 'hello', preset: 'ask', images: [] })
    expect(again.getState().drafts['u']).toMatchObject({ text: 'other', preset: 'auto' })
  })

  it('are empty when what was kept is spoiled', async () => {
    window.localStorage.setItem('deck.drafts', '{"t": {"text": 5, "preset": "root"}, "u": null}')
    window.localStorage.setItem('deck.history', '[broken')
    vi.resetModules()
    const { useComposer: again } = await import('../../../../../renderer/stores/composer/composer')
    expect(again.getState().drafts['t']).toMatchObject({ text: '', preset: 'ask' })
    expect(again.getState().history).toEqual({})
  })
})

it('remembers what was said, newest last, without doubles', () => {
  for (const text of ['a', 'b', 'a', '  ']) store().remember('p', text)
  expect(store().history['p']).toEqual(['b', 'a'])
})

it('full access goes with the chat it was chosen for and not into the next one', () => {
  const { edit, adopt } = useComposer.getState()
  edit('new:p', { preset: 'full-access', plan: true })
  adopt('new:p', 'thread')
  expect(useComposer.getState().drafts['thread']?.preset).toBe('full-access')
  expect(useComposer.getState().drafts['new:p']).toMatchObject({ preset: 'ask', plan: true })
})
