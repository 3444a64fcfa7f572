// The search as it is driven: by keys from the box, which keeps the focus, and by the pointer.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SearchHit } from '../../../../../preload/contract/search'
import { SearchDialog } from '../../../../../renderer/features/search'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { noFilters, useSearch } from '../../../../../renderer/stores/sessions/search'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { giveListLayout } from '../../list-layout'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { project, projectId, threadId } from '../../stores/samples'
import { hit, listOf, other, snippet, summary } from '../../stores/session-samples'

const box = () => screen.getByRole('searchbox', { name: 'Search sessions' })
const press = (key: string, more: object = {}) => fireEvent.keyDown(box(), { key, ...more })
const options = () => {
  const results = screen.queryByRole('listbox', { name: 'Results' })
  return results === null ? [] : within(results).queryAllByRole('option')
}
const chosen = () => options().find((option) => option.getAttribute('aria-selected') === 'true')
const shown = () => useProjects.getState().activeThreadId

let deck: FakeDeck
async function showFound(...hits: SearchHit[]) {
  useSearch.setState({ query: 'x', state: 'done', hits })
  render(<SearchDialog />)
  if (hits.length > 0) await waitFor(() => expect(options()).not.toHaveLength(0))
}
const three = [
  hit('one', {
    snippets: [snippet('first x', 'x', { fileId: 'f1', offset: 11 }), snippet('second x', 'x', { offset: 22 })],
  }),
  hit('two'),
  hit('three'),
]

beforeEach(() => {
  giveListLayout()
  deck = fakeDeck({ 'search/locate': { turnId: 't', itemId: null, text: '' } })
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useSearch.setState({ query: '', filters: noFilters, state: 'idle', hits: [], done: null, problem: null })
  useUi.setState({ searchOpen: true, goTo: null })
})
afterEach(() => {
  useSearch.getState().ask('')
  cleanup()
  vi.unstubAllGlobals()
})

describe('the keys', () => {
  it('choose a row, told to the box, and stop at both ends', async () => {
    await showFound(...three)
    expect(chosen()?.textContent).toContain('one')
    press('ArrowUp')
    expect(chosen()?.textContent).toContain('one')
    press('ArrowDown')
    expect(chosen()?.textContent).toBe('first x')
    expect(box().getAttribute('aria-activedescendant')).toBe(chosen()?.id)
    press('PageDown')
    expect(chosen()?.textContent).toContain('three')
    press('ArrowDown')
    expect(chosen()?.textContent).toContain('three')
    press('PageUp')
    expect(chosen()?.textContent).toContain('one')
  })

  it('open the chosen session, or its place for a snippet', async () => {
    await showFound(...three)
    press('ArrowDown')
    press('Enter')
    await waitFor(() =>
      expect(deck.of('search/locate')).toEqual([{ projectId, threadId: 'one', fileId: 'f1', offset: 11 }]),
    )
    expect(shown()).toEqual({ [projectId]: 'one' })
    expect(useUi.getState().searchOpen).toBe(false)
    press('PageDown')
    press('Enter')
    expect(shown()).toEqual({ [projectId]: 'three' })
    expect(deck.of('search/locate')).toHaveLength(1)
  })

  it('that end a composition open nothing', async () => {
    await showFound(...three)
    press('Enter', { isComposing: true })
    press('ArrowDown', { isComposing: true })
    expect(shown()).toEqual({})
    expect(chosen()?.textContent).toContain('one')
  })

  it('do nothing while nothing is there', async () => {
    await showFound()
    for (const key of ['ArrowDown', 'ArrowUp', 'PageDown', 'Enter']) press(key)
    expect(shown()).toEqual({})
    expect(screen.getByText('Nothing found', { selector: '[role=status]' })).toBeTruthy()
  })

  it('leave the row chosen when others come above it, and begin anew with new words', async () => {
    await showFound(...three)
    press('PageDown')
    act(() => useSearch.setState({ hits: [hit('zero'), ...three] }))
    await waitFor(() => expect(options()[0]?.textContent).toContain('zero'))
    expect(chosen()?.textContent).toContain('three')
    act(() => useSearch.setState({ hits: [hit('zero')] }))
    await waitFor(() => expect(chosen()?.textContent).toContain('zero'))
    fireEvent.change(box(), { target: { value: 'xy' } })
    expect(useSearch.getState().query).toBe('xy')
  })

  it('with Escape close it and keep what was found', async () => {
    await showFound(...three)
    press('Escape')
    expect(useUi.getState().searchOpen).toBe(false)
    expect(useSearch.getState().hits).toHaveLength(3)
  })
})

it('a press opens the row under it', async () => {
  await showFound(...three)
  fireEvent.click(screen.getByText('two'))
  expect(shown()).toEqual({ [projectId]: 'two' })
})

it('one session in two projects is two rows, each opened in its own', async () => {
  await showFound(hit(threadId), hit(threadId, { projectId: other.id }))
  expect(options().map((option) => option.textContent)).toEqual([
    expect.stringContaining('project'),
    expect.stringContaining('other'),
  ])
  press('ArrowDown')
  press('Enter')
  expect(useProjects.getState()).toMatchObject({ activeId: other.id, activeThreadId: { [other.id]: threadId } })
})

it('an empty box shows what was worked on last, over all projects, 40 at most', async () => {
  useThreads.setState({
    lists: {
      [projectId]: listOf(Array.from({ length: 10_000 }, (_, place) => summary(`s${place}`, { updatedAtMs: place }))),
      [other.id]: listOf([summary('ahead', { title: '', preview: 'First words', updatedAtMs: Date.now() + 1e12 })]),
    },
  })
  render(<SearchDialog />)
  await waitFor(() => expect(options()).not.toHaveLength(0))
  expect(options()[0]?.textContent).toBe('First wordsothernow')
  expect(options()[1]?.textContent).toContain('s9999')
  for (let pages = 0; pages < 10; pages += 1) press('PageDown')
  press('Enter')
  expect(shown()).toEqual({ [projectId]: 's9961' })
})

it('10,000 results keep the page small', async () => {
  await showFound(...Array.from({ length: 10_000 }, (_, place) => hit(`s${place}`)))
  expect(options().length).toBeLessThan(100)
  expect(screen.getByRole('status').textContent).toContain(`${(10_000).toLocaleString()} hits`)
})

it('a title and a project’s name that are markup are shown as words', async () => {
  useProjects.setState({ projects: [{ ...project, name: '<i>p</i>' }] })
  await showFound(hit('a', { title: '<img src=x onerror=alert(1)>', archived: true }))
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
  expect(screen.getByText('<i>p</i>', { ignore: 'option' })).toBeTruthy()
  expect(document.querySelector('img')).toBeNull()
  expect(screen.getByLabelText('Archived')).toBeTruthy()
})

it('says what to do when nothing is found, or there is no project', async () => {
  await showFound()
  expect(screen.getByText('Try fewer or other words.')).toBeTruthy()
  act(() => useProjects.setState({ projects: [] }))
  expect(screen.getByText('There is no project to search in yet.')).toBeTruthy()
})
