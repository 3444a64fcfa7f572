// What of a record was said or run, as plain texts with their kind. Instructions, context that Codex puts in front of a turn,
// ids, counters and encrypted parts are left out: nobody looks for those. Pure.
import { fieldsOf, listOf, partsText, textOf, type Fields } from '../rollout/fields'
import type { RolloutRecord } from '../rollout/records'
import { isPersonsMessage } from '../rollout/summary'
import { kindOfTool } from '../rollout/timeline-kinds'

export type SaidKind = 'user' | 'agent' | 'reasoning' | 'command' | 'output' | 'patch' | 'tool' | 'other'

export interface Said {
  readonly kind: SaidKind
  readonly text: string
}

/** The texts of a record, in order; none for a record that says nothing. */
export function saidIn(record: RolloutRecord): Said[] {
  if (record.kind === 'event_msg') return ofEvent(record.payload)
  if (record.kind === 'response_item') return ofResponseItem(record.payload)
  if (record.kind === 'compacted') return said('other', textOf(record.payload, 'message'))
  return []
}

function ofResponseItem(payload: Fields): Said[] {
  switch (textOf(payload, 'type')) {
    case 'message': {
      const text = partsText(listOf(payload, 'content'))
      if (textOf(payload, 'role') === 'assistant') return said('agent', text)
      return isPersonsMessage(payload) ? said('user', text) : []
    }
    case 'reasoning':
      return said('reasoning', partsText(listOf(payload, 'summary')))
    case 'function_call':
    case 'custom_tool_call':
    case 'local_shell_call': {
      const input = textOf(payload, 'arguments') ?? textOf(payload, 'input') ?? json(payload['action'])
      return said(callKind(textOf(payload, 'name') ?? 'shell'), unwrapped(input))
    }
    case 'function_call_output':
    case 'custom_tool_call_output': {
      const output = payload['output']
      const text = typeof output === 'string' ? output : Array.isArray(output) ? partsText(output) : json(output)
      return said('output', text.replace(outputHead, ''))
    }
    case 'web_search_call':
      return said('tool', textOf(fieldsOf(payload['action']), 'query'))
    default:
      return []
  }
}

function ofEvent(payload: Fields): Said[] {
  const type = textOf(payload, 'type') ?? ''
  switch (type) {
    case 'user_message':
      return said('user', textOf(payload, 'message'))
    case 'agent_message':
      return said('agent', textOf(payload, 'message'))
    case 'agent_reasoning':
    case 'agent_reasoning_raw_content':
      return said('reasoning', textOf(payload, 'text'))
    case 'item_completed':
      return ofItem(fieldsOf(payload['item']))
    case 'exec_command_end':
      return [
        ...commandOf(payload),
        ...said('output', textOf(payload, 'aggregated_output') ?? textOf(payload, 'stdout')),
      ]
    case 'patch_apply_begin':
    case 'patch_apply_end':
      return said('patch', changesOf(payload['changes']))
    case 'mcp_tool_call_end':
      return said('tool', `${json(payload['invocation'])}\n${json(payload['result'])}`)
    case 'web_search_end':
      return said('tool', textOf(payload, 'query'))
    case 'error':
    case 'stream_error':
    case 'warning':
      return said('other', textOf(payload, 'message'))
    default:
      return []
  }
}

function ofItem(item: Fields): Said[] {
  switch ((textOf(item, 'type') ?? '').toLowerCase()) {
    case 'usermessage':
      return said('user', partsText(listOf(item, 'content')))
    case 'agentmessage':
      return said('agent', textOf(item, 'text') ?? partsText(listOf(item, 'content')))
    case 'plan':
      return said('agent', textOf(item, 'text'))
    case 'reasoning':
      return said('reasoning', partsText([...listOf(item, 'summary_text'), ...listOf(item, 'raw_content')]))
    case 'commandexecution':
      return [...commandOf(item), ...said('output', textOf(item, 'aggregated_output'))]
    case 'filechange':
      return said('patch', changesOf(item['changes']))
    case 'websearch':
      return said('tool', textOf(item, 'query'))
    case 'mcptoolcall':
    case 'dynamictoolcall':
      return said('tool', `${json(item['arguments'])}\n${json(item['result'] ?? item['content_items'])}`)
    default:
      return said('other', textOf(item, 'text') ?? textOf(item, 'review'))
  }
}

function said(kind: SaidKind, text: string | null): Said[] {
  return text === null || text === '' ? [] : [{ kind, text }]
}

function callKind(name: string): SaidKind {
  const kind = kindOfTool(name)
  return kind === 'command' || kind === 'patch' ? kind : 'tool'
}

function commandOf(from: Fields): Said[] {
  const command = from['command']
  if (typeof command === 'string') return said('command', command)
  // `bash -lc <what was asked>`: the last part is what people know.
  return Array.isArray(command) ? said('command', String(command.at(-1) ?? '')) : []
}

/** The command inside a call's arguments; all of them, as JSON, when there is none. */
function unwrapped(input: string): string {
  if (!input.startsWith('{')) return input
  try {
    const read = fieldsOf(JSON.parse(input))
    const command = read['cmd'] ?? read['command'] ?? read['input'] ?? read['patch']
    if (typeof command === 'string') return command
    return Array.isArray(command) ? command.join(' ') : input
  } catch {
    return input
  }
}

/** Paths and contents of an edit, in either of the shapes that rollouts have. */
function changesOf(changes: unknown): string {
  const entries = Array.isArray(changes)
    ? changes.map((change) => [textOf(fieldsOf(change), 'path') ?? '', fieldsOf(change)] as const)
    : Object.entries(fieldsOf(changes)).map(([path, change]) => [path, fieldsOf(change)] as const)
  return entries
    .map(([path, change]) =>
      [path, textOf(change, 'diff') ?? textOf(change, 'unified_diff') ?? textOf(change, 'content') ?? ''].join('\n'),
    )
    .join('\n')
}

/** What Codex tells the model in front of an output; the item has the output alone. */
const outputHead = /^Chunk ID: [\s\S]{0,400}?\nOutput:\n/

const json = (value: unknown): string => (value === undefined || value === null ? '' : JSON.stringify(value))
