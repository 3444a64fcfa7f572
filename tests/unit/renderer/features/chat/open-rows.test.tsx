// Open rows: remembered beyond the row itself, following what is live until somebody chooses.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createOpenRows, OpenRowsScope, useOpenRow } from '../../../../../renderer/features/chat/open-rows'

afterEach(cleanup)

function Row({ id, initial = false }: { id: string; initial?: boolean }) {
  const [open, toggle] = useOpenRow(id, initial)
  return (
    <button type="button" aria-expanded={open} onClick={toggle}>
      {id}
    </button>
  )
}
const isOpen = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-expanded') === 'true'
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('an open row', () => {
  it('is still open when it left the view and came back', () => {
    const memory = createOpenRows()
    const draw = (shown: boolean) => <OpenRowsScope memory={memory}>{shown && <Row id="a" />}</OpenRowsScope>
    const { rerender } = render(draw(true))
    press('a')
    rerender(draw(false))
    rerender(draw(true))
    expect(isOpen('a')).toBe(true)
    press('a')
    expect(isOpen('a')).toBe(false)
  })

  it('follows what is live until it is chosen', () => {
    const memory = createOpenRows()
    const draw = (live: boolean) => (
      <OpenRowsScope memory={memory}>
        <Row id="a" initial={live} />
      </OpenRowsScope>
    )
    const { rerender } = render(draw(true))
    expect(isOpen('a')).toBe(true)
    rerender(draw(false))
    expect(isOpen('a')).toBe(false)
    rerender(draw(true))
    press('a')
    expect(isOpen('a')).toBe(false)
    rerender(draw(false))
    rerender(draw(true))
    expect(isOpen('a')).toBe(false)
  })

  it('is opened from outside, it alone', () => {
    const memory = createOpenRows()
    render(
      <OpenRowsScope memory={memory}>
        <Row id="a" />
        <Row id="b" />
      </OpenRowsScope>,
    )
    act(() => memory.set('a', true))
    expect([isOpen('a'), isOpen('b')]).toEqual([true, false])
  })

  it('is another one in another transcript', () => {
    render(
      <>
        <OpenRowsScope memory={createOpenRows()}>
          <Row id="a" />
        </OpenRowsScope>
        <OpenRowsScope memory={createOpenRows()}>
          <Row id="a" />
        </OpenRowsScope>
      </>,
    )
    const [first, second] = screen.getAllByRole('button', { name: 'a' })
    if (!first || !second) throw new Error('two rows are drawn')
    fireEvent.click(first)
    expect([first, second].map((row) => row.getAttribute('aria-expanded'))).toEqual(['true', 'false'])
  })

  it('outside of a transcript remembers for itself', () => {
    render(<Row id="a" />)
    press('a')
    expect(isOpen('a')).toBe(true)
    press('a')
    expect(isOpen('a')).toBe(false)
  })
})

it('the memory tells nobody who has left', () => {
  const memory = createOpenRows()
  const listener = vi.fn()
  const leave = memory.subscribe(listener)
  memory.set('a', true)
  leave()
  memory.set('a', false)
  expect(listener).toHaveBeenCalledTimes(1)
  expect([memory.get('a'), memory.get('b')]).toEqual([false, undefined])
})
