import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DropFolder } from '../../../../../renderer/features/projects'

const call = vi.fn()
const file = new File([], 'weather')
const files = { types: ['Files'], files: [file] }

beforeEach(() => {
  call.mockResolvedValue({ ok: false, error: { code: 'x', message: 'no' } })
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
  render(<DropFolder pathOf={(dropped) => (dropped === file ? '/srv/weather' : '')} />)
})
afterEach(() => {
  cleanup()
  call.mockReset()
})

it('says that a folder may be dropped while one hovers', () => {
  fireEvent.dragOver(window, { dataTransfer: files })
  expect(screen.getByText(/Drop a folder/)).toBeTruthy()
  fireEvent.drop(window, { dataTransfer: files })
  expect(screen.queryByText(/Drop a folder/)).toBeNull()
})

it('opens what is dropped, and never lets the window go there itself', () => {
  const drop = createEvent.drop(window, { dataTransfer: files })
  fireEvent(window, drop)
  expect(drop.defaultPrevented).toBe(true)
  expect(call).toHaveBeenCalledWith('projects/add', { path: '/srv/weather' })
})

it('leaves alone what another part has taken, and what holds no files', () => {
  const taken = createEvent.drop(window, { dataTransfer: files })
  taken.preventDefault()
  fireEvent(window, taken)
  fireEvent.drop(window, { dataTransfer: { types: ['text/plain'], files: [] } })
  expect(call).not.toHaveBeenCalled()
})
