import { describe, expect, it } from 'vitest'
import { holdsSecret, keyText, valueText } from '../../../../../renderer/stores/config/key-words'

it('writes a path as TOML does', () => {
  expect(keyText(['mcp_servers', 'my.server', 'a b', 'ü', 'x-y'])).toBe('mcp_servers."my.server"."a b"."ü".x-y')
})

it('writes values in one line', () => {
  expect(valueText('a "b"\n')).toBe('"a \\"b\\"\\n"')
  expect(valueText(['a', 1, true])).toBe('["a", 1, true]')
  expect(valueText({ a: { 'b.c': 1 }, d: {} })).toBe('{ a = { "b.c" = 1 }, d = {} }')
  expect(valueText(undefined)).toBe('not set')
})

it('stays short for what is long', () => {
  const start = performance.now()
  const text = valueText(Array.from({ length: 1_000_000 }, () => 'x'.repeat(10)))
  expect(text).toHaveLength(201)
  expect(valueText('y'.repeat(5_000_000))).toHaveLength(201)
  expect(performance.now() - start).toBeLessThan(1500)
})

describe('secrets', () => {
  it.each([
    [['model_providers', 'p', 'experimental_bearer_token'], true],
    [['mcp_servers', 's', 'env', 'OPENAI_API_KEY'], true],
    [['mcp_servers', 's', 'http_headers', 'X-Anything'], true],
    [['mcp_servers', 's', 'oauth', 'client_secret'], true],
    [['mcp_servers', 's', 'bearer_token_env_var'], false],
    [['mcp_servers', 's', 'env_http_headers', 'X'], false],
    [['tool_output_token_limit'], false],
    [['cli_auth_credentials_store'], false],
    [['model'], false],
  ])('%j: %s', (path, is) => {
    expect(holdsSecret(path, 'value')).toBe(is)
  })
})
