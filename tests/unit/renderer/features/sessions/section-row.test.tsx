import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SectionRow } from '../../../../../renderer/features/sessions/section-row'
import { pinnedSectionId } from '../../../../../renderer/stores/lists/thread-lists'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { projectId } from '../../stores/samples'
import { listOf, summary } from '../../stores/session-samples'

const work = { id: 's1', name: 'Work' }
let deck: FakeDeck
function show(section = work, folded = false) {
  const onFold = vi.fn()
  const onRename = vi.fn()
  const parts = { projectId, section, folded, count: 3, onFold, onRename }
  render(<SectionRow {...parts} />)
  return { onFold, onRename }
}
const head = () => screen.getByTestId('section-row')

beforeEach(() => {
  deck = fakeDeck()
  useThreads.setState({
    threads: {},
    lists: { [projectId]: listOf([summary('a', { sectionId: 's1' })], { sections: [work] }) },
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('names the section, counts its chats and says whether it is folded', () => {
  const { onFold } = show()
  expect(head().textContent).toBe('Work3')
  expect(head().getAttribute('aria-expanded')).toBe('true')
  fireEvent.click(head())
  expect(onFold).toHaveBeenCalledTimes(1)
  cleanup()
  show(work, true)
  expect(head().getAttribute('aria-expanded')).toBe('false')
})

it('shows a name that is markup as words', () => {
  show({ id: 's1', name: '<img src=x>' })
  expect(head().textContent).toBe('<img src=x>3')
})

it('is renamed from its menu', async () => {
  const { onRename, onFold } = show()
  fireEvent.contextMenu(head())
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Rename the section…' }))
  expect(onRename).toHaveBeenCalledTimes(1)
  expect(onFold).not.toHaveBeenCalled()
})

it('is deleted from its menu, and its chats stay', async () => {
  show()
  fireEvent.contextMenu(head())
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete the section' }))
  await vi.waitFor(() => expect(useThreads.getState().lists[projectId]?.sections).toEqual([]))
  expect(deck.of('threadSection/delete')).toEqual([{ sectionId: 's1' }])
  expect(useThreads.getState().lists[projectId]?.summaries).toMatchObject([{ id: 'a', sectionId: null }])
  expect(deck.of('sessions/delete')).toEqual([])
})

it('cannot be renamed or deleted when it is “Pinned”', () => {
  const { onFold } = show({ id: pinnedSectionId, name: 'Pinned' })
  fireEvent.contextMenu(head())
  expect(screen.queryByRole('menu')).toBeNull()
  fireEvent.click(head())
  expect(onFold).toHaveBeenCalled()
})
