// Which result each Codex method gives, in types: the generated ClientRequest names methods and params, but nothing
// generated ties a method to its response. A method not listed here answers `unknown`.
import type { ClientRequest } from '@protocol/ClientRequest'
import type { FuzzyFileSearchResponse } from '@protocol/FuzzyFileSearchResponse'
import type { FuzzyFileSearchSessionStartResponse } from '@protocol/FuzzyFileSearchSessionStartResponse'
import type { FuzzyFileSearchSessionStopResponse } from '@protocol/FuzzyFileSearchSessionStopResponse'
import type { FuzzyFileSearchSessionUpdateResponse } from '@protocol/FuzzyFileSearchSessionUpdateResponse'
import type { GetAuthStatusResponse } from '@protocol/GetAuthStatusResponse'
import type { GitDiffToRemoteResponse } from '@protocol/GitDiffToRemoteResponse'
import type { InitializeResponse } from '@protocol/InitializeResponse'
import type { ServerNotification } from '@protocol/ServerNotification'
import type { ServerRequest } from '@protocol/ServerRequest'
import type * as v2 from '@protocol/v2'

/** Every method that a client may call on app-server. */
export type ClientMethod = ClientRequest['method']

/** The params of one method, as the bundled binary's generated types have them. */
export type ParamsOf<M extends ClientMethod> = Extract<ClientRequest, { method: M }>['params']

/** The result of one method; `unknown` where this map has no entry. */
export type ResponseOf<M extends ClientMethod> = M extends keyof ResponseMap ? ResponseMap[M] : unknown

/** A notification as it came off the wire. Unknown methods pass through, so `method` is any string. */
export interface CodexNotification {
  readonly method: string
  readonly params?: unknown
  /** Milliseconds since the epoch at which Codex emitted it. */
  readonly emittedAtMs?: number
  /** True when the supervisor made it up because Codex no longer could (a turn cut off by a crash). */
  readonly synthetic?: true
}

export type NotificationMethod = ServerNotification['method']
export type NotificationOf<M extends NotificationMethod> = Extract<ServerNotification, { method: M }>

/** Narrows a notification to one generated type. The params are Codex's own and are not validated here. */
export function isNotification<M extends NotificationMethod>(
  message: CodexNotification,
  method: M,
): message is CodexNotification & NotificationOf<M> {
  return message.method === method
}

export type ServerRequestMethod = ServerRequest['method']
export type ServerRequestParamsOf<M extends ServerRequestMethod> = Extract<ServerRequest, { method: M }>['params']

