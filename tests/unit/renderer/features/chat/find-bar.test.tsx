// The find bar by keyboard: from place to place, newest first, round and round.
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FindBar } from '../../../../../renderer/features/chat/find-bar'
import type { ThreadState } from '../../../../../renderer/stores/threads/model'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { fakeDeck } from '../../stores/fake-deck'
import { said, threadOf, turnOf } from './sample-turns'

const close = vi.fn()
const loadUntil = vi.fn(async () => true)
beforeEach(() => {
  close.mockClear()
  loadUntil.mockClear()
  fakeDeck()
  useUi.setState({ goTo: null })
  useThreads.setState({ loadUntil })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const thread = threadOf({ turns: [turnOf('one', [said('a', 'ant ant')]), turnOf('two', [said('b', 'ant')])] })

function Bar({ given }: { given: ThreadState }) {
  const [words, setWords] = useState('')
  return <FindBar thread={given} words={words} onWords={setWords} onClose={close} />
}
const draw = (given = thread) => render(<Bar given={given} />)
const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find in this chat' })
const type = (value: string) => fireEvent.change(field(), { target: { value } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
const count = () => screen.getByTestId('find-count').textContent
/** Where it went, as turn/item/nth. */
function place(): string | null {
  const { goTo } = useUi.getState()
  return goTo === null ? null : `${goTo.turnId}/${goTo.itemId}/${goTo.nth}`
}

describe('the find bar', () => {
  it('has the focus and says nothing yet', () => {
    draw()
    expect(document.activeElement).toBe(field())
    expect(count()).toBe('')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next place' }).disabled).toBe(true)
    press('Enter')
    expect(place()).toBeNull()
  })

  it('counts the places without going to one', () => {
    draw()
    type('ant')
    expect(count()).toBe('3 places')
    expect(place()).toBeNull()
    type('ant ant')
    expect(count()).toBe('1 place')
    type('bee')
    expect(count()).toBe('Nothing found')
    type('  ')
    expect(count()).toBe('')
  })

  it('goes to the newest first, then round', () => {
    draw()
    type('ant')
    const went = ['Enter', 'Enter', 'Enter', 'Enter'].map((key) => {
      press(key)
      return `${place()} ${count()}`
    })
    expect(went).toEqual(['two/b/0 3 of 3', 'one/a/0 1 of 3', 'one/a/1 2 of 3', 'two/b/0 3 of 3'])
  })

  it('goes back with Shift, by F3 and by the buttons, and tells which words are meant', () => {
    draw()
    type('Ant')
    press('Enter', { shiftKey: true })
    expect(count()).toBe('3 of 3')
    press('Enter', { shiftKey: true })
    expect(count()).toBe('2 of 3')
    press('F3')
    expect(count()).toBe('3 of 3')
    press('F3', { shiftKey: true })
    expect(count()).toBe('2 of 3')
    fireEvent.click(screen.getByRole('button', { name: 'Previous place' }))
    expect(count()).toBe('1 of 3')
    fireEvent.click(screen.getByRole('button', { name: 'Next place' }))
    expect(useUi.getState().goTo).toEqual({ threadId: 't', turnId: 'one', itemId: 'a', text: 'Ant', nth: 1 })
  })

  it('begins anew with other words', () => {
    draw()
    type('ant')
    press('Enter')
    press('Enter')
    type('an')
    expect(count()).toBe('3 places')
    press('Enter')
    expect(place()).toBe('two/b/0')
  })

  it('stays at its place when turns come in before and after it', () => {
    const { rerender } = draw()
    type('ant')
    press('Enter')
    const more = [turnOf('zero', [said('z', 'ant')]), ...thread.turns, turnOf('three', [said('c', 'ant')])]
    rerender(<Bar given={{ ...thread, turns: more }} />)
    expect(count()).toBe('4 of 5')
    press('Enter')
    expect(place()).toBe('three/c/0')
  })

  it('begins anew when its place has gone with its turn', () => {
    const { rerender } = draw()
    type('ant')
    press('Enter')
    rerender(<Bar given={{ ...thread, turns: thread.turns.slice(0, 1) }} />)
    expect(count()).toBe('2 places')
    press('Enter')
    expect(place()).toBe('one/a/1')
  })

  it('leaves the keys to an input method that composes', () => {
    draw()
    type('ant')
    press('Enter', { isComposing: true })
    press('Escape', { isComposing: true })
    expect(place()).toBeNull()
    expect(close).not.toHaveBeenCalled()
  })

  it('closes with Escape, which nobody else hears', () => {
    const outside = vi.fn()
    render(
      <div role="presentation" onKeyDown={outside}>
        <Bar given={thread} />
      </div>,
    )
    press('Escape')
    expect(close).toHaveBeenCalledTimes(1)
    expect(outside).not.toHaveBeenCalled()
    press('a')
    expect(outside).toHaveBeenCalledTimes(1)
  })

  it('keeps the browser’s own search away from F3', () => {
    draw()
    const event = createEvent.keyDown(field(), { key: 'F3' })
    fireEvent(field(), event)
    expect(event.defaultPrevented).toBe(true)
  })
})

describe('a chat whose older turns are not here', () => {
  const partly = { ...thread, olderCursor: 'c' }

  it('says what is not searched, once there are words', () => {
    draw(partly)
    expect(screen.queryByRole('button', { name: 'Read all turns' })).toBeNull()
    type('ant')
    expect(screen.getByText('Of older turns only the messages are searched.')).toBeTruthy()
  })

  it('can be read whole, and Enter walks on from the field', () => {
    draw(partly)
    type('ant')
    const button = screen.getByRole('button', { name: 'Read all turns' })
    button.focus()
    fireEvent.click(button)
    expect(loadUntil).toHaveBeenCalledWith('t', null, expect.any(AbortSignal))
    expect(document.activeElement).toBe(field())
  })

  it('says nothing of it when all turns are here', () => {
    draw()
    type('ant')
    expect(screen.queryByText('Of older turns only the messages are searched.')).toBeNull()
  })
})
