// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { useFolderServers } from '../../../../../renderer/stores/config/mcp-folder'
import { fakeDeck, later, refusal } from '../fake-deck'
import { folderServer, projectId } from './mcp-samples'

const fresh = useFolderServers.getInitialState()
beforeEach(() => useFolderServers.setState(fresh, true))
afterEach(() => vi.unstubAllGlobals())
const state = () => useFolderServers.getState()
const shown = () => state().byProject[projectId]?.map((server) => server.state)

it('what main tells meanwhile outranks an answer that was asked for before', async () => {
  const answer = later()
  fakeDeck({ 'mcp/folderServers': () => answer.promise })
  const loading = state().load(projectId)
  tellConfig({ type: 'folder-servers', projectId, servers: [folderServer({ state: 'changed' })] })
  answer.settle([folderServer()])
  await loading
  expect(shown()).toEqual(['changed'])
})

it('decides by the hash that was shown, then reads what is so now', async () => {
  const deck = fakeDeck({ 'mcp/folderServers': [folderServer({ state: 'approved' })] })
  expect(await state().decide(projectId, folderServer({ hash: 'h9' }), true)).toBe(true)
  expect(deck.of('mcp/decide')).toEqual([{ projectId, name: 'ours', hash: 'h9', approve: true }])
  expect(shown()).toEqual(['approved'])
})

it('a decision on a definition that changed meanwhile is told, and the new one shown', async () => {
  fakeDeck({
    'mcp/decide': refusal('It changed meanwhile.'),
    'mcp/folderServers': [folderServer({ hash: 'h2', state: 'waiting' })],
  })
  expect(await state().decide(projectId, folderServer(), true)).toBe(false)
  expect(state()).toMatchObject({ deciding: null, problem: { name: 'ours', message: 'It changed meanwhile.' } })
  expect(state().byProject[projectId]?.[0]?.hash).toBe('h2')
})

it('takes one decision at a time', async () => {
  const answer = later()
  const deck = fakeDeck({ 'mcp/decide': () => answer.promise, 'mcp/folderServers': [] })
  const first = state().decide(projectId, folderServer(), true)
  expect(await state().decide(projectId, folderServer({ name: 'other' }), true)).toBe(false)
  answer.settle(null)
  await first
  expect(deck.of('mcp/decide')).toHaveLength(1)
})

it('keeps what was known when it can’t be read again', async () => {
  fakeDeck({ 'mcp/folderServers': [folderServer()] })
  await state().load(projectId)
  fakeDeck({ 'mcp/folderServers': refusal('no') })
  await state().load(projectId)
  expect(shown()).toEqual(['waiting'])
  expect(state().problems[projectId]?.message).toBe('no')
})

it('of one project is not lost for what is told of another', async () => {
  const answer = later()
  fakeDeck({ 'mcp/folderServers': () => answer.promise })
  const loading = state().load(projectId)
  tellConfig({ type: 'folder-servers', projectId: 'other', servers: [] })
  answer.settle([folderServer()])
  await loading
  expect(shown()).toEqual(['waiting'])
})
