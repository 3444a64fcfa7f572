import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Button, IconButton } from '../../../../renderer/kit'
import { Plus } from 'lucide-react'

afterEach(cleanup)

it('takes no second press while its act is under way', () => {
  const onClick = vi.fn()
  render(
    <Button busy onClick={onClick}>
      Send
    </Button>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(onClick).not.toHaveBeenCalled()
})

it('never submits a form unless it is told to', () => {
  render(<Button>Plain</Button>)
  expect(screen.getByRole('button').getAttribute('type')).toBe('button')
})

it('gives a picture its words as name and as tooltip', () => {
  render(<IconButton label="Add" icon={Plus} shortcut="Mod+N" />)
  const button = screen.getByRole('button', { name: 'Add' })
  expect(button.dataset['tip']).toBe('Add')
  expect(button.dataset['tipKeys']).toBe('Mod+N')
})
