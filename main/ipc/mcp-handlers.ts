// The handlers of all calls about MCP servers.
import type { McpResults } from '@contract/mcp'
import type { McpWing } from '../mcp/mcp-wing'
import type { Handlers } from './router'

export type McpHandlers = Pick<Handlers, keyof McpResults>

export function createMcpHandlers(wing: McpWing): McpHandlers {
  return {
    'mcp/folderServers': ({ projectId }) => wing.listFolderServers(projectId),
    'mcp/decide': async ({ projectId, name, hash, approve }) => {
      await wing.decide(projectId, name, hash, approve)
      return null
    },
    'mcp/reload': async ({ projectId }) => {
      await wing.reload(projectId)
      return null
    },
    'mcp/output': ({ projectId, server }) => wing.output(projectId, server),
    'mcp/login': async ({ projectId, server, scopes }) => {
      await wing.login(projectId, server, scopes)
      return null
    },
    'mcp/cancelLogin': async ({ projectId, server }) => {
      await wing.cancelLogin(projectId, server)
      return null
    },
    'mcp/logout': async ({ projectId, server }) => {
      await wing.logout(projectId, server)
      return null
    },
  }
}
