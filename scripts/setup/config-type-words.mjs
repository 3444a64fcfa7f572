// What Codex's words about a wrong value say of the type that it wants, and the few fields that it doesn't list by itself. Pure.

/** A value, and a name, that nothing is called. */
export const probe = 'zz__'

/**
 * The type behind Codex's words about the text `zz__` in a key's place; null: it was taken.
 * @returns {{type: string, values?: string[]}} `taken`, `list`, or a type of the contract's ConfigKey
 */
export const kindOf = (words) => {
  if (words === null) return { type: 'taken' }
  const variants = /unknown variant `zz__`, expected (?:one of )?(.+)/.exec(words)?.[1]
  if (variants !== undefined)
    return { type: 'enum', values: [...variants.matchAll(/`([^`]+)`/g)].map(([, value]) => value) }
  if (/AbsolutePathBuf|base path|expected path string/.test(words)) return { type: 'path' }
  if (/expected a boolean/.test(words)) return { type: 'boolean' }
  if (/expected (?:a nonzero )?(?:[ui]\d+|[ui]size)/.test(words)) return { type: 'integer' }
  if (/expected f\d+/.test(words)) return { type: 'number' }
  if (/expected a sequence/.test(words)) return { type: 'list' }
  if (/expected (?:a map|struct \w+)/.test(words)) return { type: 'table' }
  return { type: 'any' }
}

/** Whether Codex's words about a number say that a text is wanted. */
export const isText = (words) => words !== null && /expected a (?:\w+ )?string/.test(words)

/** What a file must say for a key of the top level to be worth a look: with permissions alone Codex reads none of it. */
export const baseFor = (key) => (key === 'permissions' ? 'default_permissions = ":read-only"\n' : '')

/** Fields of tables that Codex doesn't read back unless they are set: [what makes such a table valid, names]. */
const named = {
  [`mcp_servers.${probe}`]: [
    [
      { command: probe },
      `args command cwd default_tools_approval_mode disabled_tools enabled enabled_tools env env_vars environment_id name
      required startup_readiness startup_timeout_ms startup_timeout_sec supports_parallel_tool_calls tool_input_schema_max_bytes
      tool_timeout_sec tools omit_tools_from`,
    ],
    [
      { url: 'http://127.0.0.1:9' },
      `auth bearer_token_env_var env_http_headers http_headers http_headers_helper oauth oauth_resource scopes url`,
    ],
  ],
  [`mcp_servers.${probe}.oauth`]: [
    [{}, `authorization_server_issuer callback_port callback_url client_id client_secret token_endpoint_auth_method`],
  ],
  [`mcp_servers.${probe}.tools.${probe}`]: [[{}, `approval_mode output_token_limit`]],
  [`model_providers.${probe}`]: [
    [
      { name: probe },
      `auth aws base_url capabilities gateway_oauth env_http_headers env_key env_key_instructions experimental_bearer_token http_headers
      model_catalog_url name project_id location credential_file query_params request_max_retries requires_openai_auth
      stream_idle_timeout_ms stream_max_retries supports_standalone_web_search supports_websockets
      websocket_connect_timeout_ms wire_api`,
    ],
  ],
  [`model_providers.${probe}.auth`]: [[{ command: probe }, `args command cwd refresh_interval_ms timeout_ms`]],
  [`model_providers.${probe}.aws`]: [[{}, `auth_refresh credential_export profile region`]],
  [`permissions.${probe}`]: [[{}, `description extends filesystem network workspace_roots`]],
  [`permissions.${probe}.network`]: [
    [
      {},
      `allow_local_binding allow_upstream_proxy domains enable_socks5 enable_socks5_udp enabled mode proxy_url socks_url unix_sockets`,
    ],
  ],
}

const names = (list) => list.split(/\s+/).filter(Boolean)

/** How to look into a table: [the value it starts from, names to try]. */
export const probes = (path) => (named[path.join('.')] ?? [[{}, '']]).map(([start, list]) => [start, names(list)])

/** The names known for the table that this key is in; null when there are none. A key that is tried by name may be unknown. */
export const fieldNames = (path) => {
  const known = named[path.slice(0, -1).join('.')]
  return known === undefined ? null : known.flatMap(([, list]) => names(list))
}
