// @vitest-environment jsdom
// Deleting a chat: its row goes at once, Undo brings it back, and until Codex has deleted it no list shows it again.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { tellSession } from '../../../../../renderer/stores/sessions/session-events'
import { useSubAgents } from '../../../../../renderer/stores/threads/sub-agents'
import { deleteThread, watchSessions } from '../../../../../renderer/stores/lists/thread-rows'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, refusal } from '../fake-deck'
import { codexThread, event, note, project, projectId, threadId } from '../samples'
import { listOf, other, statusOf, summary } from '../session-samples'

const acts = () => useThreads.getState()
const ids = (inProject = projectId) => acts().lists[inProject]?.summaries.map(({ id }) => id)
const notices = () => useNotices.getState().notices
const undo = () => notices()[0]?.action?.run()
const gone = (problem: string | null = null, inProject = projectId) =>
  tellSession({ type: 'session-deleted', projectId: inProject, threadId, problem })
/** Codex lists the chat until it is told to delete it. */
const listing = { 'thread/list': { data: [codexThread(threadId), codexThread('b')], nextCursor: null } }

let stop: () => void = () => undefined
beforeEach(() => {
  useThreads.setState({
    threads: {},
    lists: {
      [projectId]: listOf([summary(threadId, { title: 'My chat' }), summary('b')]),
      [other.id]: listOf([summary(threadId)]),
    },
  })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: { [projectId]: threadId } })
  useServers.setState({ byProject: { [projectId]: statusOf('ready') } })
  useSubAgents.setState({ children: {} })
  useNotices.setState({ notices: [] })
  stop = watchSessions()
})
afterEach(() => {
  gone()
  gone(null, other.id)
  stop()
  vi.unstubAllGlobals()
})

describe('a chat that is deleted while it is shown', () => {
  it('leaves the list and the view at once, and can be had back', async () => {
    const deck = fakeDeck(listing)
    await deleteThread(projectId, threadId)
    expect(deck.of('sessions/delete')).toEqual([{ projectId, threadId }])
    expect(ids()).toEqual(['b'])
    expect(useProjects.getState().activeThreadId[projectId]).toBeNull()
    expect(notices()).toMatchObject([{ message: '“My chat” was deleted.', action: { label: 'Undo' } }])
    undo()
    expect(deck.of('sessions/undoDelete')).toEqual([{ projectId, threadId }])
    await vi.waitFor(() => expect(ids()).toEqual([threadId, 'b']))
  })

  it('leaves another project’s chat with the same id alone', async () => {
    fakeDeck(listing)
    useProjects.setState({ activeThreadId: { [projectId]: 'b', [other.id]: threadId } })
    await deleteThread(projectId, threadId)
    expect(ids(other.id)).toEqual([threadId])
    expect(useProjects.getState().activeThreadId).toEqual({ [projectId]: 'b', [other.id]: threadId })
  })

  it('does not come back with a list that is read while there is time for Undo', async () => {
    fakeDeck(listing)
    await deleteThread(projectId, threadId)
    await acts().refreshList(projectId)
    expect(ids()).toEqual(['b'])
    // Nor with one that is read from files, or further down.
    fakeDeck({
      'sessions/index': {
        sessions: [
          {
            threadId,
            title: '',
            preview: '',
            updatedAtMs: 1,
            cwd: '/',
            branch: null,
            modelProvider: null,
            parentThreadId: null,
          },
        ],
        nextOffset: null,
        total: 1,
        problems: [],
        problemCount: 0,
      },
    })
    useServers.setState({ byProject: {} })
    useProjects.setState({ activeId: other.id })
    await acts().refreshList(projectId)
    expect(ids()).toEqual([])
  })

  it('that was open is told to be gone once Codex has deleted it', async () => {
    fakeDeck({ ...listing, 'thread/resume': { thread: codexThread(threadId) } })
    await acts().openThread(projectId, threadId)
    await deleteThread(projectId, threadId)
    acts().receive([event(note('thread/deleted'))])
    gone()
    expect(acts().threads[threadId]?.problem?.code).toBe('thread.gone')
    expect(ids()).toEqual(['b'])
  })
})

describe('a deletion that fails', () => {
  it('at once leaves everything as it was and says why', async () => {
    fakeDeck({ 'sessions/delete': refusal('Codex is still working in this chat.') })
    await deleteThread(projectId, threadId)
    expect(ids()).toEqual([threadId, 'b'])
    expect(useProjects.getState().activeThreadId[projectId]).toBe(threadId)
    expect(notices()).toMatchObject([
      { level: 'error', message: 'The chat was not deleted: Codex is still working in this chat.' },
    ])
  })

  it('later brings the row back with the reason', async () => {
    fakeDeck(listing)
    await deleteThread(projectId, threadId)
    gone('forked history still references it')
    await vi.waitFor(() => expect(ids()).toEqual([threadId, 'b']))
    expect(notices().at(-1)).toMatchObject({
      level: 'error',
      message: expect.stringContaining('forked history'),
      projectId,
    })
  })

  it('is not spoken of when all went well', async () => {
    const deck = fakeDeck(listing)
    await deleteThread(projectId, threadId)
    const asked = deck.calls.length
    gone()
    expect(notices()).toHaveLength(1)
    expect(deck.calls).toHaveLength(asked)
  })

  it('to be undone says so and shows what Codex has', async () => {
    fakeDeck({
      'thread/list': { data: [codexThread('b')], nextCursor: null },
      'sessions/undoDelete': refusal('It is too late to undo.'),
    })
    await deleteThread(projectId, threadId)
    undo()
    await vi.waitFor(() => expect(notices().at(-1)?.message).toContain('It is too late to undo.'))
    await vi.waitFor(() => expect(acts().lists[projectId]?.loading).toBe('none'))
    expect(ids()).toEqual(['b'])
  })
})

it('a sub-agent’s chat leaves its parent’s rows, by its name, and comes back', async () => {
  fakeDeck({ 'thread/list': { data: [codexThread(threadId, { name: 'Helper' })], nextCursor: null } })
  await useSubAgents.getState().load(projectId, 'b')
  const children = () => useSubAgents.getState().children[projectId]?.['b']?.map(({ id }) => id)
  useThreads.setState({ lists: { [projectId]: listOf([summary('b')]) } })
  await deleteThread(projectId, threadId)
  expect(children()).toBeUndefined()
  expect(notices()[0]?.message).toBe('“Helper” was deleted.')
  await useSubAgents.getState().load(projectId, 'b')
  expect(children()).toBeUndefined()
  undo()
  await vi.waitFor(() => expect(children()).toEqual([threadId]))
})

it('a chat without a title is called so', async () => {
  fakeDeck()
  useThreads.setState({ lists: { [projectId]: listOf([summary(threadId, { title: '', preview: '' })]) } })
  await deleteThread(projectId, threadId)
  expect(notices()[0]?.message).toBe('“Untitled chat” was deleted.')
})
