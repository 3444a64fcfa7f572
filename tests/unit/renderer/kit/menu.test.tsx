import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { Menu, type MenuEntry } from '../../../../renderer/kit'

afterEach(cleanup)

const open = () => fireEvent.keyDown(screen.getByRole('button', { name: 'Open' }), { key: 'Enter' })

it('asks for its entries only when it opens', async () => {
  const entries = vi.fn((): MenuEntry[] => [{ kind: 'item', label: 'Rename', onSelect: () => undefined }])
  render(<Menu trigger={<button>Open</button>} entries={entries} />)
  expect(entries).not.toHaveBeenCalled()
  open()
  expect(await screen.findByRole('menuitem', { name: 'Rename' })).toBeTruthy()
})

it('offers a choice as radio items and says which was taken', async () => {
  const onChange = vi.fn()
  const options = [
    { value: 'low', label: 'Low' },
    { value: 'high', label: 'High' },
  ]
  render(<Menu trigger={<button>Open</button>} entries={() => [{ kind: 'radio', value: 'low', onChange, options }]} />)
  open()
  expect((await screen.findByRole('menuitemradio', { name: 'Low' })).getAttribute('aria-checked')).toBe('true')
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'High' }))
  expect(onChange).toHaveBeenCalledWith('high')
})
