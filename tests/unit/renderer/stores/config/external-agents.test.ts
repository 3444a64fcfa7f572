// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AgentItem } from '../../../../../preload/contract/extensions'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useExternalAgents } from '../../../../../renderer/stores/config/external-agents'
import { chosenAtFirst, itemWords, typeWords } from '../../../../../renderer/stores/config/external-agents-words'
import { fakeDeck, later, refusal } from '../fake-deck'
import { projectId } from './sample-config'

const fresh = useExternalAgents.getInitialState()
beforeEach(() => {
  useExternalAgents.setState(fresh, true)
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())

const item = (id: string, type: string, more: Partial<AgentItem> = {}): AgentItem => ({
  id,
  type,
  where: 'home',
  description: 'Migrate it',
  names: [],
  sessions: [],
  ...more,
})
const chats = item('s', 'SESSIONS', {
  sessions: ['/a.jsonl', '/b.jsonl'].map((path) => ({ path, title: null, cwd: '/w' })),
})
const found = [item('c', 'CONFIG'), item('k', 'SKILLS', { names: ['tidy'] }), chats]
const report = {
  done: [],
  failed: [],
  changes: [{ path: '/h/config.toml', before: '', after: 'x' }],
  undoIds: ['u1'],
  skills: [],
  notes: [],
}
const at = () => useExternalAgents.getState().byProject[projectId]
const acts = () => useExternalAgents.getState()

describe('importing from another agent', () => {
  it('begins with what only adds something', async () => {
    fakeDeck({ 'agents/detect': found, 'agents/history': [] })
    await acts().look(projectId, 'claude')
    expect(at()?.chosen).toEqual(['k'])
    expect(at()?.sessions).toEqual([])
  })

  it('takes chosen items, and chats only one by one', async () => {
    const deck = fakeDeck({ 'agents/detect': found, 'agents/history': [], 'agents/import': report, 'config/undo': [] })
    await acts().look(projectId, 'claude')
    acts().choose(projectId, 'c', true)
    acts().choose(projectId, 'k', false)
    acts().choose(projectId, 's', true)
    await acts().import(projectId)
    acts().chooseSession(projectId, '/b.jsonl', true)
    await vi.waitFor(() => expect(at()?.looking).toBe(false))
    acts().chooseSession(projectId, '/b.jsonl', true)
    await acts().import(projectId)
    expect(deck.of('agents/import')).toMatchObject([
      { source: 'claude', itemIds: ['c'], sessions: [] },
      { itemIds: ['k', 's'], sessions: ['/b.jsonl'] },
    ])
    useNotices
      .getState()
      .notices.find(({ message }) => message.startsWith('Imported'))
      ?.action?.run()
    await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u1'] }]))
  })

  it('runs once at a time, and nothing when nothing is chosen', async () => {
    const slow = later()
    const deck = fakeDeck({ 'agents/detect': found, 'agents/history': [], 'agents/import': () => slow.promise })
    await acts().look(projectId, 'claude')
    const first = acts().import(projectId)
    await acts().import(projectId)
    expect(deck.of('agents/import')).toHaveLength(1)
    slow.settle(report)
    await first
    await vi.waitFor(() => expect(at()?.looking).toBe(false))
    acts().choose(projectId, 'k', false)
    await acts().import(projectId)
    expect(deck.of('agents/import')).toHaveLength(1)
  })

  it('says why it failed, and looks again', async () => {
    const deck = fakeDeck({ 'agents/detect': found, 'agents/history': [], 'agents/import': refusal('It has changed.') })
    await acts().look(projectId, 'claude')
    await acts().import(projectId)
    await vi.waitFor(() => expect(deck.of('agents/detect')).toHaveLength(2))
  })

  it('drops what was found of the agent before', async () => {
    const slow = later()
    fakeDeck({
      'agents/detect': ({ source }: { source: string }) => (source === 'cursor' ? slow.promise : found),
      'agents/history': [],
    })
    await acts().look(projectId, 'claude')
    const looking = acts().look(projectId, 'cursor')
    expect(at()?.items).toBeNull()
    slow.settle([])
    await looking
    expect(at()?.items).toEqual([])
  })
})

describe('words for items', () => {
  it('warn of what Codex writes besides', () => {
    expect(itemWords(item('c', 'CONFIG')).caution).toContain('inherit')
    expect(itemWords(item('m', 'MCP_SERVER_CONFIG', { names: ['a', 'b'] }))).toMatchObject({ title: '2 MCP servers' })
    expect(itemWords(item('m', 'MCP_SERVER_CONFIG')).caution).toContain('clear text')
    expect(itemWords(item('p', 'PLUGINS')).online).toBe(true)
    expect(itemWords(item('h', 'HOOKS', { where: 'project' })).does).toContain('.codex/hooks.json')
  })

  it('keep Codex’s sentence for what is new', () => {
    expect(itemWords(item('n', 'NEW_THING'))).toMatchObject({ title: 'NEW_THING', does: 'Migrate it' })
    expect(typeWords('NEW_THING')).toBe('NEW_THING')
    expect(typeWords('constructor')).toBe('constructor')
    expect(chosenAtFirst(item('n', 'NEW_THING'))).toBe(false)
  })
})
