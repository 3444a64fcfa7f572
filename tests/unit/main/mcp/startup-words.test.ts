import { expect, it } from 'vitest'
import { startupWords } from '../../../../main/mcp/startup-words'

it('says once what Codex says twice, without the names of its types', () => {
  expect(
    startupWords(
      'MCP startup failed: handshaking with MCP server failed: connection closed: initialize response: connection closed: initialize response',
    ),
  ).toBe('MCP startup failed: handshaking with MCP server failed: connection closed: initialize response')
  expect(
    startupWords('failed: Send message error Transport [codex_rmcp_client::a<b::c>] error: Auth required, when send'),
  ).toBe('failed: Send message error Auth required, when send')
})

it('tells where more time is given, and no secret', () => {
  const words = startupWords(
    'MCP client for `x` timed out after 2 seconds. Add or adjust `startup_timeout_sec` in your config.toml:\n[mcp_servers.x]\nstartup_timeout_sec = XX',
  )
  expect(words).toMatch(/^MCP client for `x` timed out after 2 seconds\. It may be given more time/)
  expect(startupWords('JSON-RPC error: key sk-abcdefghijklmnop1234 is wrong')).not.toContain('sk-abc')
  expect(startupWords('x'.repeat(9000)).length).toBe(1000)
})
