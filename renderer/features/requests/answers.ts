// Builds the answer to each server request in exactly the shape that Codex reads (codex-bin/protocol/ts/…Response).
// Pure; what the person chose comes in, the response goes out.
import type { ApplyPatchApprovalResponse } from '@protocol/ApplyPatchApprovalResponse'
import type { ExecCommandApprovalResponse } from '@protocol/ExecCommandApprovalResponse'
import type { ReviewDecision } from '@protocol/ReviewDecision'
import type { JsonValue } from '@protocol/serde_json/JsonValue'
import type { CommandExecutionApprovalDecision } from '@protocol/v2/CommandExecutionApprovalDecision'
import type { CommandExecutionRequestApprovalResponse } from '@protocol/v2/CommandExecutionRequestApprovalResponse'
import type { DynamicToolCallResponse } from '@protocol/v2/DynamicToolCallResponse'
import type { FileChangeApprovalDecision } from '@protocol/v2/FileChangeApprovalDecision'
import type { FileChangeRequestApprovalResponse } from '@protocol/v2/FileChangeRequestApprovalResponse'
import type { GrantedPermissionProfile } from '@protocol/v2/GrantedPermissionProfile'
import type { McpServerElicitationRequestResponse } from '@protocol/v2/McpServerElicitationRequestResponse'
import type { PermissionGrantScope } from '@protocol/v2/PermissionGrantScope'
import type { PermissionsRequestApprovalResponse } from '@protocol/v2/PermissionsRequestApprovalResponse'
import type { ToolRequestUserInputResponse } from '@protocol/v2/ToolRequestUserInputResponse'

/** item/commandExecution/requestApproval. */
export function commandAnswer(decision: CommandExecutionApprovalDecision): CommandExecutionRequestApprovalResponse {
  return { decision }
}

/** item/fileChange/requestApproval. */
export function fileAnswer(decision: FileChangeApprovalDecision): FileChangeRequestApprovalResponse {
  return { decision }
}

/** applyPatchApproval and execCommandApproval, the older two, share one vocabulary. */
export function legacyAnswer(decision: ReviewDecision): ApplyPatchApprovalResponse & ExecCommandApprovalResponse {
  return { decision }
}

/** What the person gave to one question: the label of an option, words of their own, or both. */
export interface QuestionAnswer {
  option: string | null
  words: string
}

/**
 * item/tool/requestUserInput. An option goes as its label. Own words go plain where the question has no options, and
 * as `user_note: …` beside options, which is how Codex's own terminal tells them apart.
 */
export function questionsAnswer(
  questions: readonly { id: string; hasOptions: boolean }[],
  given: Readonly<Record<string, QuestionAnswer>>,
): ToolRequestUserInputResponse {
  const answers: ToolRequestUserInputResponse['answers'] = {}
  for (const { id, hasOptions } of questions) {
    const answer = given[id]
    const words = answer?.words.trim() ?? ''
    answers[id] = {
      answers: [
        ...(answer?.option ? [answer.option] : []),
        ...(words ? [hasOptions ? `user_note: ${words}` : words] : []),
      ],
    }
  }
  return { answers }
}

/** mcpServer/elicitation/request, accepted: `content` holds the form's values, null in url mode. */
export function elicitationAccepted(content: JsonValue | null): McpServerElicitationRequestResponse {
  return { action: 'accept', content, _meta: null }
}

/** mcpServer/elicitation/request, refused (`decline`) or put aside (`cancel`). */
export function elicitationRefused(action: 'decline' | 'cancel'): McpServerElicitationRequestResponse {
  return { action, content: null, _meta: null }
}

/** item/permissions/requestApproval. An empty profile grants nothing, which is how it is declined. */
export function permissionsAnswer(
  permissions: GrantedPermissionProfile,
  scope: PermissionGrantScope,
): PermissionsRequestApprovalResponse {
  return { permissions, scope }
}

/** item/tool/call: this app offers no tools of its own, so a call can only be told so. */
export function toolCallRefused(reason: string): DynamicToolCallResponse {
  return { contentItems: [{ type: 'inputText', text: reason }], success: false }
}
