// A question on the side: waiting for its copy, asking, failing, closing, and leaving nothing for the next one.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeckError } from '../../../../../preload/contract/result'
import { SideQuestion } from '../../../../../renderer/features/chat/side-question'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useTurnActs } from '../../../../../renderer/stores/threads/turn-acts'
import { later } from '../../stores/fake-deck'
import { asked as askedItem, said, threadOf, turnOf } from './sample-turns'

class NoLayout {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const ask = vi.fn(async (_text: string): Promise<DeckError | null> => null)
const closeSide = vi.fn(() => useTurnActs.setState({ side: null }))
const question = { projectId: 'p', parentId: 't', threadId: 'aside', problem: null }
const copy = { ...threadOf(), id: 'aside' }
const setSide = (side: object | null) =>
  act(() => useTurnActs.setState({ side: side === null ? null : { ...question, ...side } }))

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoLayout)
  ask.mockReset().mockResolvedValue(null)
  closeSide.mockClear()
  useThreads.setState({ threads: { aside: copy } })
  useTurnActs.setState({ side: question, ask, closeSide })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const draw = (parentId = 't') => render(<SideQuestion parentId={parentId} root="/srv/app" />)
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question on the side' })
const type = (value: string) => fireEvent.change(field(), { target: { value } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Ask' })

describe('a question on the side', () => {
  it('waits for its copy, then takes the focus', async () => {
    useTurnActs.setState({ side: { ...question, threadId: null } })
    draw()
    expect(await screen.findByText('Making a copy of the chat…')).toBeTruthy()
    expect(field().disabled).toBe(true)
    setSide({})
    expect(field().disabled).toBe(false)
    expect(document.activeElement).toBe(field())
    expect(screen.getByText('Ask anything about this chat or the project.')).toBeTruthy()
  })

  it('says why there is no copy', () => {
    useTurnActs.setState({ side: { ...question, threadId: null, problem: { code: 'x', message: 'Out of memory.' } } })
    draw()
    expect(screen.getByRole('alert').textContent).toBe('Out of memory.')
    expect(field().disabled).toBe(true)
  })

  it('shows what was asked and answered', () => {
    useThreads.setState({
      threads: { aside: { ...copy, turns: [turnOf('a', [askedItem('1', 'Why?'), said('2', 'Because.')])] } },
    })
    draw()
    expect(screen.getByTestId('transcript')).toBeTruthy()
    expect(screen.queryByText('Ask anything about this chat or the project.')).toBeNull()
  })

  it('is not shown in another chat', () => {
    draw('other')
    expect(screen.queryByTestId('side-question')).toBeNull()
  })
})

describe('asking', () => {
  it('takes Enter and empties the field', async () => {
    draw()
    type('  Why?  ')
    press('Enter')
    expect(field().value).toBe('')
    await waitFor(() => expect(ask.mock.calls).toEqual([['Why?']]))
  })

  it('takes the button, but no spaces', () => {
    draw()
    expect(button().disabled).toBe(true)
    type('  ')
    expect(button().disabled).toBe(true)
    press('Enter')
    expect(ask).not.toHaveBeenCalled()
    type('Why?')
    fireEvent.click(button())
    expect(ask).toHaveBeenCalledWith('Why?')
  })

  it('leaves Shift+Enter and a composing Enter to the field', () => {
    draw()
    type('Why?')
    press('Enter', { shiftKey: true })
    press('Enter', { isComposing: true })
    expect(ask).not.toHaveBeenCalled()
  })

  it('says that more goes to the question under way', () => {
    useThreads.setState({ threads: { aside: { ...copy, runningTurnId: 'a' } } })
    draw()
    expect(field().placeholder).toBe('Add to the question…')
  })

  it('that fails says why and gives the words back, before what was typed since', async () => {
    const answer = later<DeckError | null>()
    ask.mockReturnValue(answer.promise)
    draw()
    type('Why?')
    press('Enter')
    type('And how?')
    await act(async () => answer.settle({ code: 'x', message: 'No login.' }))
    expect(screen.getByRole('alert').textContent).toBe('No login.')
    expect(field().value).toBe('Why?\nAnd how?')
    ask.mockResolvedValue(null)
    press('Enter')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('closing', () => {
  it.each(['Escape', 'button'])('by %s forgets it', (way) => {
    const outside = vi.fn()
    render(
      <div role="presentation" onKeyDown={outside}>
        <SideQuestion parentId="t" root={null} />
      </div>,
    )
    if (way === 'Escape') press('Escape')
    else fireEvent.click(screen.getByRole('button', { name: 'Close and forget' }))
    expect(closeSide).toHaveBeenCalledTimes(1)
    expect(outside).not.toHaveBeenCalled()
    expect(screen.queryByTestId('side-question')).toBeNull()
  })

  it('is not what Escape means while composing', () => {
    draw()
    press('Escape', { isComposing: true })
    expect(closeSide).not.toHaveBeenCalled()
  })

  it('leaves nothing of what was typed, nor of what failed, for the next question', async () => {
    ask.mockResolvedValue({ code: 'x', message: 'No login.' })
    draw()
    type('A secret')
    press('Enter')
    await screen.findByRole('alert')
    press('Escape')
    setSide({ threadId: null })
    expect(screen.queryByRole('alert')).toBeNull()
    expect(field().value).toBe('')
  })

  it('only: what was typed is still there after a look at another chat', () => {
    const { rerender } = draw()
    type('Half a thought')
    rerender(<SideQuestion parentId="other" root={null} />)
    expect(screen.queryByTestId('side-question')).toBeNull()
    rerender(<SideQuestion parentId="t" root={null} />)
    expect(field().value).toBe('Half a thought')
  })
})
