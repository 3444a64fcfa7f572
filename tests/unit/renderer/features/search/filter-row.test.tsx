import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FilterRow } from '../../../../../renderer/features/search/filter-row'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { noFilters, useSearch } from '../../../../../renderer/stores/sessions/search'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { project, projectId } from '../../stores/samples'
import { other } from '../../stores/session-samples'

const filters = () => useSearch.getState().filters
const field = (name: string) => screen.getByRole('combobox', { name })
const choose = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })

let deck: FakeDeck
beforeEach(() => {
  deck = fakeDeck()
  useSearch.setState({ query: '', filters: noFilters, state: 'idle', hits: [] })
  useProjects.setState({
    projects: [project, { ...other, name: '<b>other</b>' }],
    activeId: projectId,
    activeThreadId: {},
  })
  render(<FilterRow />)
})
afterEach(() => {
  useSearch.getState().ask('')
  cleanup()
  vi.unstubAllGlobals()
})

it('offers all projects by name and goes back to all', () => {
  expect([...field('Project').children].map((option) => option.textContent)).toEqual([
    'All projects',
    'project',
    '<b>other</b>',
  ])
  choose('Project', other.id)
  expect(filters().projectId).toBe(other.id)
  choose('Project', '')
  expect(filters().projectId).toBeNull()
})

it('asks for days only where a range is wanted', () => {
  expect(screen.queryByLabelText('From')).toBeNull()
  choose('Time', 'range')
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-01-02' } })
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-01-03' } })
  expect(filters()).toMatchObject({ date: 'range', from: '2026-01-02', to: '2026-01-03' })
  choose('Time', 'week')
  expect(screen.queryByLabelText('To')).toBeNull()
})

it('takes the archive in or alone', () => {
  choose('Archive', 'with')
  expect(filters().archived).toBe('with')
  choose('Archive', 'only')
  expect(filters().archived).toBe('only')
})

it('switches the regular expression on and off, and says which', () => {
  fireEvent.click(screen.getByRole('button', { name: 'Regular expression', pressed: false }))
  expect(filters().regex).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Regular expression', pressed: true }))
  expect(filters().regex).toBe(false)
})

it('asks anew with what is in the box', async () => {
  useSearch.setState({ query: 'words' })
  choose('Archive', 'only')
  fireEvent.click(screen.getByRole('button', { name: 'Regular expression' }))
  await vi.waitFor(() =>
    expect(deck.of('search/start').at(-1)).toMatchObject({ query: 'words', archived: 'only', regex: true }),
  )
})
