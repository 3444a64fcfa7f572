import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { portableSettings } from '../../../../main/homes/config-portable'

const take = (text: string) => portableSettings(parse(text))
const names = (text: string): string[] => take(text).left.map(({ name }) => name)

describe('what of a configuration may go along', () => {
  it('is what says how to work', () => {
    const text = `
      model = "gpt-5.5"
      model_reasoning_effort = "high"
      model_auto_compact_token_limit = 120000
      [tools]
      web_search = true
      [model_providers.lab]
      base_url = "https://lab.example/v1"
      env_key = "LAB_API_KEY_NAME_123"
      env_http_headers = { Authorization = "LAB_AUTH_HEADER_1" }
      [mcp_servers.docs]
      command = "docs-server"
      args = ["--port", "3000", "--read-only"]
      bearer_token_env_var = "DOCS_TOKEN_123456"
      env_vars = ["DOCS_TOKEN_123456"]
    `
    expect(take(text).left).toEqual([])
    expect(take(text).settings).toEqual(parse(text))
  })

  it('is no trust, no place of logins and no shared database', () => {
    const text = `
      cli_auth_credentials_store = "keyring"
      mcp_oauth_credentials_store = "file"
      sqlite_home = "/somewhere"
      log_dir = "/logs"
      [projects."/srv"]
      trust_level = "trusted"
      [hooks.state.abc]
      trusted_hash = "1234"
    `
    expect(take(text).settings).toEqual({})
    expect(names(text)).toEqual([
      'cli_auth_credentials_store',
      'mcp_oauth_credentials_store',
      'sqlite_home',
      'log_dir',
      'projects',
      'hooks.state',
    ])
  })

  it.each([
    ['experimental_bearer_token = "canary"', '[model_providers.x]'],
    ['http_headers = { "X-Key" = "canary" }', '[model_providers.x]'],
    ['env_http_headers = { Authorization = "Bearer canary" }', '[mcp_servers.x]'],
    ['bearer_token_env_var = "sk-canary-12345678"', '[mcp_servers.x]'],
    ['query_params = { key = "canary" }', '[model_providers.x]'],
    ['base_url = "https://me:canary@host/v1"', '[model_providers.x]'],
    ['env = { ANYTHING = "canary" }', '[mcp_servers.x]'],
    ['http_headers = { Cookie = "canary" }', '[mcp_servers.x]'],
    ['args = ["--api-key", "canary"]', '[mcp_servers.x]'],
    ['args = ["-y", "x", "--header", "Whatever: canary"]', '[mcp_servers.x]'],
    ['args = ["--token=canary12345678"]', '[mcp_servers.x]'],
    ['args = ["sk-canary-12345678"]', '[mcp_servers.x]'],
    ['args = [["a", ["--password", "canary"]]]', '[mcp_servers.x]'],
    ['list = [{ deep = { api_key = "canary" } }]', '[any]'],
    ['headers = { a = "canary" }', '[otel.exporter.otlp-http]'],
    ['set = { A = "canary" }', '[shell_environment_policy]'],
    ['client_secret = "canary-canary"', '[some.thing]'],
    ['note = "ghp_canarycanarycanary1234"', '[some.thing]'],
  ])('is no secret: %s in %s', (line, table) => {
    const { settings, left } = take(`model = "m"\n${table}\n${line}\nkeep = 1\n`)
    expect(JSON.stringify(settings)).not.toContain('canary')
    expect(JSON.stringify(left)).not.toContain('canary')
    expect(left).toHaveLength(1)
    expect(JSON.stringify(settings)).toContain('keep')
  })

  it('leaves no empty table where everything in it was a secret', () => {
    expect(take('[mcp_servers.x]\nenv = { A = "b" }\n').settings).toEqual({})
  })

  it('has no way to a prototype', () => {
    const { settings } = take('["__proto__"]\npolluted = true\n[a."__proto__"]\npolluted = true\n')
    expect(settings).toEqual({})
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
