import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SearchStatus } from '../../../../../renderer/features/search/status-line'
import { noFilters, useSearch } from '../../../../../renderer/stores/sessions/search'
import { fakeDeck } from '../../stores/fake-deck'
import { projectId } from '../../stores/samples'

const words = () => screen.getByRole('status').textContent
const done = { searchId: 's', sessions: 2, hits: 3, limited: false, problem: null, elapsedMs: 1234 }
function show(sessions: number, hits: number) {
  cleanup()
  render(<SearchStatus sessions={sessions} hits={hits} />)
}

beforeEach(() => {
  fakeDeck()
  useSearch.setState({ query: 'x', filters: noFilters, state: 'done', hits: [], done, problem: null })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('counts hits and sessions, one as one, with the time it took', () => {
  show(2, 12_345)
  expect(words()).toBe(`${(12_345).toLocaleString()} hits in 2 sessions, 1.23 s`)
  show(1, 1)
  expect(words()).toBe('1 hit in 1 session, 1.23 s')
})

it('says how many there are so far while it runs, and what it searches before', () => {
  useSearch.setState({ state: 'running', done: null })
  show(1, 7)
  expect(words()).toBe('Searching… 7 so far')
  useSearch.setState({ state: 'idle' })
  show(0, 0)
  expect(words()).toContain('in all projects')
})

it('says when there is more than is shown', () => {
  useSearch.setState({ done: { ...done, limited: true } })
  show(1000, 5000)
  expect(words()).toContain('There are more')
})

it('tells why a search failed or was partial, beside what was found', () => {
  useSearch.setState({ done: { ...done, problem: 'One file can’t be read.' } })
  show(1, 1)
  expect(screen.getByRole('alert').textContent).toBe('One file can’t be read.')
  expect(words()).toContain('1 hit')
  useSearch.setState({ done: null, problem: { code: 'regex', message: 'The expression has no end.' } })
  show(0, 0)
  expect(screen.getByRole('alert').textContent).toBe('The expression has no end.')
})

it('offers to search everywhere when a narrowed search finds nothing, and keeps the expression', () => {
  useSearch.setState({ filters: { ...noFilters, projectId, date: 'today', regex: true } })
  show(0, 0)
  expect(words()).toBe('Nothing found')
  fireEvent.click(screen.getByRole('button', { name: 'Search everywhere' }))
  expect(useSearch.getState()).toMatchObject({
    state: 'running',
    filters: { projectId: null, date: 'any', archived: 'with', regex: true },
  })
  expect(screen.queryByRole('button')).toBeNull()
})

it('offers nothing more when everything was searched, or something was found', () => {
  useSearch.setState({ filters: { ...noFilters, archived: 'with' } })
  show(0, 0)
  expect(screen.queryByRole('button')).toBeNull()
  useSearch.setState({ filters: { ...noFilters, projectId } })
  show(1, 1)
  expect(screen.queryByRole('button')).toBeNull()
})
