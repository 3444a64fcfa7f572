// The list as a person meets it: what is read, what a clock that is ahead does, and a chat that is deleted while it is shown.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ThreadList } from '../../../../../renderer/features/sessions/thread-list'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useRequests } from '../../../../../renderer/stores/app/requests'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useSubAgents } from '../../../../../renderer/stores/threads/sub-agents'
import { tellSession } from '../../../../../renderer/stores/sessions/session-events'
import { watchSessions } from '../../../../../renderer/stores/lists/thread-rows'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { giveListLayout } from '../../list-layout'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { codexThread, project, projectId, threadId } from '../../stores/samples'
import { listOf, other, statusOf, summary } from '../../stores/session-samples'

const unread = { unread: true, revision: '7' }
const rows = () => screen.queryAllByTestId('thread-row')
const ids = () => rows().map((row) => row.dataset['threadId'])
const marks = () => rows().map((row) => row.querySelector('[data-state]')?.getAttribute('data-state'))
const look = (id: string | null) => useProjects.setState({ activeThreadId: { [projectId]: id } })

let deck: FakeDeck
let stop: () => void = () => undefined
function show(...summaries: ReturnType<typeof summary>[]) {
  useThreads.setState({ threads: {}, lists: { [projectId]: listOf(summaries) } })
  render(
    <nav>
      <ThreadList projectId={projectId} ready />
    </nav>,
  )
}

beforeEach(() => {
  giveListLayout()
  deck = fakeDeck({
    'thread/readState/update': { readState: { revision: '8', firstUnread: null } },
    'thread/list': (params: Record<string, unknown>) => ({
      data: params['parentThreadId'] === undefined ? [codexThread(threadId), codexThread('b')] : [],
      nextCursor: null,
    }),
  })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useServers.setState({ byProject: { [projectId]: statusOf('ready') } })
  useRequests.setState({ requests: [] })
  useSubAgents.setState({ children: {} })
  useNotices.setState({ notices: [] })
  stop = watchSessions()
})
afterEach(() => {
  tellSession({ type: 'session-deleted', projectId, threadId, problem: null })
  stop()
  cleanup()
  vi.unstubAllGlobals()
})

describe('what is unread', () => {
  it('is marked, and read once it is looked at in a window that has the focus', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    show(summary(threadId, { readState: unread }), summary('b', { readState: unread }))
    expect(marks()).toEqual(['unread', 'unread'])
    act(() => look(threadId))
    // In view it bears no mark, but behind another window nobody has read it.
    expect(marks()).toEqual(['none', 'unread'])
    expect(deck.of('thread/readState/update')).toEqual([])
    focus.mockReturnValue(true)
    fireEvent.focus(window)
    await waitFor(() => expect(useThreads.getState().lists[projectId]?.summaries[0]?.readState?.unread).toBe(false))
    expect(deck.of('thread/readState/update').map((params) => params['threadId'])).toEqual([threadId])
    act(() => look(null))
    expect(marks()).toEqual(['none', 'unread'])
  })

  it('is not read by being open in a project that is not in view', () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    useProjects.setState({ activeId: other.id, activeThreadId: { [projectId]: threadId, [other.id]: threadId } })
    show(summary(threadId, { readState: unread }))
    expect(marks()).toEqual(['unread'])
    expect(deck.of('thread/readState/update')).toEqual([])
  })
})

it('sessions of a clock that is ahead stand first, without a heading, and are of now', () => {
  const now = Date.now()
  show(summary('ahead', { updatedAtMs: now + 1e12 }), summary('old', { updatedAtMs: now - 1e11 }))
  expect(ids()).toEqual(['ahead', 'old'])
  expect(rows()[0]?.textContent).toBe('aheadnow')
})

it('a chat that is deleted by key while it is shown goes, and Undo brings it back', async () => {
  show(summary(threadId), summary('b'))
  act(() => look(threadId))
  fireEvent.keyDown(rows()[0] ?? document.body, { key: 'Delete' })
  await waitFor(() => expect(ids()).toEqual(['b']))
  expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
  // Codex still lists it: a list that is read meanwhile must not show it.
  await act(() => useThreads.getState().refreshList(projectId))
  expect(ids()).toEqual(['b'])
  act(() => useNotices.getState().notices[0]?.action?.run())
  await waitFor(() => expect(ids()).toEqual([threadId, 'b']))
})

it('one project’s sub-agents are not drawn under the other’s session with the same id', () => {
  useSubAgents.setState({ children: { [other.id]: { [threadId]: [summary('helper')] } } })
  show(summary(threadId))
  expect(screen.queryByLabelText(/sub-agent/)).toBeNull()
  act(() => useSubAgents.setState({ children: { [projectId]: { [threadId]: [summary('helper')] } } }))
  expect(screen.getByLabelText('1 sub-agent')).toBeTruthy()
})

it('10,000 chats keep the page small', async () => {
  show(...Array.from({ length: 10_000 }, (_, place) => summary(`s${place}`, { updatedAtMs: Date.now() - place })))
  await waitFor(() => expect(rows()).not.toHaveLength(0))
  expect(rows().length).toBeLessThan(200)
})

it('a title that is markup is shown as words', () => {
  show(summary(threadId, { title: '<img src=x onerror=alert(1)>' }))
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
  expect(document.querySelector('img')).toBeNull()
})
