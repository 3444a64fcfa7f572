// What a notification or a server request is about, in one line. Reads leniently: what is unknown is named by its method.
import type { InspectorKind } from '../../../preload/contract/inspection'
import type { TokenCount } from '../../../preload/contract/usage'
import { fields, listIn, numberIn, textIn, type Fields } from '../../stores/threads/decode'

const mostCharacters = 200

/** One line of at most 200 characters. Never cuts a character in half. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, mostCharacters * 4)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (line.length <= mostCharacters) return line
  return `${line.slice(0, mostCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

const kindByItem: Readonly<Record<string, InspectorKind>> = {
  userMessage: 'user',
  hookPrompt: 'user',
  agentMessage: 'agent',
  plan: 'agent',
  reasoning: 'reasoning',
  commandExecution: 'command',
  fileChange: 'patch',
  mcpToolCall: 'tool',
  dynamicToolCall: 'tool',
  collabAgentToolCall: 'tool',
  subAgentActivity: 'tool',
  functionCallOutput: 'tool',
  imageView: 'tool',
  imageGeneration: 'tool',
  webSearch: 'search',
  contextCompaction: 'compaction',
}

export function itemKind(type: string): InspectorKind {
  return kindByItem[type] ?? 'other'
}

const shell = /^\/(?:usr\/)?bin\/(?:ba|z|)sh -l?c (?<script>[\s\S]*)$/

/** The command without the shell that Codex puts around it. */
export function bareCommand(command: string): string {
  const script = shell.exec(command)?.groups?.['script']
  if (script === undefined) return command
  const quoted = /^'(?<inner>[^']*)'$/.exec(script)?.groups?.['inner']
  return quoted ?? script
}

const firstText = (list: readonly unknown[]): string | null =>
  list
    .map((part) => (typeof part === 'string' ? part : textIn(fields(part), 'text')))
    .find((text) => text !== null && text !== '') ?? null

function fileNames(item: Fields): string {
  const paths = listIn(item, 'changes').map((change) => textIn(fields(change), 'path') ?? '?')
  const names = paths.slice(0, 3).map((path) => path.split(/[\\/]/).at(-1) ?? path)
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : ''
  return paths.length === 0 ? 'Edit' : `Edit ${names.join(', ')}${more}`
}

/** An item in one line. */
export function itemLabel(item: Fields): string {
  const type = textIn(item, 'type') ?? 'item'
  const text = (name: string) => textIn(item, name)
  switch (type) {
    case 'userMessage':
      return firstText(listIn(item, 'content')) ?? 'Message'
    case 'hookPrompt':
      return firstText(listIn(item, 'fragments')) ?? 'Hook prompt'
    case 'agentMessage':
      return text('text') || 'Answer'
    case 'plan':
      return text('text') || 'Plan'
    case 'reasoning':
      return firstText([...listIn(item, 'summary'), ...listIn(item, 'content')]) ?? 'Reasoning'
    case 'commandExecution':
      return bareCommand(text('command') ?? 'Command')
    case 'fileChange':
      return fileNames(item)
    case 'mcpToolCall':
      return [text('server'), text('tool')].filter(Boolean).join(' · ')
    case 'dynamicToolCall':
    case 'collabAgentToolCall':
      return text('tool') ?? type
    case 'functionCallOutput':
      return text('name') ?? type
    case 'subAgentActivity':
      return `Agent ${text('agentPath') ?? ''} ${text('kind') ?? ''}`
    case 'webSearch':
      return text('query') || 'Web search'
    case 'imageView':
      return text('path') ?? 'Image'
    case 'imageGeneration':
      return 'Image generation'
    case 'contextCompaction':
      return 'Context compacted'
    case 'enteredReviewMode':
      return `Review begins: ${text('review') ?? ''}`
    case 'exitedReviewMode':
      return `Review ends: ${text('review') ?? ''}`
    default:
      return firstText([text('text'), text('message'), text('name')]) ?? type
  }
}

const requestWords: Readonly<Record<string, string>> = {
  'item/commandExecution/requestApproval': 'Asks to run',
  execCommandApproval: 'Asks to run',
  'item/fileChange/requestApproval': 'Asks to change files',
  applyPatchApproval: 'Asks to change files',
  'item/permissions/requestApproval': 'Asks for permissions',
  'item/tool/requestUserInput': 'Asks',
  'mcpServer/elicitation/request': 'A tool server asks',
  'item/tool/call': 'Calls a tool of this app',
}

