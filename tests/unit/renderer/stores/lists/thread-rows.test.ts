// @vitest-environment jsdom
// What is done to a row of a list: pinned, sectioned, marked as read. The rows follow at once and go back when Codex says no.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { tellSession } from '../../../../../renderer/stores/sessions/session-events'
import { pinnedSectionId } from '../../../../../renderer/stores/lists/thread-lists'
import {
  deleteSection,
  markRead,
  moveToNewSection,
  moveToSection,
  renameSection,
  setPinned,
  watchSessions,
} from '../../../../../renderer/stores/lists/thread-rows'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal } from '../fake-deck'
import { event, note, project, projectId, threadId } from '../samples'
import { listOf, other, summary } from '../session-samples'

const list = (inProject = projectId) => useThreads.getState().lists[inProject]
const row = (id = threadId) => list()?.summaries.find((one) => one.id === id)
const told = () => useNotices.getState().notices.map(({ message }) => message)
const unread = (revision: string) => ({ unread: true, revision })
const read = (revision: string) => ({ unread: false, revision })
/** As Codex says it. */
const codexState = (revision: string, isUnread: boolean) => ({
  revision,
  firstUnread: isUnread ? { type: 'turn', turnId: 't' } : null,
})
const rows = (...summaries: ReturnType<typeof summary>[]) =>
  useThreads.setState({ lists: { [projectId]: listOf(summaries, { sections: [{ id: 's1', name: 'Work' }] }) } })

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: projectId, activeThreadId: {} })
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

describe('sections', () => {
  it('take a chat at once, and give it back when Codex says no', async () => {
    const slow = later()
    const deck = fakeDeck({ 'thread/section/move': () => slow.promise })
    rows(summary(threadId, { sectionId: 's1' }), summary('b'))
    const moving = setPinned(projectId, threadId, true)
    expect(row()?.sectionId).toBe(pinnedSectionId)
    expect(row('b')?.sectionId).toBeNull()
    slow.settle(refusal('no such section'))
    await moving
    expect(row()?.sectionId).toBe('s1')
    expect(told()).toEqual(['The chat was not moved: no such section'])
    expect(deck.of('thread/section/move')).toEqual([{ threadId, sectionId: pinnedSectionId }])
  })

  it('let a chat go again', async () => {
    const deck = fakeDeck()
    rows(summary(threadId, { sectionId: pinnedSectionId }))
    await setPinned(projectId, threadId, false)
    expect(row()?.sectionId).toBeNull()
    expect(deck.of('thread/section/move')).toEqual([{ threadId, sectionId: null }])
  })

  it('are made with the chat in them, and with nothing moved when they could not be made', async () => {
    fakeDeck({ 'threadSection/create': { section: { id: 's2', name: 'New' } } })
    rows(summary(threadId))
    await moveToNewSection(projectId, threadId, 'New')
    expect(list()?.sections.map(({ name }) => name)).toEqual(['Work', 'New'])
    expect(row()?.sectionId).toBe('s2')
    const deck = fakeDeck({ 'threadSection/create': refusal('too many') })
    await moveToNewSection(projectId, threadId, 'More')
    expect(row()?.sectionId).toBe('s2')
    expect(told()).toEqual(['The section was not made: too many'])
    expect(deck.of('thread/section/move')).toEqual([])
  })

  it('are renamed once Codex has done so', async () => {
    fakeDeck({ 'threadSection/update': refusal('no') })
    rows(summary(threadId))
    await renameSection(projectId, 's1', 'Play')
    expect(list()?.sections).toEqual([{ id: 's1', name: 'Work' }])
    fakeDeck()
    await renameSection(projectId, 's1', 'Play')
    expect(list()?.sections).toEqual([{ id: 's1', name: 'Play' }])
    expect(told()).toEqual(['The section was not renamed: no'])
  })

  it('when deleted lose their chats, which stay', async () => {
    fakeDeck()
    rows(summary(threadId, { sectionId: 's1' }), summary('b', { sectionId: pinnedSectionId }))
    await deleteSection(projectId, 's1')
    expect(list()?.sections).toEqual([])
    expect(list()?.summaries.map(({ id, sectionId }) => [id, sectionId])).toEqual([
      [threadId, null],
      ['b', pinnedSectionId],
    ])
  })

  it('of a list that was never read change nothing here', async () => {
    const deck = fakeDeck()
    await moveToSection(projectId, threadId, 's1')
    expect(useThreads.getState().lists).toEqual({})
    expect(deck.of('thread/section/move')).toHaveLength(1)
  })
})

