import type { McpDefinition } from '@contract/mcp'
import { expect, it } from 'vitest'
import { comparable, masked } from '../../../../main/mcp/masked'

const key = 'sk-abcdefghijklmnop1234'
const definition: McpDefinition = {
  command: 'node',
  args: ['--key', key],
  env: { API_KEY: 'hunter2hunter2', PLAIN: 'yes' },
  envVars: ['HOME'],
  cwd: null,
  url: `https://me:${'secretsecret'}@host/`,
  headers: { Authorization: `Bearer ${key}` },
  envHeaders: { A: 'B' },
  bearerTokenVariable: null,
  headersHelper: `run ${key}`,
  rest: `[oauth]\nclient_secret = "${key}"`,
}

it('keeps no secret, and shows one that is the same as it is now', () => {
  const kept = masked(definition)
  expect(JSON.stringify(kept)).not.toMatch(/sk-abc|hunter2|secretsecret/)
  expect(kept).toMatchObject({ command: 'node', env: { PLAIN: 'yes' }, envVars: ['HOME'] })
  expect(comparable(kept, definition)).toEqual(definition)
})

it('tells that a secret has changed without telling what it was', () => {
  const now = {
    ...definition,
    env: { API_KEY: 'another-secret-1', PLAIN: 'yes' },
    args: ['--key', 'sk-zzzzzzzzzzzzzzzz9999'],
  }
  const before = comparable(masked(definition), now)
  expect(before.env['API_KEY']).not.toBe(now.env.API_KEY)
  expect(before.args[1]).not.toBe(now.args[1])
  expect(before.env['PLAIN']).toBe('yes')
  expect(before.url).toBe(definition.url)
})
