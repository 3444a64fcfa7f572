import { describe, expect, it } from 'vitest'
import { definitionHash, definitionOf } from '../../../../main/mcp/definition'

const table = { command: 'node', args: ['a', 'b'], env: { A: '1', B: '2' } }

describe('the definition of a server', () => {
  it('shows every part that says what runs, and all else as TOML', async () => {
    expect(
      await definitionOf({
        ...table,
        env_vars: ['HOME', { name: 'TOKEN', source: 'local' }, { name: 'FAR', source: 'remote' }],
        cwd: '/x',
        environment_id: 'e',
        enabled: true,
        tools: { run: { approval_mode: 'approve' } },
        url: null,
      }),
    ).toEqual({
      command: 'node',
      args: ['a', 'b'],
      env: { A: '1', B: '2' },
      envVars: ['HOME', 'TOKEN', 'FAR (remote)'],
      cwd: '/x',
      url: null,
      headers: {},
      envHeaders: {},
      bearerTokenVariable: null,
      headersHelper: null,
      rest: 'environment_id = "e"\n\n[tools.run]\napproval_mode = "approve"',
    })
    expect(
      await definitionOf({
        url: 'http://x',
        http_headers: { A: 'b' },
        env_http_headers: { C: 'D' },
        bearer_token_env_var: 'T',
        http_headers_helper: 'run me',
      }),
    ).toMatchObject({
      url: 'http://x',
      headers: { A: 'b' },
      envHeaders: { C: 'D' },
      bearerTokenVariable: 'T',
      headersHelper: 'run me',
      rest: '',
    })
  })

  it('hides nothing that is of another type than it should be', async () => {
    expect(await definitionOf({ command: 5, args: [1, { a: 2 }], env: { X: true }, env_vars: [null] })).toMatchObject({
      command: null,
      args: ['1', '{"a":2}'],
      env: { X: 'true' },
      envVars: ['null'],
    })
  })
})

describe('its hash', () => {
  const base = definitionHash(table, table)

  it('is the same whatever the order of keys, and whatever is harmless', () => {
    expect(definitionHash({ env: { B: '2', A: '1' }, args: ['a', 'b'], command: 'node' }, table)).toBe(base)
    const patient = { ...table, enabled: true, startup_timeout_sec: 9, tool_timeout_sec: 1, required: true }
    expect(definitionHash(patient, patient)).toBe(base)
  })

  it('is the same when the person changes what is theirs to change', () => {
    expect(
      definitionHash({ ...table, tools: { run: { approval_mode: 'approve' } }, disabled_tools: ['x'] }, table),
    ).toBe(base)
  })

  it.each<[string, object]>([
    ['command', { command: 'deno' }],
    ['arguments', { args: ['a b'] }],
    ['order of arguments', { args: ['b', 'a'] }],
    ['variables', { env: { A: '1', B: '2', C: '' } }],
    ['value of a variable', { env: { A: '1', B: '3' } }],
    ['passed variables', { env_vars: ['X'] }],
    ['folder', { cwd: '/' }],
    ['address', { url: 'http://x' }],
    ['headers', { http_headers: { A: 'b' } }],
    ['headers of variables', { env_http_headers: { A: 'B' } }],
    ['token', { bearer_token_env_var: 'T' }],
    ['helper', { http_headers_helper: 'x' }],
    ['environment', { environment_id: 'x' }],
    ['kind of login', { auth: 'chatgpt' }],
    ['client', { oauth: { client_id: 'x' } }],
    ['resource', { oauth_resource: 'x' }],
  ])('changes with the %s, whoever changed it', (_what, change) => {
    expect(definitionHash({ ...table, ...change }, table)).not.toBe(base)
  })

  it('changes with what the folder says about questions', () => {
    expect(definitionHash(table, { ...table, default_tools_approval_mode: 'approve' })).not.toBe(base)
    expect(definitionHash(table, { ...table, tools: { run: { approval_mode: 'approve' } } })).not.toBe(base)
  })

  it('tells a list from a table, and texts that look alike when joined', () => {
    expect(definitionHash({ env: { a: 'b' } }, {})).not.toBe(definitionHash({ env: ['{', ['a', 'b']] }, {}))
    expect(definitionHash({ args: ['a', 'b'] }, {})).not.toBe(definitionHash({ args: ['a,b'] }, {}))
    expect(definitionHash({ env: { ['__proto__']: 'x' } }, {})).not.toBe(definitionHash({ env: {} }, {}))
  })
})
