import { describe, expect, it } from 'vitest'
import {
  draftEdits,
  draftOf,
  draftProblems,
  emptyDraft,
  freeName,
  nameProblem,
  withoutSecrets,
  type McpDraft,
} from '../../../../../renderer/stores/config/mcp-draft'

const stdio = (change: Partial<McpDraft> = {}): McpDraft => ({
  ...emptyDraft(),
  name: 'docs',
  command: 'npx',
  ...change,
})
const http = (change: Partial<McpDraft> = {}): McpDraft => ({
  ...emptyDraft(),
  name: 'web',
  kind: 'http',
  url: 'https://x.test/mcp',
  ...change,
})
const none = new Set<string>()

describe('what is wrong with a draft', () => {
  it('is nothing for a complete one of either kind', () => {
    expect(draftProblems(stdio(), none)).toEqual({})
    expect(draftProblems(http(), none)).toEqual({})
  })

  it.each(['', 'a b', 'ünï', 'a\u202Eb', "a'b", 'x'.repeat(101)])('the name %j', (name) => {
    expect(nameProblem(name, none)).not.toBeNull()
  })

  it('is told by field', () => {
    expect(nameProblem('a.b:c@d/e-f_9', none)).toBeNull()
    expect(nameProblem('docs', new Set(['docs']))).toMatch(/already/)
    expect(
      Object.keys(draftProblems(stdio({ command: ' ', startupTimeout: '-1', toolTimeout: 'soon' }), none)).toSorted(),
    ).toEqual(['command', 'startupTimeout', 'toolTimeout'])
    expect(draftProblems(stdio({ startupTimeout: '0' }), none).startupTimeout).toBeDefined()
    expect(draftProblems(stdio({ env: [{ key: '1X', value: '', secret: false }] }), none).env).toMatch(/1X/)
    const twice = [
      { key: 'A', value: '1', secret: false },
      { key: 'A', value: '2', secret: false },
    ]
    expect(draftProblems(stdio({ env: twice }), none).env).toMatch(/twice/)
    expect(draftProblems(stdio({ args: ['a\0b'] }), none).args).toBeDefined()
    for (const url of ['', 'x', 'file:///etc/passwd', 'javascript:alert(1)', 'ftp://x'])
      expect(draftProblems(http({ url }), none).url).toBeDefined()
    expect(draftProblems(http({ headers: [{ key: 'X Y', value: '', secret: false }] }), none).headers).toMatch(/X Y/)
    expect(
      draftProblems(http({ headers: [{ key: 'X', value: 'a\r\nEvil: 1', secret: false }] }), none).headers,
    ).toMatch(/one line/)
    expect(draftProblems(http({ bearerVariable: 'a-b' }), none).bearerVariable).toBeDefined()
  })

  it('is a secret whose variable would change what runs', () => {
    const env = [{ key: 'NODE_OPTIONS', value: 'x', secret: true }]
    expect(draftProblems(stdio({ env }), none).env).toMatch(/keychain/)
    expect(draftProblems(stdio({ env: [{ key: 'NODE_OPTIONS', value: 'x', secret: false }] }), none)).toEqual({})
    expect(draftProblems(stdio({ env: [{ key: 'TOKEN', value: '', secret: true }] }), none).env).toMatch(/value/)
  })
})

