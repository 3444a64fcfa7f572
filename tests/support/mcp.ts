/** How config.toml names the tests' MCP server (mcp-server.mjs). */
import { fileURLToPath } from 'node:url'

/** A piece of config.toml that starts the server under a name. */
export function mcpConfig(name = 'deck', args: readonly string[] = []): string {
  const script = fileURLToPath(new URL('./mcp-server.mjs', import.meta.url))
  return `[mcp_servers.${name}]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify([script, ...args])}\n`
}