/** A server request in one line: what is asked. */
export function requestLabel(method: string, params: Fields): string {
  const words = requestWords[method] ?? method
  const question = textIn(fields(listIn(params, 'questions')[0]), 'question')
  const command = textIn(params, 'command')
  const about =
    question ??
    (command === null ? null : bareCommand(command)) ??
    textIn(params, 'message') ??
    textIn(params, 'tool') ??
    textIn(params, 'reason')
  return about === null ? words : `${words}: ${about}`
}

const methodKinds: readonly [RegExp, InspectorKind][] = [
  [/delta$/i, 'delta'],
  [/^turn\/diff\//, 'patch'],
  [/^turn\//, 'turn'],
  [/tokenUsage/, 'usage'],
  [/^(?:error|warning|configWarning|deprecationNotice|guardianWarning)$|\/error$/, 'error'],
  [/compact/i, 'compaction'],
  [/approval/i, 'approval'],
  [/^serverRequest\//, 'approval'],
  [/^hook\/|mcp/i, 'tool'],
  [/^(?:thread\/settings|model)\//, 'context'],
  [/^item\/plan|^item\/agentMessage/, 'agent'],
  [/^item\/reasoning/, 'reasoning'],
  [/^item\/commandExecution|^command\//, 'command'],
  [/^item\/fileChange/, 'patch'],
  [/^thread\//, 'session'],
]

/** The kind of a notification that is no item's begin or end. */
export function methodKind(method: string): InspectorKind {
  if (method === 'turn/plan/updated') return 'agent'
  return methodKinds.find(([pattern]) => pattern.test(method))?.[1] ?? 'other'
}

const words: Readonly<Record<string, string>> = {
  'turn/started': 'Turn started',
  'turn/completed': 'Turn completed',
  'turn/diff/updated': 'Diff of the turn',
  'turn/plan/updated': 'Plan updated',
  'thread/started': 'Chat started',
  'thread/closed': 'Chat closed',
  'thread/compacted': 'Context compacted',
  'thread/name/updated': 'Renamed',
  'thread/status/changed': 'Status',
  'thread/queue/changed': 'Queue changed',
  'thread/reverted': 'Chat reverted',
  'thread/archived': 'Archived',
  'thread/unarchived': 'Taken out of the archive',
  'thread/settings/updated': 'Settings of the chat',
  'thread/readState/changed': 'Read state',
  'serverRequest/resolved': 'Request settled',
  'hook/started': 'Hook',
  'hook/completed': 'Hook',
  'item/reasoning/summaryPartAdded': 'Part of the reasoning begins',
}

const count = (value: number) => value.toLocaleString('en-US')

/** Codex's counts of the last answer. */
export function tokensOf(value: unknown): TokenCount | null {
  const read = fields(value)
  const total = numberIn(read, 'totalTokens')
  if (total === null) return null
  return {
    input: numberIn(read, 'inputTokens') ?? 0,
    cachedInput: numberIn(read, 'cachedInputTokens') ?? 0,
    output: numberIn(read, 'outputTokens') ?? 0,
    reasoning: numberIn(read, 'reasoningOutputTokens') ?? 0,
    total,
  }
}

/** A notification in one line. */
export function methodLabel(method: string, params: Fields): string {
  if (method === 'thread/tokenUsage/updated') {
    const tokens = tokensOf(fields(params['tokenUsage'])['last'])
    return tokens === null ? 'Token usage' : `${count(tokens.input)} in, ${count(tokens.output)} out`
  }
  const delta = textIn(params, 'delta')
  if (delta !== null) return delta
  const run = fields(params['run'])
  const about =
    textIn(fields(params['error']), 'message') ??
    textIn(params, 'message') ??
    textIn(params, 'summary') ??
    textIn(fields(params['status']), 'type') ??
    textIn(params, 'status') ??
    textIn(params, 'threadName') ??
    textIn(params, 'name') ??
    textIn(params, 'reason') ??
    textIn(run, 'eventName') ??
    textIn(params, 'toModel')
  const said = words[method]
  if (said === undefined) return about === null ? method : `${method}: ${about}`
  return about === null ? said : `${said}: ${about}`
}
