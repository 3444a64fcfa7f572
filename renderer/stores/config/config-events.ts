// Main's events about configuration and MCP servers, for the stores that show them.
import type { ConfigEvent } from '../../../preload/contract/config'
import type { McpEvent } from '../../../preload/contract/mcp'
import { createHub } from '../app/hub'

export const { on: onConfigEvent, tell: tellConfig } = createHub<ConfigEvent | McpEvent>()
