// What the page may ask of Codex: method by method, which keys of the params, confined how. Pure: it decides, it does nothing.
// The shape of params was already checked against Codex's own schema (schemas.ts); here it is about power.
import type { CodexMethod } from '@contract/codex'
import { codexMethods } from '@contract/codex'
import { presetOf } from '@contract/presets'
import { withInput } from './policy-input'
import {
  all,
  allow,
  deny,
  isRecord,
  only,
  type Decision,
  type Params,
  type PolicyContext,
  type Rule,
} from './policy-rules'
import { confined, takenUp, whereItBegins, whereItsThreadIs, whereThreadStands } from './policy-work'

const threadOnly = only('threadId')
const goalKeys = only('threadId', 'objective', 'status', 'tokenBudget')

/**
 * Status of one server by name: without a name Codex starts every server anew, those of an unapproved folder too (measured).
 */
const oneServer: Rule = (params, context) =>
  typeof params['serverName'] === 'string'
    ? only('threadId', 'serverName', 'detail')(params, context)
    : deny('Servers are asked about one by one.')

const rules: Record<CodexMethod, Rule> = {
  'thread/start': all(
    only('model', 'cwd', 'approvalPolicy', 'sandbox', 'historyMode', 'ephemeral'),
    confined('mode', whereItBegins),
  ),
  'thread/resume': all(
    only('threadId', 'model', 'cwd', 'approvalPolicy', 'sandbox', 'excludeTurns', 'initialTurnsPage'),
    takenUp,
  ),
  'thread/fork': all(
    only(
      'threadId',
      'lastTurnId',
      'beforeTurnId',
      'model',
      'cwd',
      'approvalPolicy',
      'sandbox',
      'excludeTurns',
      'ephemeral',
    ),
    confined('mode', whereItBegins),
  ),
  'thread/list': only(
    'cursor',
    'limit',
    'sortKey',
    'sortDirection',
    'archived',
    'searchTerm',
    'modelProviders',
    'sectionId',
    'sourceKinds',
    'parentThreadId',
    'ancestorThreadId',
    'useStateDbOnly',
  ),
  'thread/read': only('threadId', 'includeTurns'),
  'thread/revert': only('threadId', 'beforeTurnId'),
  'thread/readState/update': only('threadId', 'operation', 'expectedRevision'),
  'thread/searchOccurrences': only('threadId', 'searchTerm', 'cursor', 'limit'),
  'threadSection/list': only('cursor', 'limit'),
  'threadSection/create': only('name', 'appearance'),
  'threadSection/update': only('sectionId', 'name', 'appearance'),
  'threadSection/delete': only('sectionId'),
  'thread/section/move': only('threadId', 'sectionId', 'beforeThreadId'),
  'thread/turns/list': only('threadId', 'cursor', 'limit', 'sortDirection', 'itemsView'),
  'thread/items/list': only('threadId', 'turnId', 'cursor', 'limit', 'sortDirection'),
  'thread/archive': threadOnly,
  'thread/unarchive': threadOnly,
  'thread/name/set': only('threadId', 'name'),
  'thread/compact/start': threadOnly,
  'thread/goal/get': threadOnly,
  // An active goal begins turns by itself: not where none may be begun. It can be paused anywhere.
  'thread/goal/set': (params, context) =>
    params['status'] === 'paused' ? goalKeys(params, context) : all(goalKeys, whereThreadStands)(params, context),
  'thread/goal/clear': threadOnly,
  'thread/queue/add': all(only('threadId', 'input', 'clientUserMessageId'), whereThreadStands, withInput(allow)),
  'thread/queue/list': only('threadId', 'cursor', 'limit'),
  'thread/queue/update': withInput(allow),
  'thread/queue/delete': allow,
  'thread/queue/reorder': allow,
  'thread/queue/start': whereThreadStands,
  'thread/unsubscribe': threadOnly,
  'turn/start': all(
    only(
      'threadId',
      'clientUserMessageId',
      'input',
      'cwd',
      'approvalPolicy',
      'sandboxPolicy',
      'model',
      'effort',
      'summary',
      'collaborationMode',
    ),
    withInput(confined('policy', whereItsThreadIs)),
  ),
  'turn/steer': all(only('threadId', 'expectedTurnId', 'input', 'clientUserMessageId'), withInput(allow)),
  'turn/interrupt': only('threadId', 'turnId'),
  'review/start': all(only('threadId', 'target', 'delivery'), whereThreadStands),
  'thread/settings/update': all(
    only('threadId', 'approvalPolicy', 'sandboxPolicy'),
    // It takes no roots; those of the thread stay as its last turn had them.
    confined('policy', whereItsThreadIs, () => ({})),
  ),
  'model/list': only('cursor', 'limit', 'includeHidden'),
  'modelProvider/list': only(),
  'config/read': (_params, context) => allow({ includeLayers: true, cwd: context.projectPath }),
  'collaborationMode/list': only(),
  'skills/list': (params, context) =>
    allow({ cwds: [context.projectPath], forceReload: params['forceReload'] === true }),
  fuzzyFileSearch: (params, context) => {
    const { query, cancellationToken, roots } = params
    const { projectPath, worktrees } = context
    const asked = Array.isArray(roots) ? roots.find((root) => worktrees?.folders.includes(String(root))) : undefined
    const root = typeof asked === 'string' ? asked : projectPath
    return allow({ query, cancellationToken: cancellationToken ?? null, roots: [root] })
  },
  'experimentalFeature/list': only('cursor', 'limit', 'threadId'),
  'configRequirements/read': only(),
  'permissionProfile/list': (params, context) => allow({ cursor: params['cursor'] ?? null, cwd: context.projectPath }),
  'mcpServerStatus/list': oneServer,
  'mcpServer/tool/call': only('threadId', 'server', 'tool', 'arguments'),
  'mcpServer/resource/read': only('threadId', 'server', 'uri'),
  'hooks/list': (_params, context) => allow({ cwds: [context.projectPath] }),
  'plugin/list': (params, context) =>
    allow({ cwds: [context.projectPath], marketplaceKinds: ['local'], forceRefetch: params['forceRefetch'] === true }),
  'plugin/read': only('marketplacePath', 'pluginName'),
  'app/list': only('cursor', 'limit'),
  'memory/status': only(),
}

/**
 * The call that has to be made before this one, or null. A review runs in the sandbox of its chat and asks nothing, so the chat is
 * made read-only for it; what the review began with stays, whatever the chat is set to afterwards (measured with 0.169.0).
 */
export function callBefore(method: CodexMethod, params: Params): { method: CodexMethod; params: Params } | null {
  if (method !== 'review/start') return null
  const { sandboxPolicy, approvalPolicy } = presetOf('read-only')
  return { method: 'thread/settings/update', params: { threadId: params['threadId'], sandboxPolicy, approvalPolicy } }
}

/** The allowlisted method of this name, or null. */
export function allowedMethod(name: string): CodexMethod | null {
  return codexMethods.find((method) => method === name) ?? null
}

/** What becomes of a call: let through (with params confined), asked about natively, or refused in words. */
export function decide(method: CodexMethod, params: unknown, context: PolicyContext): Decision {
  if (params !== undefined && params !== null && !isRecord(params)) return deny('The params of a call are an object.')
  return rules[method](params ?? {}, context)
}