export interface ResponseMap {
  'account/bedrock/checkGovCloudRequirements': v2.BedrockCheckGovCloudRequirementsResponse
  'account/bedrock/discover': v2.BedrockDiscoverResponse
  'account/bedrock/setup': v2.BedrockSetupResponse
  'account/gatewayOAuth/cancel': v2.GatewayOAuthCancelResponse
  'account/gatewayOAuth/login': v2.GatewayOAuthLoginResponse
  'account/gatewayOAuth/read': v2.GatewayOAuthReadResponse
  'account/gcp/setup': v2.GcpSetupResponse
  'account/login/cancel': v2.CancelLoginAccountResponse
  'account/login/start': v2.LoginAccountResponse
  'account/logout': v2.LogoutAccountResponse
  'account/rateLimitResetCredit/consume': v2.ConsumeAccountRateLimitResetCreditResponse
  'account/rateLimits/read': v2.GetAccountRateLimitsResponse
  'account/read': v2.GetAccountResponse
  'account/securitySetup/read': v2.GetAccountSecuritySetupResponse
  'account/sendAddCreditsNudgeEmail': v2.SendAddCreditsNudgeEmailResponse
  'account/usage/read': v2.GetAccountTokenUsageResponse
  'account/workspaceMessages/read': v2.GetWorkspaceMessagesResponse
  'collaborationMode/list': v2.CollaborationModeListResponse
  'command/exec': v2.CommandExecResponse
  'command/exec/resize': v2.CommandExecResizeResponse
  'command/exec/terminate': v2.CommandExecTerminateResponse
  'command/exec/write': v2.CommandExecWriteResponse
  'config/batchWrite': v2.ConfigWriteResponse
  'config/mcpServer/reload': v2.McpServerRefreshResponse
  'config/read': v2.ConfigReadResponse
  'config/value/write': v2.ConfigWriteResponse
  'configRequirements/read': v2.ConfigRequirementsReadResponse
  'experimentalFeature/enablement/set': v2.ExperimentalFeatureEnablementSetResponse
  'experimentalFeature/list': v2.ExperimentalFeatureListResponse
  'externalAgentConfig/detect': v2.ExternalAgentConfigDetectResponse
  'externalAgentConfig/import': v2.ExternalAgentConfigImportResponse
  'externalAgentConfig/import/readHistories': v2.ExternalAgentConfigImportHistoriesReadResponse
  'externalAgentConfig/import/recordHistory': v2.ExternalAgentConfigImportHistoryRecordResponse
  'feedback/save': v2.FeedbackSaveResponse
  'feedback/upload': v2.FeedbackUploadResponse
  fuzzyFileSearch: FuzzyFileSearchResponse
  'fuzzyFileSearch/sessionStart': FuzzyFileSearchSessionStartResponse
  'fuzzyFileSearch/sessionStop': FuzzyFileSearchSessionStopResponse
  'fuzzyFileSearch/sessionUpdate': FuzzyFileSearchSessionUpdateResponse
  getAuthStatus: GetAuthStatusResponse
  gitDiffToRemote: GitDiffToRemoteResponse
  'hooks/list': v2.HooksListResponse
  initialize: InitializeResponse
  'mcpServer/event/stream/start': v2.McpServerEventStreamStartResponse
  'mcpServer/event/stream/stop': v2.McpServerEventStreamStopResponse
  'mcpServer/oauth/login': v2.McpServerOauthLoginResponse
  'mcpServer/resource/read': v2.McpResourceReadResponse
  'mcpServer/tool/call': v2.McpServerToolCallResponse
  'mcpServerStatus/list': v2.ListMcpServerStatusResponse
  'model/list': v2.ModelListResponse
  'modelProvider/capabilities/read': v2.ModelProviderCapabilitiesReadResponse
  'modelProvider/config/write': v2.ModelProviderConfigWriteResponse
  'modelProvider/list': v2.ModelProviderListResponse
  'permissionProfile/list': v2.PermissionProfileListResponse
  'review/start': v2.ReviewStartResponse
  'skills/config/write': v2.SkillsConfigWriteResponse
  'skills/extraRoots/set': v2.SkillsExtraRootsSetResponse
  'skills/list': v2.SkillsListResponse
  'thread/archive': v2.ThreadArchiveResponse
  'thread/attachment/add': v2.ThreadAttachmentAddResponse
  'thread/attachment/list': v2.ThreadAttachmentListResponse
  'thread/attachment/remove': v2.ThreadAttachmentRemoveResponse
  'thread/attachmentOwner/list': v2.ThreadAttachmentOwnerListResponse
  'thread/backgroundTerminals/clean': v2.ThreadBackgroundTerminalsCleanResponse
  'thread/backgroundTerminals/list': v2.ThreadBackgroundTerminalsListResponse
  'thread/backgroundTerminals/terminate': v2.ThreadBackgroundTerminalsTerminateResponse
  'thread/compact/start': v2.ThreadCompactStartResponse
  'thread/delete': v2.ThreadDeleteResponse
  'thread/fork': v2.ThreadForkResponse
  'thread/goal/clear': v2.ThreadGoalClearResponse
  'thread/goal/get': v2.ThreadGoalGetResponse
  'thread/goal/set': v2.ThreadGoalSetResponse
  'thread/items/list': v2.ThreadItemsListResponse
  'thread/items/read': v2.ThreadItemsReadResponse
  'thread/list': v2.ThreadListResponse
  'thread/loaded/list': v2.ThreadLoadedListResponse
  'thread/metadata/update': v2.ThreadMetadataUpdateResponse
  'thread/name/set': v2.ThreadSetNameResponse
  'thread/prepareApprovedPlan': v2.ThreadPrepareApprovedPlanResponse
  'thread/queue/add': v2.ThreadQueueAddResponse
  'thread/queue/delete': v2.ThreadQueueDeleteResponse
  'thread/queue/list': v2.ThreadQueueListResponse
  'thread/queue/reorder': v2.ThreadQueueReorderResponse
  'thread/queue/start': v2.ThreadQueueStartResponse
  'thread/queue/update': v2.ThreadQueueUpdateResponse
  'thread/read': v2.ThreadReadResponse
  'thread/readState/update': v2.ThreadReadStateUpdateResponse
  'thread/resume': v2.ThreadResumeResponse
  'thread/revert': v2.ThreadRevertResponse
  'thread/search': v2.ThreadSearchResponse
  'thread/searchOccurrences': v2.ThreadSearchOccurrencesResponse
  'thread/section/move': v2.ThreadSectionMoveResponse
  'thread/settings/update': v2.ThreadSettingsUpdateResponse
  'thread/shellCommand': v2.ThreadShellCommandResponse
  'thread/start': v2.ThreadStartResponse
  'thread/timeline/list': v2.ThreadTimelineListResponse
  'thread/turns/list': v2.ThreadTurnsListResponse
  'thread/unarchive': v2.ThreadUnarchiveResponse
  'thread/unsubscribe': v2.ThreadUnsubscribeResponse
  'threadSection/create': v2.ThreadSectionCreateResponse
  'threadSection/delete': v2.ThreadSectionDeleteResponse
  'threadSection/list': v2.ThreadSectionListResponse
  'threadSection/update': v2.ThreadSectionUpdateResponse
  'turn/interrupt': v2.TurnInterruptResponse
  'turn/settings/update': v2.TurnSettingsUpdateResponse
  'turn/start': v2.TurnStartResponse
  'turn/steer': v2.TurnSteerResponse
}
