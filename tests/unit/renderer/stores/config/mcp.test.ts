// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { tellConfig } from '../../../../../renderer/stores/config/config-events'
import { valueAt } from '../../../../../renderer/stores/config/layers'
import { useMcp } from '../../../../../renderer/stores/config/mcp'
import { mcpServers } from '../../../../../renderer/stores/config/mcp-servers'
import { stateOf } from '../../../../../renderer/stores/config/mcp-status'
import { emptyThread, type ThreadState } from '../../../../../renderer/stores/threads/model'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { readThread } from '../../../../../renderer/stores/threads/thread-fields'
import { codexThread } from '../samples'
import { fakeDeck, later, refusal } from '../fake-deck'
import { configWith, homeWrite, projectId, statusOf } from './mcp-samples'

let end: () => void = () => undefined
const threads = useThreads.getInitialState()
beforeEach(() => {
  useThreads.setState(threads, true)
  useNotices.setState({ notices: [] })
  window.localStorage.clear()
})
afterEach(() => {
  end()
  vi.unstubAllGlobals()
})
const mcp = () => useMcp.getState()
const until = (check: () => void) => vi.waitFor(check)
const server = (name: string) => {
  const found = mcpServers(mcp().layers ?? [], []).find((one) => one.name === name)
  if (!found) throw new Error(`no server ${name}`)
  return found
}
const stateNow = (name: string) =>
  stateOf(server(name), mcp().looks.get(name), mcp().startups.get(name), mcp().wanted.get(name))

async function open(answers: Record<string, unknown> = {}) {
  const deck = fakeDeck({
    'config/read': configWith({ a: { command: 'x' }, b: { command: 'y', enabled: false } }),
    'mcp/folderServers': [],
    'mcpServerStatus/list': ({ serverName }: Record<string, unknown>) =>
      statusOf(String(serverName), { runtimeStatus: null }),
    ...answers,
  })
  end = mcp().watch(projectId)
  await until(() => expect(mcp().loading).toBe(false))
  return deck
}
const openChat = (change: Partial<ThreadState> = {}) => {
  const state = {
    ...emptyThread(projectId, 't1'),
    thread: readThread(codexThread('t1')),
    loading: 'none' as const,
    ...change,
  }
  useThreads.setState({ threads: { t1: state } })
}

describe('looking', () => {
  it('reads what is written, and asks about a server by its name alone while no chat is open', async () => {
    const deck = await open()
    mcp().look('a')
    await until(() => expect(stateNow('a')).toBe('ready'))
    expect(deck.of('mcpServerStatus/list')).toEqual([{ serverName: 'a', detail: 'full' }])
    expect(mcp().version).toBe('v1')
  })

  it('asks in an open chat, and alone when that chat doesn’t have the server', async () => {
    openChat()
    const deck = await open({
      'mcpServerStatus/list': ({ serverName, threadId }: Record<string, unknown>) =>
        serverName === 'b' && threadId ? { data: [] } : statusOf(String(serverName)),
    })
    mcp().look('a')
    mcp().look('b')
    await until(() => expect([...mcp().looks.values()].map(({ inChat }) => inChat)).toEqual([true, false]))
    expect(deck.of('mcpServerStatus/list').map(({ threadId }) => threadId)).toEqual(['t1', 't1', undefined])
  })

  it('leaves chats alone that are read-only or not loaded', async () => {
    openChat({ readOnlyReason: 'elsewhere' })
    const deck = await open()
    mcp().look('a')
    await until(() => expect(stateNow('a')).toBe('ready'))
    expect(deck.of('mcpServerStatus/list')[0]).not.toHaveProperty('threadId')
  })

  it('asks few at once, and not about those that went out of view', async () => {
    const answer = later()
    const deck = await open({ 'mcpServerStatus/list': () => answer.promise })
    const names = Array.from({ length: 20 }, (_none, at) => `s${at}`)
    for (const name of names) mcp().look(name)
    await until(() => expect(deck.of('mcpServerStatus/list').length).toBe(6))
    for (const name of names.slice(8)) mcp().unlook(name)
    answer.settle(statusOf('x'))
    await until(() => expect(mcp().looks.size).toBe(8))
    expect(deck.of('mcpServerStatus/list')).toHaveLength(8)
  })

  it('drops answers of an earlier question and of an earlier view', async () => {
    const old = later()
    let turn = 0
    await open({
      'mcpServerStatus/list': () => {
        turn += 1
        return turn === 1 ? old.promise : statusOf('a', { toolsError: 'new' })
      },
    })
    mcp().look('a')
    mcp().look('a', true)
    await until(() => expect(mcp().looks.get('a')?.status?.error).toBe('new'))
    old.settle(statusOf('a', { toolsError: 'old' }))
    await old.promise
    end()
    expect(mcp().looks.size).toBe(0)
    expect(mcp().projectId).toBeNull()
  })

  it('keeps the list in view when the configuration can’t be read any more', async () => {
    let broken = false
    await open({ 'config/read': () => (broken ? refusal('line 3 is wrong') : configWith({ a: { command: 'x' } })) })
    broken = true
    tellConfig({ type: 'config-changed', projectId })
    await until(() => expect(mcp().problem?.message).toBe('line 3 is wrong'))
    expect(server('a').definition.command).toBe('x')
  })

  it('takes in start-ups as they are told, those of other projects not', async () => {
    const deck = await open()
    const note = (status: string, atMs: number, owner = projectId) => ({
      type: 'codex' as const,
      projectId: owner,
      notification: {
        method: 'mcpServer/startupStatus/updated',
        params: { threadId: 't1', name: 'a', status, error: null },
        emittedAtMs: atMs,
      },
    })
    deck.push(note('starting', 100), note('failed', 120, 'ffffffffffffffff'), note('ready', 140))
    expect(mcp().startups.get('a')).toMatchObject({ state: 'ready', tookMs: 40 })
  })
})

