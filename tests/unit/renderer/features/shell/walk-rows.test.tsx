import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { walkRows } from '../../../../../renderer/features/shell/walk-rows'

afterEach(cleanup)

function show() {
  const onToggle = vi.fn()
  render(
    <nav onKeyDown={(event) => walkRows(event, onToggle)}>
      <button data-nav-row="project" data-nav-id="p1" data-nav-open="true">
        one
      </button>
      <button data-nav-row="thread">chat</button>
      <button data-nav-row="project" data-nav-id="p2" data-nav-open="false">
        two
      </button>
    </nav>,
  )
  const row = (name: string) => screen.getByRole('button', { name })
  const press = (name: string, key: string) => {
    row(name).focus()
    fireEvent.keyDown(row(name), { key })
    return document.activeElement?.textContent
  }
  return { press, onToggle }
}

it('walks up and down and to the ends', () => {
  const { press } = show()
  expect(press('one', 'ArrowDown')).toBe('chat')
  expect(press('two', 'ArrowUp')).toBe('chat')
  expect(press('two', 'ArrowDown')).toBe('two')
  expect(press('one', 'End')).toBe('two')
  expect(press('two', 'Home')).toBe('one')
})

it('goes into an open project and out of a chat', () => {
  const { press, onToggle } = show()
  expect(press('one', 'ArrowRight')).toBe('chat')
  expect(press('chat', 'ArrowLeft')).toBe('one')
  expect(onToggle).not.toHaveBeenCalled()
})

it('opens and closes projects', () => {
  const { press, onToggle } = show()
  press('two', 'ArrowRight')
  press('one', 'ArrowLeft')
  expect(onToggle.mock.calls).toEqual([
    ['p2', true],
    ['p1', false],
  ])
})
