// Which coarse kind a record or an item is, for the icon and the filter of a timeline. Tables only.
export type InspectorKind =
  | 'session'
  | 'turn'
  | 'user'
  | 'agent'
  | 'reasoning'
  | 'command'
  | 'patch'
  | 'tool'
  | 'search'
  | 'usage'
  | 'context'
  | 'compaction'
  | 'approval'
  | 'delta'
  | 'error'
  | 'bad'
  | 'other'

/** Items by the name that rollouts give them (CommandExecution) or the protocol does (commandExecution). */
const itemKinds: Readonly<Record<string, InspectorKind>> = {
  usermessage: 'user',
  hookprompt: 'context',
  agentmessage: 'agent',
  plan: 'agent',
  reasoning: 'reasoning',
  commandexecution: 'command',
  filechange: 'patch',
  mcptoolcall: 'tool',
  dynamictoolcall: 'tool',
  collabagenttoolcall: 'tool',
  subagentactivity: 'tool',
  functioncalloutput: 'tool',
  websearch: 'search',
  imageview: 'tool',
  imagegeneration: 'tool',
  contextcompaction: 'compaction',
}

export function kindOfItem(type: string): InspectorKind {
  const name = type.replaceAll('_', '').toLowerCase()
  // `constructor` and its like are every object's, and no kind.
  return Object.hasOwn(itemKinds, name) ? (itemKinds[name] ?? 'other') : 'other'
}

const eventKinds: readonly (readonly [RegExp, InspectorKind])[] = [
  [/_delta$/, 'delta'],
  [/approval_request|elicitation_request|request_user_input|request_permissions/, 'approval'],
  [/^(?:task_started|task_complete|turn_started|turn_complete|turn_aborted)$/, 'turn'],
  [/^user_message$/, 'user'],
  [/^agent_message/, 'agent'],
  [/^agent_reasoning/, 'reasoning'],
  [/^(?:exec_command|terminal_interaction)/, 'command'],
  [/^(?:patch_apply|turn_diff)/, 'patch'],
  [/^(?:mcp_|dynamic_tool|view_image|image_generation|collab_|sub_agent)/, 'tool'],
  [/^web_search/, 'search'],
  [/^token_count$/, 'usage'],
  [/^(?:error|stream_error|warning|guardian_warning)$/, 'error'],
  [/^context_compacted$/, 'compaction'],
  [/^(?:thread_settings_applied|session_configured|thread_rolled_back|thread_name_updated)$/, 'context'],
]

export function kindOfEvent(type: string): InspectorKind {
  return eventKinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'
}

/** The kind of a tool call by the tool's name. */
export function kindOfTool(name: string): InspectorKind {
  if (/^(?:exec|exec_command|shell|local_shell|container\.exec|write_stdin|unified_exec)$/.test(name)) return 'command'
  if (name === 'apply_patch') return 'patch'
  return /search/.test(name) ? 'search' : 'tool'
}
