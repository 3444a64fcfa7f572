import { describe, expect, it } from 'vitest'
import { readOptions } from '../../../../../renderer/stores/config/mcp-servers'
import {
  adviceFor,
  estimateTokens,
  failureOf,
  readStatus,
  shorter,
  stateOf,
  type McpLook,
} from '../../../../../renderer/stores/config/mcp-status'
import { emptyDefinition, folderServer, statusRow } from './mcp-samples'

const options = readOptions({})
const server = { options, folder: null }
const look = (change: Record<string, unknown> = {}, inChat = true): McpLook => ({
  state: 'known',
  status: readStatus(statusRow('a', change)),
  problem: null,
  inChat,
  tookMs: 5,
})

describe('a status row', () => {
  it('is read with its tools by name and what they cost', () => {
    const status = readStatus(
      statusRow('a', {
        tools: {
          zoom: { name: 'zoom', inputSchema: {} },
          add: {
            name: 'add',
            description: 'Adds',
            inputSchema: { type: 'object' },
            annotations: { readOnlyHint: true, title: 'Add' },
          },
        },
        resources: [{ uri: 'a://1', name: 'One' }, { name: 'no uri' }],
        resourceTemplates: [{ uriTemplate: 'a://{id}', name: 'Each' }],
      }),
    )
    expect(status.tools.map(({ name, title, readOnly }) => [name, title, readOnly])).toEqual([
      ['add', 'Add', true],
      ['zoom', null, null],
    ])
    expect(status.tools[0]?.tokens).toBe(Math.ceil('addAdds{"type":"object"}'.length / 4))
    expect(status.tokens).toBe(status.tools.reduce((sum, { tokens }) => sum + tokens, 0))
    expect(status.resources.map(({ uri, isTemplate }) => [uri, isTemplate])).toEqual([
      ['a://1', false],
      ['a://{id}', true],
    ])
  })

  it('may hold anything', () => {
    expect(readStatus(null)).toMatchObject({ tools: [], resources: [], error: null, auth: 'unknown' })
    const odd: unknown = JSON.parse(
      '{"tools":{"__proto__":{"description":5},"":null,"x":[]},"resources":"no","toolsError":7}',
    )
    expect(readStatus(odd).tools.map(({ name }) => name)).toEqual(['', '__proto__', 'x'])
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_none, at) => [`t${at}`, { name: `t${at}` }]))
    expect(readStatus({ tools: many }).tools).toHaveLength(2048)
    expect(estimateTokens('a', '', undefined)).toBe(1)
    expect(estimateTokens('', '', { huge: 'x'.repeat(700_000) })).toBeGreaterThan(175_000)
  })

  it('tells errors once and without the names of Rust types', () => {
    expect(
      shorter(
        'MCP startup failed: handshaking with MCP server failed: JSON-RPC error: -32000: no: JSON-RPC error: -32000: no',
      ),
    ).toBe('MCP startup failed: handshaking with MCP server failed: JSON-RPC error: -32000: no')
    expect(shorter('failed: Transport [a::b<c>] error: Auth required')).toBe('failed: Auth required')
  })
})

describe('the state of a server', () => {
  it.each([
    ['connected', 'running'],
    ['starting', 'starting'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
    ['authenticationRequired', 'login'],
    ['disabled', 'off'],
  ])('%s in a chat is %s', (runtimeStatus, state) => {
    expect(stateOf(server, look({ runtimeStatus }), undefined)).toBe(state)
  })

  it('without a chat depends on whether it answered', () => {
    expect(stateOf(server, look({ runtimeStatus: null }, false), undefined)).toBe('ready')
    expect(stateOf(server, look({ runtimeStatus: null, toolsError: 'boom' }, false), undefined)).toBe('failed')
    expect(
      stateOf(server, look({ runtimeStatus: null, toolsError: 'Auth required, when send' }, false), undefined),
    ).toBe('login')
  })

  it('is the person’s first: what waits or is kept off is neither running nor failed', () => {
    for (const state of ['waiting', 'changed'] as const)
      expect(stateOf({ options, folder: folderServer({ state }) }, look(), undefined)).toBe('waiting')
    expect(stateOf({ options, folder: folderServer({ state: 'refused' }) }, look(), undefined)).toBe('off')
  })

  it('follows the switch before anything was heard', () => {
    const off = { options: readOptions({ enabled: false }), folder: null }
    expect(stateOf(off, undefined, undefined)).toBe('off')
    expect(stateOf(off, look(), undefined, true)).toBe('starting')
    expect(stateOf(server, look(), undefined, false)).toBe('off')
  })

  it('comes from start-ups while nothing was asked', () => {
    const startup = { tookMs: null, error: null }
    expect(stateOf(server, undefined, { ...startup, state: 'starting' })).toBe('starting')
    expect(stateOf(server, undefined, { ...startup, state: 'ready' })).toBe('running')
    expect(
      stateOf(server, undefined, { ...startup, state: 'failed', error: 'The o MCP server is not logged in. Run …' }),
    ).toBe('login')
    expect(stateOf(server, undefined, undefined)).toBe('unknown')
    const asking: McpLook = { state: 'asking', status: null, problem: null, inChat: false, tookMs: null }
    expect(stateOf(server, asking, undefined)).toBe('asking')
    expect(stateOf(server, { ...asking, state: 'failed', problem: 'x' }, undefined)).toBe('failed')
  })
})

describe('what to do about a failure', () => {
  const at = { definition: { ...emptyDefinition, command: 'nope' }, options }
  it.each([
    ['MCP startup failed: No such file or directory (os error 2)', /No program “nope”/],
    ['timed out handshaking with MCP server after 2s: deadline has elapsed', /within 30 s/],
    ['timed out awaiting tools/list after 2s', /within 30 s/],
    ['handshaking with MCP server failed: connection closed: initialize response', /Start it alone/],
    ["MCP startup failed: Invalid MCP server name 'a b'", /Rename/],
    ['tools/list exceeded the catalog limit of 2048 items', /more tools than Codex takes/],
    ['Unexpected response type', /can’t read/],
    ["Environment variable TOKEN for MCP server 'b' is not set", /no variable TOKEN/],
  ])('%s', (error, words) => {
    expect(adviceFor(error, at)).toMatch(words)
  })

  it('is left to Codex’s own words where we know none', () => {
    expect(adviceFor('something else', at)).toBeNull()
    expect(failureOf(look({ toolsError: 'a' }), { state: 'failed', tookMs: null, error: 'b' })).toBe('a')
    expect(failureOf(undefined, { state: 'failed', tookMs: null, error: 'b' })).toBe('b')
  })
})
