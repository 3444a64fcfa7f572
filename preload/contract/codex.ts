// The Codex methods that the renderer may call, with their types. Anything else is refused in main/ipc/policy.
import type { ClientRequest } from '@protocol/ClientRequest'
import type { FuzzyFileSearchResponse } from '@protocol/FuzzyFileSearchResponse'
import type { CollaborationModeListResponse } from '@protocol/v2/CollaborationModeListResponse'
import type { ConfigReadResponse } from '@protocol/v2/ConfigReadResponse'
import type { ModelListResponse } from '@protocol/v2/ModelListResponse'
import type { ModelProviderListResponse } from '@protocol/v2/ModelProviderListResponse'
import type { ReviewStartResponse } from '@protocol/v2/ReviewStartResponse'
import type { SkillsListResponse } from '@protocol/v2/SkillsListResponse'
import type { ThreadForkResponse } from '@protocol/v2/ThreadForkResponse'
import type { ThreadGoalGetResponse } from '@protocol/v2/ThreadGoalGetResponse'
import type { ThreadItemsListResponse } from '@protocol/v2/ThreadItemsListResponse'
import type { ThreadListResponse } from '@protocol/v2/ThreadListResponse'
import type { ThreadQueueListResponse } from '@protocol/v2/ThreadQueueListResponse'
import type { ThreadReadResponse } from '@protocol/v2/ThreadReadResponse'
import type { ThreadResumeResponse } from '@protocol/v2/ThreadResumeResponse'
import type { ThreadStartResponse } from '@protocol/v2/ThreadStartResponse'
import type { ThreadTurnsListResponse } from '@protocol/v2/ThreadTurnsListResponse'
import type { ThreadReadStateUpdateResponse } from '@protocol/v2/ThreadReadStateUpdateResponse'
import type { ThreadRevertResponse } from '@protocol/v2/ThreadRevertResponse'
import type { ThreadSearchOccurrencesResponse } from '@protocol/v2/ThreadSearchOccurrencesResponse'
import type { ThreadSectionCreateResponse } from '@protocol/v2/ThreadSectionCreateResponse'
import type { ThreadSectionListResponse } from '@protocol/v2/ThreadSectionListResponse'
import type { TurnStartResponse } from '@protocol/v2/TurnStartResponse'
import type { ExperimentalFeatureListResponse } from '@protocol/v2/ExperimentalFeatureListResponse'
import type { ConfigRequirementsReadResponse } from '@protocol/v2/ConfigRequirementsReadResponse'
import type { PermissionProfileListResponse } from '@protocol/v2/PermissionProfileListResponse'
import type { ListMcpServerStatusResponse } from '@protocol/v2/ListMcpServerStatusResponse'
import type { McpServerToolCallResponse } from '@protocol/v2/McpServerToolCallResponse'
import type { McpResourceReadResponse } from '@protocol/v2/McpResourceReadResponse'
import type { HooksListResponse } from '@protocol/v2/HooksListResponse'
import type { PluginListResponse } from '@protocol/v2/PluginListResponse'
import type { PluginReadResponse } from '@protocol/v2/PluginReadResponse'
import type { MemoryStatusResponse } from '@protocol/v2/MemoryStatusResponse'
import type { AppsListResponse } from '@protocol/v2/AppsListResponse'

/** Method name → what it answers with. `unknown` where the renderer reads nothing of the answer. */
export interface CodexResponses {
  'thread/start': ThreadStartResponse
  'thread/resume': ThreadResumeResponse
  'thread/fork': ThreadForkResponse
  'thread/list': ThreadListResponse
  'thread/read': ThreadReadResponse
  'thread/revert': ThreadRevertResponse
  'thread/readState/update': ThreadReadStateUpdateResponse
  'thread/searchOccurrences': ThreadSearchOccurrencesResponse
  'threadSection/list': ThreadSectionListResponse
  'threadSection/create': ThreadSectionCreateResponse
  'threadSection/update': unknown
  'threadSection/delete': unknown
  'thread/section/move': unknown
  'thread/turns/list': ThreadTurnsListResponse
  'thread/items/list': ThreadItemsListResponse
  'thread/archive': unknown
  'thread/unarchive': unknown
  'thread/name/set': unknown
  'thread/compact/start': unknown
  'thread/goal/get': ThreadGoalGetResponse
  'thread/goal/set': unknown
  'thread/goal/clear': unknown
  'thread/queue/add': unknown
  'thread/queue/list': ThreadQueueListResponse
  'thread/queue/update': unknown
  'thread/queue/delete': unknown
  'thread/queue/reorder': unknown
  'thread/queue/start': unknown
  'thread/settings/update': unknown
  'thread/unsubscribe': unknown
  'turn/start': TurnStartResponse
  'turn/steer': unknown
  'turn/interrupt': unknown
  'review/start': ReviewStartResponse
  'model/list': ModelListResponse
  'modelProvider/list': ModelProviderListResponse
  'config/read': ConfigReadResponse
  'collaborationMode/list': CollaborationModeListResponse
  'skills/list': SkillsListResponse
  fuzzyFileSearch: FuzzyFileSearchResponse
  'experimentalFeature/list': ExperimentalFeatureListResponse
  'configRequirements/read': ConfigRequirementsReadResponse
  'permissionProfile/list': PermissionProfileListResponse
  'mcpServerStatus/list': ListMcpServerStatusResponse
  'mcpServer/tool/call': McpServerToolCallResponse
  'mcpServer/resource/read': McpResourceReadResponse
  'hooks/list': HooksListResponse
  'plugin/list': PluginListResponse
  'plugin/read': PluginReadResponse
  'app/list': AppsListResponse
  'memory/status': MemoryStatusResponse
}

export type CodexMethod = keyof CodexResponses
export type CodexParams<M extends CodexMethod> = Extract<ClientRequest, { method: M }>['params']

/** The allowlist itself, one line a method so that a change shows in review. */
export const codexMethods: readonly CodexMethod[] = [
  'thread/start',
  'thread/resume',
  'thread/fork',
  'thread/list',
  'thread/read',
  'thread/revert',
  'thread/readState/update',
  'thread/searchOccurrences',
  'threadSection/list',
  'threadSection/create',
  'threadSection/update',
  'threadSection/delete',
  'thread/section/move',
  'thread/turns/list',
  'thread/items/list',
  'thread/archive',
  'thread/unarchive',
  'thread/name/set',
  'thread/compact/start',
  'thread/goal/get',
  'thread/goal/set',
  'thread/goal/clear',
  'thread/queue/add',
  'thread/queue/list',
  'thread/queue/update',
  'thread/queue/delete',
  'thread/queue/reorder',
  'thread/queue/start',
  'thread/settings/update',
  'thread/unsubscribe',
  'turn/start',
  'turn/steer',
  'turn/interrupt',
  'review/start',
  'model/list',
  'modelProvider/list',
  'config/read',
  'collaborationMode/list',
  'skills/list',
  'fuzzyFileSearch',
  'experimentalFeature/list',
  'configRequirements/read',
  'permissionProfile/list',
  'mcpServerStatus/list',
  'mcpServer/tool/call',
  'mcpServer/resource/read',
  'hooks/list',
  'plugin/list',
  'plugin/read',
  'app/list',
  'memory/status',
]