describe('secrets', () => {
  it('of a program become variables that it is given', () => {
    const env = [
      { key: 'TOKEN', value: 's3cret', secret: true },
      { key: 'MODE', value: 'fast', secret: false },
    ]
    const { draft, secrets } = withoutSecrets(stdio({ env, envVars: ['HOME_X'] }))
    expect(draft).toMatchObject({ env: [{ key: 'MODE' }], envVars: ['HOME_X', 'TOKEN'] })
    expect(secrets).toMatchObject([{ variable: 'TOKEN', purpose: 'mcp-env', value: 's3cret' }])
    expect(JSON.stringify(draftEdits(draft, null, null))).not.toContain('s3cret')
  })

  it('of an address become a token or headers from variables, each with a name of its own', () => {
    const headers = [
      { key: 'Authorization', value: 'Bearer abc', secret: true },
      { key: 'X-Key', value: 'def', secret: true },
      { key: 'X-Team', value: 'a', secret: false },
    ]
    const { draft, secrets } = withoutSecrets(http({ headers }), new Set(['MCP_WEB_TOKEN']))
    expect(draft).toMatchObject({
      headers: [{ key: 'X-Team' }],
      bearerVariable: 'MCP_WEB_TOKEN_2',
      envHeaders: [{ key: 'X-Key', value: 'MCP_WEB_X_KEY' }],
    })
    expect(secrets.map(({ variable, purpose, value }) => [variable, purpose, value])).toEqual([
      ['MCP_WEB_TOKEN_2', 'mcp-bearer', 'abc'],
      ['MCP_WEB_X_KEY', 'mcp-header', 'def'],
    ])
  })
})

describe('the edits of a draft', () => {
  it('are one table for a new server, without what is left to Codex', () => {
    expect(draftEdits(stdio({ args: ['-y', ''], startupTimeout: '5' }), null, null)).toEqual([
      {
        path: ['mcp_servers', 'docs'],
        value: { command: 'npx', args: ['-y', ''], startup_timeout_sec: 5 },
        merge: 'replace',
      },
    ])
  })

  it('are one a changed key, and none when nothing changed', () => {
    const before = {
      command: 'npx',
      args: ['a'],
      enabled: true,
      required: false,
      env: {},
      startup_timeout_ms: 2000,
      my_own_key: 1,
      disabled_tools: ['x'],
      env_vars: ['A', { name: 'B', source: 'remote' }],
    }
    const draft = draftOf('docs', before)
    expect(draftEdits(draft, before, 'docs')).toEqual([])
    expect(draftEdits({ ...draft, args: ['b'], required: true, envVars: ['B', 'C'] }, before, 'docs')).toEqual([
      { path: ['mcp_servers', 'docs', 'args'], value: ['b'], merge: 'replace' },
      { path: ['mcp_servers', 'docs', 'env_vars'], value: [{ name: 'B', source: 'remote' }, 'C'], merge: 'replace' },
      { path: ['mcp_servers', 'docs', 'required'], value: true, merge: 'replace' },
    ])
    expect(
      draftEdits({ ...draft, startupTimeout: '9' }, before, 'docs').map(({ path, value }) => [path.at(-1), value]),
    ).toEqual([
      ['startup_timeout_sec', 9],
      ['startup_timeout_ms', null],
    ])
    expect(draftEdits({ ...draft, enabled: false }, before, 'docs')).toEqual([
      { path: ['mcp_servers', 'docs', 'enabled'], value: false, merge: 'replace' },
    ])
  })

  it('take the other kind’s keys away, which would be refused beside it', () => {
    const before = { command: 'npx', args: ['a'], cwd: '/x' }
    const edits = draftEdits({ ...draftOf('docs', before), kind: 'http', url: 'https://x.test' }, before, 'docs')
    expect(edits.map(({ path, value }) => [path.at(-1), value]).toSorted()).toEqual([
      ['args', null],
      ['command', null],
      ['cwd', null],
      ['url', 'https://x.test'],
    ])
  })

  it('move the whole table under a new name, with what the form doesn’t know', () => {
    const before = { command: 'npx', my_own_key: { a: 1 } }
    expect(draftEdits({ ...draftOf('a b', before), name: 'a-b' }, before, 'a b')).toEqual([
      { path: ['mcp_servers', 'a b'], value: null, merge: 'replace' },
      { path: ['mcp_servers', 'a-b'], value: { command: 'npx', my_own_key: { a: 1 } }, merge: 'replace' },
    ])
  })
})

it('finds a free name', () => {
  expect(freeName('a', new Set())).toBe('a')
  expect(freeName('a', new Set(['a', 'a-2']))).toBe('a-3')
  expect(freeName('a-2', new Set(['a-2']))).toBe('a-3')
})
