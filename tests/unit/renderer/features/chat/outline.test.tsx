// The outline by keyboard: from the newest turn on, filtered by words, one chosen is gone to.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OutlineButton } from '../../../../../renderer/features/chat/outline'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { asked, threadOf, turnOf } from './sample-turns'

/** Enough of a layout for the list: its scroller is 480 px high, each row 28 px. */
class Layout {
  readonly #tell: ResizeObserverCallback
  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell
  }
  observe(target: Element) {
    const height = target.querySelector('[role=option]') === null || target.matches('[style*=overflow]') ? 480 : 28
    const contentRect = new DOMRect(0, 0, 384, height)
    const entry = { target, contentRect } as unknown as ResizeObserverEntry
    queueMicrotask(() => this.#tell([entry], this as unknown as ResizeObserver))
  }
  unobserve() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', Layout)
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentNode
    },
  })
  // All rows fit into the view: there is nowhere to scroll to.
  Element.prototype.scrollTo = () => undefined
  fakeDeck()
  useUi.setState({ outlineOpen: false, goTo: null })
})
afterEach(() => {
  cleanup()
  Reflect.deleteProperty(HTMLElement.prototype, 'offsetParent')
  Reflect.deleteProperty(Element.prototype, 'scrollTo')
  vi.unstubAllGlobals()
})

const thread = threadOf({
  turns: [
    turnOf('a', [asked('1', 'Measure the parser')]),
    turnOf('b', [], { status: 'failed' }),
    turnOf('c', [asked('3', 'Make it faster')], { status: 'inProgress' }),
  ],
})
async function open(given: ThreadState = thread) {
  const drawn = render(<OutlineButton thread={given} />)
  act(() => useUi.getState().setOutlineOpen(true))
  await screen.findByRole('combobox')
  return drawn
}
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter the turns' })
const filter = (value: string) => fireEvent.change(field(), { target: { value } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
const lines = () => screen.queryAllByTestId('outline-turn').map((line) => line.querySelector('.truncate')?.textContent)
/** The turn that Enter would go to, as a screen reader is told. */
const chosen = () => field().getAttribute('aria-activedescendant')?.split('-').at(-1) ?? null
const status = () => screen.getByRole('status').textContent

describe('the outline', () => {
  it('is closed until it is asked for, and reads nothing', () => {
    const deck = fakeDeck()
    render(<OutlineButton thread={{ ...thread, olderCursor: 'c' }} />)
    expect(screen.queryByRole('combobox')).toBeNull()
    expect(deck.calls).toEqual([])
  })

  it('shows what was asked, with the newest turn chosen', async () => {
    await open()
    await waitFor(() => expect(lines()).toEqual(['Measure the parser', 'No message', 'Make it faster']))
    expect(chosen()).toBe('c')
    expect(status()).toBe('3 turns')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Make it faster')
  })

  it('goes to the chosen turn with Enter, and closes', async () => {
    await open()
    press('ArrowUp')
    press('Enter')
    expect(useUi.getState()).toMatchObject({
      outlineOpen: false,
      goTo: { threadId: 't', turnId: 'b', itemId: null, text: null },
    })
  })

  it('goes to a turn that is clicked', async () => {
    await open()
    fireEvent.click(await screen.findByRole('option', { name: /Measure the parser/ }))
    expect(useUi.getState().goTo?.turnId).toBe('a')
  })

  it('does not run over its ends', async () => {
    await open()
    press('ArrowDown')
    expect(chosen()).toBe('c')
    press('PageUp')
    expect(chosen()).toBe('a')
    press('ArrowUp')
    expect(chosen()).toBe('a')
    press('PageDown')
    expect(chosen()).toBe('c')
  })

  it('leaves the keys to an input method that composes', async () => {
    await open()
    press('ArrowUp', { isComposing: true })
    press('Enter', { isComposing: true })
    expect(chosen()).toBe('c')
    expect(useUi.getState().goTo).toBeNull()
  })

  it('keeps the chosen turn when one comes in', async () => {
    const { rerender } = await open()
    press('ArrowUp')
    rerender(<OutlineButton thread={{ ...thread, turns: [...thread.turns, turnOf('d')] }} />)
    expect(chosen()).toBe('b')
  })
})

describe('the filter of the outline', () => {
  it('keeps the turns that have the words, in any case, the newest chosen', async () => {
    await open()
    press('ArrowUp')
    filter(' M ')
    await waitFor(() => expect(lines()).toEqual(['Measure the parser', 'Make it faster']))
    expect(chosen()).toBe('c')
    filter('PARSER')
    await waitFor(() => expect(lines()).toEqual(['Measure the parser']))
    press('Enter')
    expect(useUi.getState().goTo?.turnId).toBe('a')
  })

  it('says that no turn has the words, and Enter goes nowhere', async () => {
    await open()
    filter('.*')
    expect(screen.getByText('No turn has these words.')).toBeTruthy()
    expect(chosen()).toBeNull()
    press('ArrowUp')
    press('Enter')
    expect(useUi.getState()).toMatchObject({ outlineOpen: true, goTo: null })
  })
})

describe('an outline without turns', () => {
  it('says that nothing was asked', async () => {
    await open(threadOf())
    expect(screen.getByText('Nothing was asked yet.')).toBeTruthy()
    expect(status()).toBe('0 turns')
  })

  it('says that it reads, until that has failed', async () => {
    const page = later()
    fakeDeck({ 'thread/turns/list': () => page.promise })
    await open(threadOf({ olderCursor: 'c' }))
    expect(screen.getByText('Reading…')).toBeTruthy()
    page.settle(refusal('torn'))
    expect(await screen.findByText('Nothing was asked yet.')).toBeTruthy()
  })
})
