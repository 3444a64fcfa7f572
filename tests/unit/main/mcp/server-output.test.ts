import { expect, it } from 'vitest'
import { linesOf } from '../../../../main/mcp/server-output'

const entry = (message: string, target = 'codex_rmcp_client::stdio_server_launcher') =>
  JSON.stringify({ level: 'INFO', fields: { message }, target })

it('takes the server’s own lines out of Codex’s log, clean', () => {
  const log = [
    entry('MCP server stderr (/usr/bin/node): hello (world): yes'),
    entry('something else'),
    entry('MCP server stderr (node): not its', 'codex_core'),
    'no json',
    '{"half',
    entry('MCP server stderr (node): \u001B[31mred\u001B[0m\u0000 token=sk-abcdefghijklmnop1234'),
  ].join('\n')
  const [first, second, ...more] = linesOf(log)
  expect(first).toBe('hello (world): yes')
  expect(second).toMatch(/^red {2}token=/)
  expect(second).not.toContain('sk-abc')
  expect(more).toEqual([])
})

it('keeps the last 400 lines, and the beginning of a long one', () => {
  const log = Array.from({ length: 500 }, (_, index) =>
    entry(`MCP server stderr (x): ${index} ${'y'.repeat(5000)}`),
  ).join('\n')
  const lines = linesOf(log)
  expect(lines).toHaveLength(400)
  expect(lines[0]).toMatch(/^100 y/)
  expect(lines[0]?.length).toBe(2000)
})
