import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { NameDialog } from '../../../../../renderer/features/sessions/name-dialog'

afterEach(cleanup)

function show(initial = '') {
  const onName = vi.fn()
  const onClose = vi.fn()
  render(<NameDialog title="New section" initial={initial} act="Make it" onName={onName} onClose={onClose} />)
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
  const type = (value: string) => fireEvent.change(field, { target: { value } })
  return { onName, onClose, field, type }
}
const act = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Make it' })

it('begins in its field, with the name that there was', () => {
  const { field } = show('Work')
  expect(document.activeElement).toBe(field)
  expect(field.value).toBe('Work')
})

it('gives the name without the spaces around it, by Enter or by its button, and closes', () => {
  const { onName, onClose, field, type } = show()
  type('  My work ')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect([onName.mock.calls, onClose.mock.calls.length]).toEqual([[['My work']], 1])
  fireEvent.click(act())
  expect(onName).toHaveBeenCalledTimes(2)
})

it('takes no name of nothing but spaces', () => {
  const { onName, onClose, field, type } = show()
  expect(act().disabled).toBe(true)
  type(' \u3000 ')
  expect(act().disabled).toBe(true)
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onName).not.toHaveBeenCalled()
  expect(onClose).not.toHaveBeenCalled()
})

it('leaves the Enter alone that ends a composition', () => {
  const { onName, field, type } = show()
  type('しごと')
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  expect(onName).not.toHaveBeenCalled()
})

it('closes by Escape and by Cancel and gives nothing', () => {
  const { onName, onClose, field, type } = show()
  type('Work')
  fireEvent.keyDown(field, { key: 'Escape' })
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(onClose).toHaveBeenCalledTimes(2)
  expect(onName).not.toHaveBeenCalled()
})
