import { expect, it } from 'vitest'
import { draftOf, emptyDraft, freeName } from '../../../../../renderer/stores/config/mcp-draft'

it('holds every key that the form has a field for', () => {
  expect(
    draftOf('docs', {
      command: 'npx',
      args: ['-y', ''],
      env: { A: '1' },
      env_vars: ['B', { name: 'C', source: 'remote' }],
      cwd: '/x',
      startup_timeout_ms: 2500,
      tool_timeout_sec: 60,
      enabled: false,
      required: true,
      default_tools_approval_mode: 'prompt',
    }),
  ).toEqual({
    ...emptyDraft(),
    name: 'docs',
    command: 'npx',
    args: ['-y', ''],
    env: [{ name: 'A', value: '1', secret: false }],
    envVars: ['B', 'C'],
    cwd: '/x',
    startupTimeout: '2.5',
    toolTimeout: '60',
    enabled: false,
    required: true,
    defaultMode: 'prompt',
  })
  expect(
    draftOf('web', {
      url: 'https://x.test',
      http_headers: { X: 'a' },
      env_http_headers: { Y: 'V' },
      bearer_token_env_var: 'T',
      scopes: ['read'],
    }),
  ).toMatchObject({
    kind: 'http',
    url: 'https://x.test',
    headers: [{ name: 'X', value: 'a', secret: false }],
    envHeaders: [{ name: 'Y', value: 'V', secret: false }],
    bearerVariable: 'T',
    scopes: ['read'],
    enabled: true,
  })
})

it('finds a free name', () => {
  expect(freeName('a', new Set())).toBe('a')
  expect(freeName('a', new Set(['a', 'a-2']))).toBe('a-3')
  expect(freeName('a-2', new Set(['a-2']))).toBe('a-3')
})
