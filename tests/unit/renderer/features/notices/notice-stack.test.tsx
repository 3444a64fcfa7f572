import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NoticeStack } from '../../../../../renderer/features/notices'
import { useNotices } from '../../../../../renderer/stores/app/notices'

beforeEach(() => {
  vi.useFakeTimers()
  useNotices.setState({ notices: [] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('lets what is only to know go by itself, and keeps an error until it is dismissed', () => {
  render(<NoticeStack />)
  act(() => {
    useNotices.getState().push({ level: 'info', message: 'Saved' })
    useNotices.getState().push({ level: 'error', message: 'Lost' })
  })
  expect(screen.getAllByTestId('notice')).toHaveLength(2)
  act(() => vi.advanceTimersByTime(60_000))
  expect(screen.getByTestId('notice').textContent).toContain('Lost')
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByTestId('notice')).toBeNull()
})

it('stays while it is being read', () => {
  render(<NoticeStack />)
  act(() => void useNotices.getState().push({ level: 'info', message: 'Saved' }))
  fireEvent.pointerEnter(screen.getByTestId('notice'))
  act(() => vi.advanceTimersByTime(60_000))
  expect(screen.getByTestId('notice')).toBeTruthy()
  fireEvent.pointerLeave(screen.getByTestId('notice'))
  act(() => vi.advanceTimersByTime(60_000))
  expect(screen.queryByTestId('notice')).toBeNull()
})

it('offers its act and goes when that is taken', () => {
  const run = vi.fn()
  render(<NoticeStack />)
  act(() => void useNotices.getState().push({ level: 'info', message: 'Removed', action: { label: 'Undo', run } }))
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(run).toHaveBeenCalledOnce()
  expect(screen.queryByTestId('notice')).toBeNull()
})

it('shows details on request', () => {
  render(<NoticeStack />)
  act(() => void useNotices.getState().push({ level: 'error', message: 'Broken', detail: 'stack' }))
  fireEvent.click(screen.getByRole('button', { name: 'Details' }))
  expect(screen.getByText('stack')).toBeTruthy()
})
