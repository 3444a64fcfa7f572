// @vitest-environment jsdom
import type { PresetId } from '@contract/presets'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useMcp } from '../../../../../renderer/stores/config/mcp'
import {
  callTool,
  readResourceOf,
  removeServer,
  saveServers,
  switchTools,
} from '../../../../../renderer/stores/config/mcp-acts'
import { chatOf, endThrowAway } from '../../../../../renderer/stores/config/mcp-chat'
import { emptyDraft } from '../../../../../renderer/stores/config/mcp-draft'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { codexThread, project } from '../samples'
import { fakeDeck, refusal } from '../fake-deck'
import { configWith, homeWrite, projectId } from './mcp-samples'

const threads = useThreads.getInitialState()
beforeEach(() => {
  useNotices.setState({ notices: [] })
  useThreads.setState(threads, true)
  useProjects.setState({ projects: [{ ...project, path: '/p' }] })
})
afterEach(() => {
  endThrowAway(projectId)
  vi.unstubAllGlobals()
})
const draft = {
  ...emptyDraft(),
  name: 'docs',
  command: 'npx',
  env: [{ name: 'DOCS_TOKEN', value: ' s3cret ', secret: true }],
}
const plan = { draft, before: null, from: null }
const options = { expectedVersion: 'v1' }
const secret = (change: object = {}) => ({
  id: 'aaaaaaaaaaaaaaaa',
  projectId,
  name: 'DOCS_TOKEN',
  purpose: 'mcp-env',
  ...change,
})

describe('saving', () => {
  it('keeps secrets first, then writes only their names, and tells that Codex starts anew', async () => {
    const deck = fakeDeck({ 'secrets/list': [], 'secrets/set': secret(), 'config/write': [homeWrite()] })
    expect(await saveServers(projectId, 'project', [plan], options)).toMatchObject({ ok: true })
    expect(deck.calls.map(([name]) => name)).toEqual(['secrets/list', 'secrets/state', 'secrets/set', 'config/write'])
    expect(deck.of('secrets/set')[0]).toMatchObject({
      id: null,
      facts: { projectId, name: 'DOCS_TOKEN', purpose: 'mcp-env' },
      value: 's3cret',
      keep: true,
    })
    expect(deck.of('config/write')[0]).toMatchObject({
      expectedVersion: 'v1',
      edits: [{ path: ['mcp_servers', 'docs'], value: { command: 'npx', env_vars: ['DOCS_TOKEN'] } }],
    })
    expect(JSON.stringify(deck.of('config/write'))).not.toContain('s3cret')
    expect(useNotices.getState().notices.map(({ action }) => action?.label)).toEqual(['Undo', 'Restart now'])
  })

  it('holds a secret for this run only where there is no keyring, and gives no other secret’s name to it', async () => {
    const deck = fakeDeck({
      'secrets/list': [secret({ name: 'MCP_DOCS_TOKEN' })],
      'secrets/state': { state: 'none', words: 'None', detail: null },
      'secrets/set': secret(),
      'config/write': [homeWrite()],
    })
    const headers = [{ name: 'Authorization', value: 'Bearer abc', secret: true }]
    const http = { ...emptyDraft(), name: 'docs', kind: 'http' as const, url: 'https://x.test', headers }
    await saveServers(projectId, 'project', [{ draft: http, before: null, from: null }], options)
    expect(deck.of('secrets/set')).toMatchObject([{ id: null, keep: false, facts: { name: 'MCP_DOCS_TOKEN_2' } }])
  })

  it('writes nothing when a secret is not kept', async () => {
    const deck = fakeDeck({ 'secrets/list': [], 'secrets/set': refusal('The keyring is locked.') })
    expect(await saveServers(projectId, 'project', [plan], options)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('The keyring is locked.'),
    })
    expect(deck.of('config/write')).toEqual([])
  })

  it('drops new secrets again when the write fails, but not one that was there before', async () => {
    const refused = { 'config/write': [homeWrite({ state: 'conflict', problem: 'Changed meanwhile.' })] }
    const deck = fakeDeck({ 'secrets/list': [], 'secrets/set': secret(), ...refused })
    expect(await saveServers(projectId, 'project', [plan], options)).toMatchObject({ ok: false, conflict: true })
    expect(deck.of('secrets/delete')).toEqual([{ id: 'aaaaaaaaaaaaaaaa' }])

    const again = fakeDeck({ 'secrets/list': [secret({ name: 'docs_token' })], 'secrets/set': secret(), ...refused })
    await saveServers(projectId, 'project', [plan], options)
    expect(again.of('secrets/set')[0]).toMatchObject({ id: 'aaaaaaaaaaaaaaaa' })
    expect(again.of('secrets/delete')).toEqual([])
  })

  it('for all projects keeps the secret for all, without a version', async () => {
    const deck = fakeDeck({
      'secrets/list': [secret()],
      'secrets/set': secret(),
      'config/write': [homeWrite(), homeWrite()],
    })
    await saveServers(projectId, 'all', [plan], options)
    expect(deck.of('secrets/set')[0]).toMatchObject({ id: null, facts: { projectId: null } })
    expect(deck.of('config/write')[0]).toMatchObject({ target: { kind: 'all' }, expectedVersion: null })
  })
})