describe('the switch', () => {
  it('is shown at once, written by its path, and asked about until it is in effect', async () => {
    let on = false
    const deck = await open({
      'config/read': () => configWith({ b: { command: 'y', enabled: on } }),
      'config/write': () => {
        on = true
        return [homeWrite()]
      },
    })
    expect(stateNow('b')).toBe('off')
    const done = mcp().toggle('b', true)
    expect(stateNow('b')).toBe('starting')
    await done
    expect(deck.of('config/write')).toEqual([
      {
        target: { kind: 'project', projectId },
        edits: [{ path: ['mcp_servers', 'b', 'enabled'], value: true, merge: 'replace' }],
        expectedVersion: null,
      },
    ])
    expect(mcp().wanted.size).toBe(0)
    expect(stateNow('b')).toBe('ready')
  })

  it.each([
    ['main refuses', refusal('The disk is full.')],
    ['the home refuses', [homeWrite({ state: 'refused', problem: 'The disk is full.' })]],
  ])('goes back when %s, and says why', async (_when, answer) => {
    await open({ 'config/write': answer })
    const done = mcp().toggle('b', true)
    expect(mcp().wanted.get('b')).toBe(true)
    await done
    expect(mcp().wanted.size).toBe(0)
    expect(stateNow('b')).toBe('off')
    expect(useNotices.getState().notices.at(-1)?.message).toContain('The disk is full.')
  })

  it('pressed twice follows the second press, whatever becomes of the first', async () => {
    const first = later()
    let turn = 0
    await open({
      'config/write': () => {
        turn += 1
        return turn === 1 ? first.promise : [homeWrite()]
      },
    })
    const one = mcp().toggle('b', true)
    const two = mcp().toggle('b', false)
    await two
    expect(stateNow('b')).toBe('off')
    first.settle(refusal('Too late.'))
    await one
    expect(mcp().wanted.size).toBe(0)
    expect(stateNow('b')).toBe('off')
  })

  it('for all projects tells the homes that refused by name', async () => {
    const deck = await open({
      'config/write': [homeWrite(), homeWrite({ name: 'q', state: 'refused', problem: 'invalid transport' })],
    })
    await mcp().toggle('b', true, 'all')
    expect(deck.of('config/write')[0]?.['target']).toEqual({ kind: 'all' })
    expect(useNotices.getState().notices.at(-1)?.detail).toBe('q: invalid transport')
  })

  it('says when a layer above wins', async () => {
    await open({ 'config/write': [homeWrite({ overridden: 'Your administrator says otherwise.' })] })
    await mcp().toggle('b', true)
    expect(useNotices.getState().notices.at(-1)).toMatchObject({
      level: 'warning',
      message: 'Your administrator says otherwise.',
    })
  })
})

describe('reload and login', () => {
  it('reloads, then asks those anew that were asked before', async () => {
    const deck = await open()
    mcp().look('a')
    await until(() => expect(stateNow('a')).toBe('ready'))
    await mcp().reload()
    await until(() => expect(deck.of('mcpServerStatus/list')).toHaveLength(2))
    expect(deck.of('mcp/reload')).toEqual([{ projectId }])
  })

  it('asks a server anew once the login to it is done', async () => {
    const deck = await open()
    tellConfig({ type: 'mcp-login', projectId, server: 'a', problem: 'You said no.' })
    tellConfig({ type: 'mcp-login', projectId: 'another', server: 'a', problem: null })
    expect(deck.of('mcpServerStatus/list')).toEqual([])
    tellConfig({ type: 'mcp-login', projectId, server: 'a', problem: null })
    await until(() => expect(deck.of('mcpServerStatus/list')).toHaveLength(1))
  })
})

it('reads the server’s own table as it stands', async () => {
  await open()
  expect(valueAt(server('b').own, ['enabled'])).toBe(false)
})
