import { describe, expect, it } from 'vitest'
import { importLimits, readImport, usableName } from '../../../../../renderer/stores/config/mcp-import'

const read = (value: unknown, folder: string | null = null) => {
  const found = readImport(typeof value === 'string' ? value : JSON.stringify(value), folder)
  if (!found.ok) throw new Error(found.problem)
  return found
}
const one = (entry: unknown, rest: object = {}) => {
  const [server] = read({ mcpServers: { x: entry }, ...rest }).servers
  if (!server) throw new Error('no server')
  return server
}

describe('the files of other clients', () => {
  it('Claude Desktop, Claude Code and Cursor: mcpServers', () => {
    const { servers } = read({
      mcpServers: {
        files: { command: 'npx', args: ['-y', 'server-files', '/tmp'], env: { MODE: 'ro' } },
        web: { type: 'http', url: 'https://x.test/mcp', headers: { 'X-Team': 'a' } },
      },
      projects: { '/home/me/p': { mcpServers: { here: { command: 'node', args: ['s.js'] } } } },
    })
    expect(servers.map(({ draft }) => draft)).toMatchObject([
      {
        name: 'files',
        kind: 'stdio',
        command: 'npx',
        args: ['-y', 'server-files', '/tmp'],
        env: [{ name: 'MODE', value: 'ro', secret: false }],
      },
      { name: 'web', kind: 'http', url: 'https://x.test/mcp', headers: [{ name: 'X-Team', value: 'a' }] },
      { name: 'here', command: 'node' },
    ])
  })

  it('VS Code: servers with inputs, and the folder’s placeholder', () => {
    const { servers } = read(
      `{
        // mcp.json
        "inputs": [{ "type": "promptString", "id": "key", "description": "GitHub token", "password": true }],
        "servers": {
          "gh": { "type": "stdio", "command": "docker", "args": ["run", "\${workspaceFolder}/x"], "env": { "GITHUB_TOKEN": "\${input:key}" } },
          "api": { "type": "http", "url": "https://x.test", "headers": { "Authorization": "Bearer \${input:key}" } },
        },
      }`,
      '/home/me/$& p',
    )
    expect(servers[0]).toMatchObject({
      draft: { args: ['run', '/home/me/$& p/x'], env: [{ name: 'GITHUB_TOKEN', value: '', secret: true }] },
      asks: [{ name: 'GITHUB_TOKEN', words: 'GitHub token' }],
    })
    expect(servers[1]).toMatchObject({
      draft: { headers: [{ name: 'Authorization', value: '', secret: true }] },
      asks: [{ name: 'Authorization', words: 'GitHub token', prefix: 'Bearer ' }],
    })
    expect(read({ mcp: { servers: { a: { command: 'x' } } } }).servers).toHaveLength(1)
  })

  it('Windsurf and Gemini: serverUrl and httpUrl', () => {
    expect(one({ serverUrl: 'https://x.test/sse' })).toMatchObject({ draft: { kind: 'http' }, notes: [/SSE/] })
    expect(one({ httpUrl: 'https://x.test/mcp', timeout: 5000 }).draft).toMatchObject({
      url: 'https://x.test/mcp',
      toolTimeout: '5',
    })
  })

  it('Zed: context_servers, in both shapes', () => {
    const { servers } = read({
      context_servers: {
        old: { command: { path: 'a', args: ['b'], env: { C: 'd' } } },
        now: { source: 'custom', command: 'e', args: ['f'], env: {} },
      },
    })
    expect(servers.map(({ draft: { command, args } }) => [command, args])).toEqual([
      ['a', ['b']],
      ['e', ['f']],
    ])
  })

  it('opencode’s lists, bare maps and a single server', () => {
    expect(
      read({ mcp: { a: { type: 'local', command: ['bun', 'x', 'y'], environment: { K: 'v' } } } }).servers[0]?.draft,
    ).toMatchObject({
      command: 'bun',
      args: ['x', 'y'],
      env: [{ name: 'K', value: 'v' }],
    })
    expect(read({ a: { command: 'x' }, b: { url: 'https://x.test' } }).servers).toHaveLength(2)
    expect(read({ command: 'x', args: [1, true] }).servers[0]?.draft).toMatchObject({
      name: 'server',
      args: ['1', 'true'],
    })
  })
})