it('removing offers to take it back', async () => {
  const deck = fakeDeck({ 'config/write': [homeWrite({ undoId: 'u7' })], 'config/undo': [homeWrite()] })
  expect(await removeServer(projectId, 'a.b', 'project')).toBe(true)
  expect(deck.of('config/write')[0]?.['edits']).toEqual([
    { path: ['mcp_servers', 'a.b'], value: null, merge: 'replace' },
  ])
  useNotices.getState().notices.at(-1)?.action?.run()
  await vi.waitFor(() => expect(deck.of('config/undo')).toEqual([{ undoIds: ['u7'] }]))
})

it('tools that are switched in one breath all stay switched', async () => {
  const docs: Record<string, unknown> = { command: 'npx' }
  const deck = fakeDeck({
    'config/read': () => configWith({ docs: { ...docs } }),
    'mcp/folderServers': [],
    'mcpServerStatus/list': { data: [] },
    'config/write': ({ edits }: Record<string, unknown>) => {
      for (const { path, value } of edits as { path: string[]; value: unknown }[]) docs[path.at(-1) ?? ''] = value
      return [homeWrite()]
    },
  })
  const end = useMcp.getState().watch(projectId)
  await vi.waitFor(() => expect(useMcp.getState().layers).not.toBeNull())
  await Promise.all([
    switchTools(projectId, 'docs', ['a'], false),
    switchTools(projectId, 'docs', ['b', 'c'], false),
    switchTools(projectId, 'docs', ['b'], true),
  ])
  expect(docs['disabled_tools']).toEqual(['a', 'c'])
  expect(deck.of('config/write')).toHaveLength(3)
  end()
})

describe('trying a tool', () => {
  const answer = { content: [{ type: 'text', text: '3' }], isError: false }

  it('uses an open chat of the project', async () => {
    useThreads.setState({
      threads: { t1: { ...emptyThread(projectId, 't1'), thread: readThread(codexThread('t1')), loading: 'none' } },
    })
    const deck = fakeDeck({ 'mcpServer/tool/call': answer })
    expect(await callTool(projectId, 's', 'add', { a: 1 })).toMatchObject({ ok: true, value: { isError: false } })
    expect(deck.of('mcpServer/tool/call')).toEqual([{ threadId: 't1', server: 's', tool: 'add', arguments: { a: 1 } }])
    expect(deck.of('thread/start')).toEqual([])
  })

  it('passes by a chat in which nobody is ever asked: what the server asks would be declined there', async () => {
    const chat = (id: string, preset: PresetId) => ({
      ...emptyThread(projectId, id),
      thread: readThread(codexThread(id)),
      loading: 'none' as const,
      preset,
    })
    useThreads.setState({ threads: { t1: chat('t1', 'full-access'), t2: chat('t2', 'ask') } })
    const deck = fakeDeck({ 'mcpServer/tool/call': answer, 'thread/start': { thread: { id: 'e1' } } })
    await callTool(projectId, 's', 'add', {})
    useThreads.setState({ threads: { t1: chat('t1', 'full-access') } })
    await callTool(projectId, 's', 'add', {})
    expect(deck.of('mcpServer/tool/call').map((call) => call['threadId'])).toEqual(['t2', 'e1'])
    expect(chatOf(projectId)).toBe('t1')
    endThrowAway(projectId)
  })

  it('starts one throw-away chat that can only read, uses it again, and lets go of it', async () => {
    const deck = fakeDeck({
      'thread/start': { thread: { id: 'e1' } },
      'mcpServer/tool/call': answer,
      'mcpServer/resource/read': { contents: [{ uri: 'a', text: 'x' }] },
    })
    await Promise.all([callTool(projectId, 's', 'add', {}), callTool(projectId, 's', 'add', {})])
    expect(await readResourceOf(projectId, 's', 'a')).toMatchObject({ ok: true, value: [{ text: 'x', blob: null }] })
    expect(deck.of('thread/start')).toEqual([
      { cwd: '/p', ephemeral: true, sandbox: 'read-only', approvalPolicy: 'on-request' },
    ])
    endThrowAway(projectId)
    await vi.waitFor(() => expect(deck.of('thread/unsubscribe')).toEqual([{ threadId: 'e1' }]))
  })

  it('starts another when Codex was replaced meanwhile, and tells why none starts', async () => {
    let id = 0
    const deck = fakeDeck({
      'thread/start': () => {
        id += 1
        return { thread: { id: `e${id}` } }
      },
      'mcpServer/tool/call': ({ threadId }: Record<string, unknown>) =>
        threadId === 'e1' && id === 1 ? refusal('thread not found: e1') : { ...answer, isError: true },
    })
    expect(await callTool(projectId, 's', 'add', {})).toMatchObject({ ok: true, value: { isError: true } })
    expect(deck.of('thread/start')).toHaveLength(2)
    endThrowAway(projectId)
    fakeDeck({ 'thread/start': refusal('required MCP servers failed to initialize: q') })
    expect(await callTool(projectId, 's', 'add', {})).toMatchObject({ ok: false, error: { message: /required/ } })
  })
})
