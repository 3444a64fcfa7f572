import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { RowSplitter } from '../../../../renderer/kit'

afterEach(cleanup)

it('moves by key within its bounds, and a double click sets it back', () => {
  const onChange = vi.fn()
  render(<RowSplitter label="Height" value={200} min={120} max={210} initial={180} onChange={onChange} />)
  const line = screen.getByRole('separator', { name: 'Height' })
  for (const key of ['ArrowUp', 'ArrowDown', 'Home', 'End', 'a']) fireEvent.keyDown(line, { key })
  fireEvent.doubleClick(line)
  expect(onChange.mock.calls.flat()).toEqual([210, 184, 210, 120, 180])
})
