// What a request is, in one line, for its card's head and for lists. Pure.
import type { PendingRequest } from '../../../preload/contract/model'
import { fields, listIn, textIn } from '../../stores/threads/decode'

/** A sentence like "Run this command?". */
export function requestTitle(request: PendingRequest): string {
  const params = fields(request.params)
  switch (request.method) {
    case 'item/commandExecution/requestApproval':
      if (params['kind'] === 'writeStdin') return 'Type this into a running command?'
      if (fields(params['networkApprovalContext'])['host'] !== undefined) return 'Allow this connection?'
      return 'Run this command?'
    case 'execCommandApproval':
      return 'Run this command?'
    case 'item/fileChange/requestApproval': {
      const count = request.item?.type === 'fileChange' ? listIn(fields(request.item), 'changes').length : 0
      return count > 1 ? `Change these ${count} files?` : 'Change this file?'
    }
    case 'applyPatchApproval':
      return 'Make these changes?'
    case 'item/tool/requestUserInput': {
      const count = listIn(params, 'questions').length
      return count > 1 ? `Codex has ${count} questions` : 'Codex has a question'
    }
    case 'mcpServer/elicitation/request':
      return textIn(params, 'mode') === 'url' ? 'Follow a link?' : 'An MCP server asks'
    case 'item/permissions/requestApproval':
      return 'Grant these permissions?'
    default:
      return `Codex asks: ${request.method}`
  }
}
