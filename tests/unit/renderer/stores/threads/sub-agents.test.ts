// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { useSubAgents } from '../../../../../renderer/stores/threads/sub-agents'
import { fakeDeck, refusal } from '../fake-deck'
import { codexThread, projectId, threadId } from '../samples'
import { other, statusOf } from '../session-samples'

const agents = () => useSubAgents.getState()
const ids = (inProject = projectId, parent = threadId) => agents().children[inProject]?.[parent]?.map(({ id }) => id)
const listed = (...threads: unknown[]) => ({ data: threads, nextCursor: null })

beforeEach(() => {
  useSubAgents.setState({ children: {} })
  useServers.setState({ byProject: { [projectId]: statusOf('ready'), [other.id]: statusOf('ready', other.id) } })
})
afterEach(() => vi.unstubAllGlobals())

it('reads the sub-agents of a thread by their parent, of all providers', async () => {
  const deck = fakeDeck({
    'thread/list': listed(codexThread('helper', { parentThreadId: threadId }), null, { odd: 1 }),
  })
  await agents().load(projectId, threadId)
  expect(deck.of('thread/list')).toMatchObject([{ parentThreadId: threadId, modelProviders: [], limit: 100 }])
  expect(ids()).toEqual(['helper'])
})

it('starts no server for them', async () => {
  const deck = fakeDeck({ 'thread/list': listed(codexThread('helper')) })
  useServers.setState({ byProject: { [projectId]: statusOf('idle') } })
  await agents().load(projectId, threadId)
  await agents().load('unknown', threadId)
  expect(deck.calls).toEqual([])
})

it('tells the two projects apart that one session was brought into', async () => {
  fakeDeck({ 'thread/list': listed(codexThread('helper')) })
  await agents().load(projectId, threadId)
  fakeDeck({ 'thread/list': listed() })
  await agents().load(other.id, threadId)
  expect(ids()).toEqual(['helper'])
  expect(ids(other.id)).toBeUndefined()
})

it('lets go of those that are gone, and keeps them when they can’t be read', async () => {
  fakeDeck({ 'thread/list': listed(codexThread('helper')) })
  await agents().load(projectId, threadId)
  fakeDeck({ 'thread/list': refusal('server failed') })
  await agents().load(projectId, threadId)
  expect(ids()).toEqual(['helper'])
  fakeDeck({ 'thread/list': listed() })
  await agents().load(projectId, threadId)
  expect(ids()).toBeUndefined()
})

it('does not break on an answer of another shape', async () => {
  fakeDeck({ 'thread/list': { data: 'soon' } })
  await agents().load(projectId, threadId)
  expect(agents().children).toEqual({})
})

it('takes one away and says whose it was', async () => {
  fakeDeck({ 'thread/list': listed(codexThread('one'), codexThread('two')) })
  await agents().load(projectId, threadId)
  expect(agents().drop(projectId, 'nobody')).toBeNull()
  expect(agents().drop(other.id, 'one')).toBeNull()
  expect(agents().drop(projectId, 'one')).toBe(threadId)
  expect(ids()).toEqual(['two'])
  agents().drop(projectId, 'two')
  expect(ids()).toBeUndefined()
})
