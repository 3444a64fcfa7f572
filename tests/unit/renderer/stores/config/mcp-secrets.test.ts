import { describe, expect, it } from 'vitest'
import {
  bearerOf,
  looksSecret,
  secretArgument,
  secretInUrl,
  variableFor,
} from '../../../../../renderer/stores/config/mcp-secrets'

describe('what looks like a secret', () => {
  it.each([
    ['GITHUB_TOKEN', 'abc123def'],
    ['api-key', 'k3y!'],
    ['DB_PASSWORD', 'hunter2hunter2'],
    ['X', 'ghp_0123456789abcdef0123456789abcdef0123'],
    ['X', 'sk-proj-1234'],
    ['Authorization', 'Bearer abc.def'],
    ['NOTE', 'a8F3kd93Ls0qPz7Xv2Bn5Mw1'],
  ])('%s = %s', (key, value) => expect(looksSecret(key, value)).toBe(true))

  it.each([
    ['TOKEN', ''],
    ['TOKEN', '${env:TOKEN}'],
    ['TOKEN_URL', 'https://example.com/token'],
    ['AUTH_MODE', 'oauth'],
    ['USE_AUTH', 'true'],
    ['PATH', '/usr/local/share/some/long/path/to/a/thing'],
    ['REGION', 'eu-central-1'],
    ['FILE', 'reports_2026_01_summary_v2.json'],
  ])('not %s = %s', (key, value) => expect(looksSecret(key, value)).toBe(false))
})

it('finds secrets among arguments and in addresses', () => {
  expect(secretArgument(['-y', 'pkg', '--api-key=sk-123456'])).toBe('--api-key')
  expect(secretArgument(['--token', 'abcdef123456'])).toBe('--token')
  expect(secretArgument(['run', 'ghp_0123456789abcdef0123'])).toBe('argument 2')
  expect(secretArgument(['-y', '@scope/server', '--port', '3000', '--auth', 'none'])).toBeNull()
  expect(secretInUrl('https://u:p@x.test/')).toMatch(/password/)
  expect(secretInUrl('https://x.test/?api_key=abcdef123')).toBe('“api_key”')
  expect(secretInUrl('https://x.test/?page=2')).toBeNull()
  expect(secretInUrl('no url')).toBeNull()
})

it('makes names of variables that are free and can be used', () => {
  expect(variableFor(['my server.x', 'X-Api-Key'])).toBe('MCP_MY_SERVER_X_X_API_KEY')
  expect(variableFor(['é', ''])).toBe('MCP')
  expect(variableFor(['a'], new Set(['MCP_A', 'MCP_A_2']))).toBe('MCP_A_3')
  expect(variableFor(['a'.repeat(500)]).length).toBeLessThan(110)
})

it('takes the token out of a bearer header only', () => {
  expect(bearerOf('authorization', 'Bearer  abc')).toBe('abc')
  expect(bearerOf('Authorization', 'Basic abc')).toBeNull()
  expect(bearerOf('X-Token', 'Bearer abc')).toBeNull()
})
