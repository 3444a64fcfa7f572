import { describe, expect, it } from 'vitest'
import { draftOf, emptyDraft, type McpDraft } from '../../../../../renderer/stores/config/mcp-draft'
import { draftEdits, withoutSecrets } from '../../../../../renderer/stores/config/mcp-draft-edits'

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

describe('secrets', () => {
  it('of a program become variables that it is given', () => {
    const env = [
      { name: 'TOKEN', value: 's3cret', secret: true },
      { name: 'MODE', value: 'fast', secret: false },
    ]
    const { draft, secrets } = withoutSecrets(stdio({ env, envVars: ['HOME_X'] }))
    expect(draft).toMatchObject({ env: [{ name: 'MODE' }], envVars: ['HOME_X', 'TOKEN'] })
    expect(secrets).toMatchObject([{ variable: 'TOKEN', purpose: 'mcp-env', value: 's3cret' }])
    expect(JSON.stringify(draftEdits(draft, null, null))).not.toContain('s3cret')
  })

  it('of an address become a token or headers from variables, each with a name of its own', () => {
    const headers = [
      { name: 'Authorization', value: 'Bearer abc', secret: true },
      { name: 'X-Key', value: 'def', secret: true },
      { name: 'X-Team', value: 'a', secret: false },
    ]
    const { draft, secrets } = withoutSecrets(http({ headers }), new Set(['MCP_WEB_TOKEN']))
    expect(draft).toMatchObject({
      headers: [{ name: 'X-Team' }],
      bearerVariable: 'MCP_WEB_TOKEN_2',
      envHeaders: [{ name: 'X-Key', value: 'MCP_WEB_X_KEY' }],
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