describe('what other clients do and Codex doesn’t', () => {
  it('variables: passed on under their own name, told otherwise', () => {
    const { draft, notes } = one({ command: 'x', env: { A: '${A}', B: '${env:OTHER}', C: '$C' } })
    expect(draft).toMatchObject({ envVars: ['A', 'C'], env: [{ name: 'B' }] })
    expect(notes).toHaveLength(1)
    expect(
      one({ url: 'https://x.test', headers: { Authorization: 'Bearer ${env:TOK}', 'X-Key': '${KEY}' } }).draft,
    ).toMatchObject({
      bearerVariable: 'TOK',
      envHeaders: [{ name: 'X-Key', value: 'KEY' }],
      headers: [],
    })
  })

  it('secrets are marked, those in arguments and addresses told', () => {
    expect(one({ command: 'x', env: { API_KEY: 'abcdef123456' } }).draft.env[0]?.secret).toBe(true)
    expect(one({ command: 'x', args: ['--token', 'abcdef123456'] }).notes.join()).toMatch(/--token/)
    expect(one({ url: 'https://u:p@x.test' }).notes.join()).toMatch(/password/)
  })

  it('switched off stays off; run-without-asking, env files and placeholders are told and not taken over', () => {
    const { draft, notes } = one({
      command: 'x',
      args: ['${userHome}/y'],
      disabled: true,
      alwaysAllow: ['a'],
      envFile: '.env',
    })
    expect(draft).toMatchObject({ enabled: false, defaultMode: '' })
    expect(notes).toHaveLength(3)
  })

  it('names that Codex would not start are made usable', () => {
    expect(read({ mcpServers: { 'My Server (β)': { command: 'x' } } }).servers[0]).toMatchObject({
      draft: { name: 'My-Server' },
      notes: [/My Server/],
    })
    expect([usableName(''), usableName('***'), usableName('é'.repeat(500)).length]).toEqual(['server', 'server', 60])
  })
})

describe('hostile text', () => {
  it.each([
    '',
    '[]',
    '"x"',
    'null',
    '{}',
    '{"mcpServers":{}}',
    '{"mcpServers":[]}',
    '{"mcpServers":{"a":5,"b":{"command":7}}}',
    'rm -rf /',
    '{"a":',
  ])('%j is told in words', (text) => {
    const found = readImport(text)
    expect(found.ok === false && found.problem.length > 10).toBe(true)
  })

  it('is bounded in length, in servers and in what one holds', () => {
    expect(readImport(' '.repeat(importLimits.characters + 1))).toMatchObject({ ok: false })
    const many = Object.fromEntries(Array.from({ length: 500 }, (_none, at) => [`s${at}`, { command: 'x' }]))
    const found = read({ mcpServers: many })
    expect(found.servers).toHaveLength(importLimits.servers)
    expect(found.left).toHaveLength(1)
    const args = Array.from({ length: 5000 }, () => 'a')
    expect(one({ command: 'x'.repeat(100_000), args }).draft).toMatchObject({ args: { length: importLimits.entries } })
  })

  it('keeps prototypes out and leaves out what is no server', () => {
    const found = read(
      '{"mcpServers":{"__proto__":{"command":"x","env":{"__proto__":"y"}},"a":null,"b":"text","c":{"args":[]}}}',
    )
    expect(found.servers.map(({ draft, from }) => [draft.name, from, draft.env[0]?.name])).toEqual([
      ['__proto__', '__proto__', '__proto__'],
    ])
    expect(found.left).toHaveLength(3)
    expect(({} as Record<string, unknown>)['command']).toBeUndefined()
  })
})
