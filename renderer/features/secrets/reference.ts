// How config.toml names a secret of each purpose. Pure: text to copy, nothing is written to a config.
import type { SecretPurpose } from '../../../preload/contract/secrets'

export const purposeWords: Record<SecretPurpose, { label: string; about: string }> = {
  'provider-key': { label: 'Key of a model provider', about: 'Named by env_key of the provider.' },
  'mcp-bearer': { label: 'Bearer token of an MCP server', about: 'Named by bearer_token_env_var of the server.' },
  'mcp-env': { label: 'Value for an MCP server that is started', about: 'Let through by env_vars of the server.' },
  'mcp-header': { label: 'Header of an MCP server', about: 'Named by env_http_headers of the server.' },
}

export interface Reference {
  /** The table it belongs into; its last word is an example. */
  table: string
  /** The line itself. */
  line: string
}

/** The line of config.toml that makes Codex use the variable `name` for this purpose. */
export function referenceFor(purpose: SecretPurpose, name: string): Reference {
  const quoted = JSON.stringify(name)
  switch (purpose) {
    case 'provider-key':
      return { table: '[model_providers.example]', line: `env_key = ${quoted}` }
    case 'mcp-bearer':
      return { table: '[mcp_servers.example]', line: `bearer_token_env_var = ${quoted}` }
    case 'mcp-env':
      return { table: '[mcp_servers.example]', line: `env_vars = [${quoted}]` }
    case 'mcp-header':
      return { table: '[mcp_servers.example]', line: `env_http_headers = { "X-Api-Key" = ${quoted} }` }
    default:
      return purpose satisfies never
  }
}