describe('the read mark', () => {
  it('is set with the revision that was seen, and is then as Codex answers', async () => {
    const deck = fakeDeck({ 'thread/readState/update': { readState: codexState('8', false) } })
    rows(summary(threadId, { readState: unread('7') }))
    await markRead(projectId, threadId, true)
    expect(deck.of('thread/readState/update')).toEqual([
      { threadId, operation: { type: 'read' }, expectedRevision: '7' },
    ])
    expect(row()?.readState).toEqual(read('8'))
  })

  it('can be taken back', async () => {
    const deck = fakeDeck({ 'thread/readState/update': { readState: codexState('9', true) } })
    rows(summary(threadId, { readState: read('8') }))
    await markRead(projectId, threadId, false)
    expect(deck.of('thread/readState/update')[0]?.['operation']).toEqual({ type: 'unread' })
    expect(row()?.readState).toEqual(unread('9'))
  })

  it('asks nothing where it stands already, or Codex keeps none', async () => {
    const deck = fakeDeck()
    rows(summary(threadId, { readState: read('7') }), summary('none'))
    await markRead(projectId, threadId, true)
    await markRead(projectId, 'none', true)
    await markRead(projectId, 'nowhere', true)
    expect(deck.calls).toEqual([])
  })

  it('is tried once more when something came meanwhile, and no more than that', async () => {
    let revision = 7
    const deck = fakeDeck({
      'thread/readState/update': () => {
        revision += 1
        const readState = codexState(String(revision), true)
        useThreads.getState().receive([event(note('thread/readState/changed', { readState }))])
        return refusal('revision conflict')
      },
    })
    rows(summary(threadId, { readState: unread('7') }))
    await markRead(projectId, threadId, true)
    expect(deck.of('thread/readState/update').map((params) => params['expectedRevision'])).toEqual(['7', '8'])
    expect(row()?.readState).toEqual(unread('9'))
  })

  it('is left alone when Codex says no for another reason', async () => {
    const deck = fakeDeck({ 'thread/readState/update': refusal('not loaded') })
    rows(summary(threadId, { readState: unread('7') }))
    await markRead(projectId, threadId, true)
    expect(deck.of('thread/readState/update')).toHaveLength(1)
    expect(row()?.readState).toEqual(unread('7'))
  })

  it('changes by what Codex tells, and not by what is no state', () => {
    fakeDeck()
    rows(summary(threadId))
    const receive = (readState: unknown) =>
      useThreads.getState().receive([event(note('thread/readState/changed', { readState }))])
    receive(codexState('1', true))
    expect(row()?.readState).toEqual(unread('1'))
    receive({ firstUnread: { type: 'turn' } })
    receive(null)
    expect(row()?.readState).toEqual(unread('1'))
  })
})

describe('what main tells of session files', () => {
  it('reads the list anew after an import, of that project only', async () => {
    const deck = fakeDeck({ 'thread/list': { data: [], nextCursor: null } })
    const stop = watchSessions()
    tellSession({ type: 'sessions-changed', projectId })
    tellSession({ type: 'session-grew', projectId, threadId })
    await vi.waitFor(() => expect(list()?.loading).toBe('none'))
    expect(Object.keys(useThreads.getState().lists)).toEqual([projectId])
    const asked = deck.calls.length
    stop()
    tellSession({ type: 'sessions-changed', projectId })
    expect(deck.calls).toHaveLength(asked)
  })
})
