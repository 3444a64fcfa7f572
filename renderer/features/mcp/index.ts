// MCP servers, as a section of the settings.
export { McpSection } from './mcp-section'
